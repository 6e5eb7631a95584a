"""The desk's addition to manage.py."""
