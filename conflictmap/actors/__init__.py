"""The parties that can hold a town, their names and their colours."""
