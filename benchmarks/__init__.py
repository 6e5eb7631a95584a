"""Measurements: `make bench` runs them, and needs labelled data from elsewhere for some."""
