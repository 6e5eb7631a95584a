"""Places with their points and spellings, and the geocoder over them."""
