"""The demo's addition to manage.py."""
