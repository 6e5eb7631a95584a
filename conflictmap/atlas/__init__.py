"""The pages people read: the map, towns and articles."""
