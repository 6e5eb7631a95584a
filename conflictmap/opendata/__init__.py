"""The data in open formats."""
