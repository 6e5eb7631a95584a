"""Derived timelines: who controlled each town when, and why."""
