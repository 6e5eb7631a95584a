"""``manage.py load_actors``: the actors that come with conflictmap."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conflictmap.actors.loading import load_actors


class Command(BaseCommand):
    """Loads actors.yaml; actors that are there already stay as editors left them."""

    help = "Add the actors that come with conflictmap. Those that are there already stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --update."""
        parser.add_argument(
            "--update",
            action="store_true",
            help="set names, colours and countries of known actors back to the file, and add the aliases they lack",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load in one transaction and say what was done."""
        try:
            result = load_actors(update=options["update"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"{result.added} actors added, {result.updated} updated, {result.kept} kept as they were."
            )
