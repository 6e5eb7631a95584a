"""Finding and placing the place names of any text, against the places of the whole world."""
