"""Actors in the admin: their colours must be told from all others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from conflictmap.actors.models import Actor
from conflictmap.control.models import Revision
from conflictmap.control.rebuild import next_revision

pytestmark = pytest.mark.django_db


def fields(actor: Actor, **changes: str) -> dict[str, str]:
    values = {
        name: getattr(actor, name)
        for name in (
            "name",
            "short_name",
            "slug",
            "canonical",
            "fill_light",
            "line_light",
            "fill_dark",
            "line_dark",
            "engraving",
        )
    }
    inline = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    return {**values, "countries": ",".join(actor.countries), **inline, **changes}


def test_a_colour_like_another_actors_is_refused(client: Client) -> None:
    call_command("load_actors", verbosity=0)
    client.force_login(User.objects.create_superuser("editor", password="not used here"))
    turkey = Actor.objects.get(canonical="Turkey")
    address = reverse("admin:actors_actor_change", args=[turkey.pk])
    iraq = Actor.objects.get(canonical="Iraqi government")

    page = client.post(address, fields(turkey, fill_light=iraq.fill_light, line_light=iraq.line_light))

    assert "Iraqi government" in page.content.decode()
    turkey.refresh_from_db()
    assert turkey.fill_light != iraq.fill_light
    before = next_revision().pk
    assert client.post(address, fields(turkey, short_name="Türkiye")).status_code == 302
    newest = Revision.objects.latest("pk").pk
    assert newest > before, "maps in browsers would keep the old name"
