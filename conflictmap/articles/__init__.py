"""Sources and their articles: what was published, by whom and when."""
