"""What is denied, planned, failed or only asked changes no map."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind, Modality
from conflictmap.extraction import extract
from conflictmap.extraction.extract import MOST_UNSEEN

PUBLISHED = date(2017, 6, 15)
ASSERTED, ATTRIBUTED, DENIED, PLANNED = Modality.ASSERTED, Modality.ATTRIBUTED, Modality.DENIED, Modality.PLANNED


@pytest.mark.parametrize("verb", ["denied", "denied that", "feared that", "said that"])
def test_who_speaks_of_a_deed_did_not_do_it(verb: str) -> None:
    found = extract(f"The Iraqi army {verb} the Islamic State had captured Tabqa.", PUBLISHED)
    assert {c.actor_canonical for c in found if c.kind is Kind.CAPTURES} == {"Islamic State"}


@pytest.mark.parametrize(
    "rest",
    ["said the town of Rawa was quiet", "expected that the town of Rawa would rise", "hoped Rawa would follow"],
)
def test_a_list_of_places_ends_where_the_next_verb_begins(rest: str) -> None:
    found = extract(f"The Iraqi army captured Anah and {rest}.", PUBLISHED)
    assert {c.place for c in found if c.kind is Kind.CAPTURES and c.confidence > 0.5} == {"Anah"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The SDF said it had captured Tabqa. The group denied it.", DENIED),
        ("The SDF said it had captured Tabqa. The Islamic State denied losing the town.", DENIED),
        ("The SDF said it had captured Tabqa. The statement was rejected by the Islamic State.", DENIED),
        ("The SDF said it had captured Tabqa. Residents called the report false.", DENIED),
        ("The SDF said it had captured Tabqa, a claim that the Islamic State denied.", DENIED),
        ("The SDF says it has captured Tabqa; the Islamic State says the town has not fallen.", DENIED),
        ("The SDF claims capture of Tabqa, Islamic State says battle goes on", DENIED),
        ("The SDF was reported to have captured Tabqa by an agency, which later withdrew the report.", DENIED),
        ("First reports that the SDF had captured Tabqa proved to be premature.", DENIED),
        ("The SDF said it had captured Tabqa, but officials said that fighting went on in Raqqa.", ATTRIBUTED),
        ("The SDF said it had captured Tabqa and added that the battle goes on.", ATTRIBUTED),
        ("The commander proposed handing Tabqa over to the SDF.", PLANNED),
        ("The operation aimed to bring Tabqa under SDF control.", PLANNED),
        ("The SDF is going to capture Tabqa, officials said.", PLANNED),
        ("Neither Raqqa nor Tabqa had fallen to the SDF, police said.", DENIED),
        ("The SDF is far from capturing Tabqa.", DENIED),
        ("The SDF stopped short of taking Tabqa.", DENIED),
        ("Instead of taking Tabqa, the SDF rested.", DENIED),
        ("Reports of the capture of Tabqa by the SDF were untrue.", DENIED),
        ("The SDF has not managed to capture Tabqa.", DENIED),
        ("The SDF managed to capture Tabqa.", ASSERTED),
        ("Tabqa has not yet been captured by the SDF.", DENIED),
        ("There was no sign that the SDF had captured Tabqa.", DENIED),
        ("The capture of Tabqa by the SDF would open the road.", PLANNED),
        ("The capture of Tabqa by the SDF opened the road.", ASSERTED),
        ("They spread false claims that the SDF had captured Tabqa.", DENIED),
        ("The SDF nearly captured Tabqa.", DENIED),
        ("The SDF seized Tabqa; officials said that the assault had been beaten off.", DENIED),
        ("The SDF said it had captured Tabqa. A spokesman denied claims that Raqqa was next.", ATTRIBUTED),
        ("The SDF said it had captured Tabqa. Claims to have taken Raqqa were denied by officials.", ATTRIBUTED),
        ("The SDF captured the disputed city of Tabqa.", ASSERTED),
        ("The SDF will advance once Tabqa is captured by its fighters.", PLANNED),
        ("The fighting goes on until the SDF captures Tabqa.", PLANNED),
        ('"Will the SDF capture Tabqa?" he asked.', PLANNED),
        ("Residents feared that the SDF had captured Tabqa.", PLANNED),
        ("There were fears on Monday that the SDF had captured Tabqa.", PLANNED),
        ("Officials hoped that by spring the SDF had captured Tabqa.", PLANNED),
        ("Officials denied that the SDF had captured Tabqa.", DENIED),
        ("The SDF captured Tabqa, and residents hoped that the war was over.", ASSERTED),
        ("The SDF claims to have captured Tabqa.", ATTRIBUTED),
        ("The SDF captured Tabqa, according to a monitor.", ATTRIBUTED),
    ],
)
def test_how_firmly_it_is_said(text: str, modality: Modality) -> None:
    found = {c.modality for c in extract(text, PUBLISHED) if c.place == "Tabqa" and c.kind is Kind.CAPTURES}
    assert found == {modality}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The SDF says it holds Tabqa as the Islamic State insists its men fight on.", DENIED),
        ("The SDF says it holds all of Tabqa; Islamic State scoffs", DENIED),
        ("Tabqa was out of the army's control.", DENIED),
        ("Tabqa was under the army's control.", ASSERTED),
        ("Tabqa would be in the hands of the SDF by autumn.", PLANNED),
    ],
)
def test_how_firmly_a_state_is_told(text: str, modality: Modality) -> None:
    found = {c.modality for c in extract(text, PUBLISHED) if c.place == "Tabqa" and c.kind is Kind.HOLDS}
    assert found == {modality}


@pytest.mark.parametrize(
    "text",
    ["Ukraine orders retreat from Avdiivka", "The deal provides for a withdrawal of the rebels from Nawa."],
)
def test_an_order_to_leave_is_a_plan(text: str) -> None:
    assert {c.modality for c in extract(text, PUBLISHED) if c.kind is Kind.LOSES} <= {PLANNED}


@pytest.mark.parametrize(
    "text",
    [
        "On 3 June, Islamic State fighters attacked Hajin. The attack was repelled.",
        "An assault on Hajin by the Islamic State was beaten off.",
    ],
)
def test_an_attack_that_was_beaten_off_is_denied(text: str) -> None:
    assert {c.modality for c in extract(text, PUBLISHED) if c.kind is Kind.ATTACKS} == {DENIED}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The mission said it had no information that rebels had entered Kiwanja in Congo.", Modality.DENIED),
        ("Malian troops were working on securing Gao.", Modality.PLANNED),
    ],
)
def test_what_nobody_knows_of_or_is_still_being_worked_on_is_no_fact(text: str, modality: Modality) -> None:
    assert {c.modality for c in extract(text, date(2013, 1, 28)) if not c.rule.startswith("link_")} == {modality}


@pytest.mark.parametrize(
    "text",
    [
        "Wagner chief claims full control of Bakhmut; Kyiv says battle goes on",
        "Russia announced that Bakhmut had been liberated; Ukraine said its troops were still in the town.",
        "Russia said that its soldiers had seized Bakhmut; Ukraine answered that every position was still held.",
        "Russian troops captured Bakhmut, an agency reported, but residents said Bakhmut was bombed and never lost.",
        "Shoigu had claimed the recapture of Bakhmut, which Ukraine then called a falsification.",
        "Russia said that it had taken Bakhmut, though Ukraine insists that it holds the town.",
    ],
)
def test_what_the_other_side_contradicts_is_no_fact(text: str) -> None:
    claims = [c for c in extract(text, date(2023, 5, 20)) if c.kind is Kind.CAPTURES and c.confidence > MOST_UNSEEN]
    assert {claim.modality for claim in claims} == {Modality.DENIED}


def test_what_another_party_says_of_another_town_contradicts_nothing() -> None:
    text = "Russia said that it had taken Bakhmut; Ukraine answered that Kupiansk was still held."
    claims = {c.place: c.modality for c in extract(text, date(2023, 5, 20)) if c.kind is Kind.CAPTURES}
    assert claims["Bakhmut"] is Modality.ATTRIBUTED
