"""Loading the actors that come with conflictmap."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from conflictmap.actors.loading import load_actors
from conflictmap.actors.models import Actor, ActorAlias

pytestmark = pytest.mark.django_db

CANONICAL = {
    "Islamic State", "Iraqi government", "Kurdistan Region", "PKK/YBS", "Syrian government", "SDF/YPG",
    "Syrian opposition", "HTS/al-Nusra", "Turkey", "Russia", "Ukraine", "Libyan GNA", "Libya other",
    "US-led coalition", "Taliban", "other:Libyan National Army", "other:Gaddafi government", "other:Libyan rebels",
}  # fmt: skip


def test_every_canonical_actor_is_there_with_a_plain_name() -> None:
    load_actors()
    assert set(Actor.objects.values_list("canonical", flat=True)) == CANONICAL
    sdf = Actor.objects.get(canonical="SDF/YPG")
    assert (sdf.name, sdf.short_name, sdf.slug) == ("Syrian Democratic Forces", "SDF", "syrian-democratic-forces")
    assert (sdf.fill_light, sdf.line_dark, sdf.engraving) == ("#eadf84", "#a8962e", "plus")
    assert Actor.objects.get(canonical="Islamic State").countries == ["IQ", "SY"]


def test_a_second_load_keeps_what_editors_changed(capsys: pytest.CaptureFixture[str]) -> None:
    load_actors()
    Actor.objects.filter(canonical="Taliban").update(name="The Taliban")
    ActorAlias.objects.filter(text="SAA").delete()
    counts = Actor.objects.count(), ActorAlias.objects.count()
    call_command("load_actors")
    assert "0 actors added, 0 updated, 18 kept" in capsys.readouterr().out
    assert (Actor.objects.count(), ActorAlias.objects.count()) == counts
    assert Actor.objects.get(canonical="Taliban").name == "The Taliban"


def test_update_goes_back_to_the_file_and_keeps_added_aliases() -> None:
    load_actors()
    actor = Actor.objects.get(canonical="Taliban")
    Actor.objects.filter(pk=actor.pk).update(name="The Taliban")
    ActorAlias.objects.create(actor=actor, text="Emirate")
    ActorAlias.objects.filter(text="SAA").delete()
    load_actors(update=True)
    assert Actor.objects.get(pk=actor.pk).name == "Taliban"
    assert ActorAlias.objects.filter(text__in=["Emirate", "SAA"]).count() == 2


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{canonical: Ours}", r"actor 1 \(without a name\).*'name' is missing"),
        ("{name: Ours, canonical: Ours, countries: [Iraq]}", "two-letter"),
        ("{name: Ours, canonical: Ours, light: ['#123456', '#123']}", "line_light"),
        (
            "{name: Ours, canonical: Ours, aliases: [{text: x, first_day: 2015-02-02, last_day: 2015-01-01}]}",
            "first day",
        ),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_changed(tmp_path: Path, entry: str, message: str) -> None:
    file = tmp_path / "actors.yaml"
    file.write_text(f"actors:\n  - {entry}\n")
    with pytest.raises(ValueError, match=message):
        load_actors(file)
    assert not Actor.objects.exists()
