"""Commands of the actors."""
