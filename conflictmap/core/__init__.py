"""Pure value types shared by every layer: days, claims and periods. No Django, no database."""
