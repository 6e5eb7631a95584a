"""The plain stories of the benchmark, a few draws of each: hardly any may end with the wrong holder on the map."""

from collections import Counter

from benchmarks.plain_stories import stories, verdict


def test_plain_stories_end_with_who_holds_the_town() -> None:
    judged = [(story, verdict(story)) for story in stories(2)]
    found = Counter(answer for _, answer in judged)
    wrong = "\n".join(story.text for story, answer in judged if answer == "wrong")
    assert found["wrong"] <= 0.03 * len(judged), wrong
    assert found["right"] >= 0.85 * len(judged)
