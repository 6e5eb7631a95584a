"""Commands of manage.py for the desk."""
