"""Stories that editors tell with the map: dates, views and captions in order."""
