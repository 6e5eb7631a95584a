"""Pictures for links (Open Graph): the map of a day, or of a town and what lies around it, as a PNG of 1200 x 630."""
