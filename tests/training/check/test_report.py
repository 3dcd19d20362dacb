"""The report in sentences."""

from datetime import date
from typing import Any

import pytest

from training.check.corpora import make_findings
from wisdom_training.charts.bar_chart import STYLE, render_html
from wisdom_training.check.advice import Advice
from wisdom_training.check.charts import list_charts
from wisdom_training.check.dates import Dates, Gap
from wisdom_training.check.duplicates import Duplicates
from wisdom_training.check.findings import KindShare, Lengths
from wisdom_training.check.leftovers import Leftover
from wisdom_training.check.repetitions import Repetition, Repetitions
from wisdom_training.check.report import WIDTH, list_sections, render_page, render_summary


def say(title: str, **changes: Any) -> str:  # noqa: ANN401 (fields)
    """The sentences of a section; none if there is no such section."""
    sections = {each.title: each for each in list_sections(make_findings(**changes))}
    return " ".join(sections[title].sentences) if title in sections else ""


@pytest.mark.parametrize(
    ("title", "changes", "words"),
    [
        (
            "Size",
            {},
            (
                "600,000 characters, 100,000 words: about 200 pages of a book. That is enough "
                "for a voice that sounds like its author."
            ),
        ),
        (
            "Size",
            {"documents": Lengths(20, 9, 11, {9: 20}), "characters": 2_000, "words": 1},
            (
                "2,000 characters, 1 word, in 20 documents: about 1 page of a book. That is too "
                "little: the voice will hardly make sense. A voice that sounds like its author "
                "needs about 150,000 characters (50 pages)."
            ),
        ),
        ("Lengths", {}, "5,000 paragraphs: half have at most 19 words, the longest has 70."),
        (
            "Lengths",
            {"documents": Lengths(20, 1, 11, {1: 19, 11: 1})},
            (
                "20 documents: half have at most 1 word, the longest has 11. 5,000 paragraphs: "
                "half have at most 19 words, the longest has 70."
            ),
        ),
        ("Kinds", {}, ""),
        (
            "Kinds",
            {"kinds": {"post": KindShare(30, 90_000), "reply": KindShare(4, 10_000)}},
            "30 posts (90% of the words), 4 replies (10% of the words).",
        ),
        ("Dates", {}, ""),
        ("Dates", {"dates": Dates(None, None, 3, {}, [])}, "No document has a date."),
        (
            "Dates",
            {
                "dates": Dates(
                    date(2019, 5, 6), date(2021, 1, 2), 1, {}, [Gap("2019-06", "2020-12", 19)]
                )
            },
            (
                "From 2019-05-06 to 2021-01-02. Nothing was written from 2019-06 to 2020-12 (19 "
                "months). 1 document without a date."
            ),
        ),
        ("Languages", {}, "English 100% of the words."),
        (
            "Languages",
            {"languages": {"de": 0.9, "": 0.06, "fr": 0.036, "es": 0.004}},
            (
                "German 90%, French 3.6% of the words. 6.0% are too short to tell, or in another"
                " language."
            ),
        ),
        ("Whose words", {}, "No sign of other people's words."),
        (
            "Whose words",
            {
                "labels": {"A": 90, "B": 8, "C": 7, "D": 6, "E": 5, "F": 5},
                "leftovers": {"reposts": Leftover("reposts (RT @…)", 1_200, "RT @ann")},
            },
            (
                "121 lines of 5,000 begin with what looks like a speaker's name: A 90, B 8, C 7,"
                " D 6, E 5 and 1 more. Found: reposts (RT @…) 1,200."
            ),
        ),
        ("Mark-up", {}, "None was found."),
        (
            "Mark-up",
            {"leftovers": {"tags": Leftover("HTML tags", 4, "<b>")}},
            "Found: HTML tags 4.",
        ),
        ("Repeated", {}, "No 100 words in a row occur twice."),
        (
            "Repeated",
            {
                "documents": Lengths(20, 9, 11, {9: 20}),
                "duplicates": Duplicates(3, 1, 2_500, ("a", "b")),
                "repetitions": Repetitions(1, 300, Repetition(300, "call me")),
            },
            (
                "4 documents with what an earlier one says (3 in the same words, 1 in nearly the"
                " same): 2.5% of all words. 1 passage of 100 words or more occurred before: 0.3%"
                " of all words. The longest has 300 words and begins “call me …”."
            ),
        ),
        (
            "Words",
            {},
            (
                "8,000 different words. 4,000 of them (50%) occur only once; they are 4.0% of "
                "the text. Most frequent, besides everybody's words: whale, ship."
            ),
        ),
    ],
)
def test_sentences(title: str, changes: dict[str, Any], words: str) -> None:
    assert say(title, **changes) == words


def test_the_summary_fits_a_terminal_and_its_command_can_be_copied() -> None:
    command = f"wisdom train {'x' * 90} -o my-voice.safetensors"
    advice = Advice("Next: train the voice:", command)
    lines = render_summary(list_sections(make_findings()), advice).split("\n")
    assert [line for line in lines if len(line) > WIDTH] == [f"    {command}"]
    assert lines[:2] == [
        "Size          600,000 characters, 100,000 words: about 200 pages of a book. That",
        "              is enough for a voice that sounds like its author.",
    ]
    assert lines[-4:] == ["", "Next: train the voice:", "", f"    {command}"]


def test_a_page_has_examples_charts_and_notes() -> None:
    found = make_findings(
        leftovers={"tags": Leftover("HTML tags", 4, "A <b>`bold`</b> word")},
        notes=["a*b.txt: read"],
    )
    charts = {"words": list_charts(found)["words"]}
    page = render_page("my_words", list_sections(found), Advice("Next: x."), found.notes, charts)
    assert page.startswith("# Check of `my_words`\n\nNext: x.\n\n## Size\n\n600,000 characters")
    assert "## Mark-up\n\nFound: HTML tags 4.\n\n- HTML tags: `A <b>'bold'</b> word`\n" in page
    section = page.partition("## Words\n")[2].partition("\n## ")[0]
    assert section.endswith(f"\n\n{render_html(charts['words'], with_style=False)}\n")
    assert page.count("<figure") == 1
    assert page.endswith(f"## How the files were read\n\n- a\\*b.txt: read\n\n{STYLE}\n")


def test_a_page_has_the_command_as_code() -> None:
    advice = Advice("Next: train the voice:", "wisdom train my_words -o my-voice.safetensors")
    assert (
        "Next: train the voice:\n\n```console\n$ wisdom train my_words -o my-voice.safetensors\n```"
    ) in render_page("x", [], advice, [], {})


def test_a_page_without_charts_has_no_style() -> None:
    assert "<style>" not in render_page("x", list_sections(make_findings()), Advice("y"), [], {})
