"""``manage.py`` commands of the gazetteer."""
