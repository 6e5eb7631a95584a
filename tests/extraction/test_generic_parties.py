"""Whose bare "soldiers", "fighters" and "attackers" are: the one party in sight that fits, or nobody's."""

from datetime import date

import pytest

from conflictmap.extraction.sentence_readings import read_sentences


def said(text: str, published: str, words: str) -> set[str]:
    """Who the mentions with these words are."""
    return {
        actor.canonical
        for reading in read_sentences(text, date.fromisoformat(published))
        for actor in reading.actors
        if " ".join(reading.sentence.words[actor.start : actor.end]).lower() == words
    }


@pytest.mark.parametrize(
    ("text", "published", "words", "party"),
    [
        (
            "Afghan commandos landed at Farah. The commandos held the fort.",
            "2021-07-01",
            "commandos",
            "other:Afghan government",
        ),
        ("Two posts near Gao, in Mali, were given up by soldiers.", "2013-01-10", "soldiers", "other:Mali"),
        ("Al-Shabaab attacked Jowhar. The fighters held the market.", "2013-05-01", "fighters", "other:Al-Shabaab"),
        (
            "The Syrian army assaulted Qusayr. The attackers held the stadium.",
            "2013-05-20",
            "attackers",
            "Syrian government",
        ),
        (
            "Nawa was assaulted by Syrian rebels. The attackers held a school.",
            "2014-11-09",
            "attackers",
            "Syrian opposition",
        ),
        ("Russian forces assaulted Soledar. The defenders left the mine.", "2023-01-12", "defenders", "Ukraine"),
        (
            "The rebels stormed Taftanaz. The Syrian army said that the defenders held on.",
            "2013-01-08",
            "defenders",
            "Syrian government",
        ),
        ("Lebanese troops entered the camp. The army held its gate.", "2007-09-03", "army", "other:Lebanon"),
        ("Ukraine held Vuhledar until troops left it.", "2024-10-02", "troops", "Ukraine"),
    ],
)
def test_a_bare_word_means_the_one_party_that_fits(text: str, published: str, words: str, party: str) -> None:
    assert said(text, published, words) == {party}


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        ("Ukrainian and Russian forces fought in Marinka. Soldiers held the school.", "2022-11-01", "soldiers"),
        ("A town near Kharkiv was occupied when soldiers crossed the border.", "2024-05-12", "soldiers"),
        ("The Islamic State and Syrian rebels fought over Marea. Fighters held the mill.", "2015-09-01", "fighters"),
        ("Al-Shabaab held Jowhar.\n\nThe fighters left a village.", "2013-05-01", "fighters"),
        ("Somali troops and al-Shabaab met at Jowhar. The attackers fled.", "2013-05-01", "attackers"),
        ("Mali lost Gao. Songhai fighters held a village.", "2012-04-02", "fighters"),
        ("Al-Shabaab attacked Jowhar. Fighters of the clan held the market.", "2013-05-01", "fighters"),
    ],
)
def test_where_two_fit_or_a_name_tells_it_stays_unknown(text: str, published: str, words: str) -> None:
    assert said(text, published, words) == {"unknown"}


@pytest.mark.parametrize(
    ("text", "published", "words", "party"),
    [
        (
            "The Syrian army took Salma. Government forces took Marj Khawkhah.",
            "2016-01-25",
            "government forces",
            "Syrian government",
        ),
        (
            "Syrian troops took Salma, Aleppo and Hama. In Syria, Rabia was next. The army held it.",
            "2016-01-25",
            "army",
            "Syrian government",
        ),
        ("The LTTE stormed Kilinochchi. The army retook it.", "1998-10-01", "army", "other:Sri Lanka"),
        (
            "Hamas denied it. Israeli soldiers and the army searched Israel's hospitals.",
            "2023-11-16",
            "army",
            "other:Israel",
        ),
        ("In Srebrenica the Serbs took the bridge.", "1995-07-12", "serbs", "other:Bosnian Serbs"),
        ("In Belgrade the Serbs won an election.", "2008-05-12", "serbs", "other:Serbia"),
        ("The SPLM-IO captured Nasir in South Sudan.", "2025-03-05", "splm - io", "other:SPLA-IO"),
    ],
)
def test_the_war_is_told_by_what_cannot_be_mistaken(text: str, published: str, words: str, party: str) -> None:
    assert said(text, published, words) == {party}
