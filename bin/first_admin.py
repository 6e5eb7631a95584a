"""Make the user `admin` with a generated password, printed once, when the database has no superuser yet."""

import os
import secrets
import sys
from pathlib import Path

import django


def make_first_admin() -> str | None:
    """Return the password of the new user `admin`, or None when there is a superuser already."""
    from django.contrib.auth.models import User

    if User.objects.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser("admin", password=password)
    return password


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
    django.setup()
    if password := make_first_admin():
        print(f"serve: made the user 'admin' with the password {password} (shown only now)", flush=True)
