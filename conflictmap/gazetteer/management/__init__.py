"""Commands of the gazetteer."""
