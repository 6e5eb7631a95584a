"""Extractors beside the built-in one: what they must be, how they are named, and what is done with what they say."""
