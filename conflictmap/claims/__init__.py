"""What each article says of a town, and what editors decided about it."""
