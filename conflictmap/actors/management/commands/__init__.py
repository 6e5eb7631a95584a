"""``manage.py`` commands of the actors."""
