"""The findings in sentences, for a terminal and as a page in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wisdom_training.charts.bar_chart import STYLE, BarChart, render_html
from wisdom_training.check.advice import Advice, describe_training, rate_size
from wisdom_training.check.findings import Findings, Lengths
from wisdom_training.check.languages import NAMES, UNCLEAR
from wisdom_training.check.leftovers import MARKUP, PEOPLE
from wisdom_training.check.repetitions import PHRASE_WORDS
from wisdom_training.corpus.documents import FEWEST_DOCUMENTS

WIDTH = 80
"""Columns of the summary."""

_INDENT = 14  # columns before the sentences
_LEAST_SHARE = 0.005  # of a language that is named
_MOST_NAMED = 5
_MOST_GAPS = 3
_USUAL_KINDS = {"post": "posts", "reply": "replies", "comment": "comments", "private": "messages"}


@dataclass(frozen=True)
class Section:
    """A part of the report."""

    title: str
    sentences: list[str]
    details: list[str] = field(default_factory=list)
    """Lines of a list that only the page has."""
    chart: str | None = None
    """The name of the chart that belongs to it."""


def list_sections(found: Findings) -> list[Section]:
    """All sections, in the order in which people want to know."""
    sections = [
        Section("Size", _describe_size(found)),
        Section("Lengths", _describe_lengths(found), chart="lengths"),
        Section("Kinds", _describe_kinds(found)),
        Section("Dates", _describe_dates(found), chart="years"),
        Section("Languages", _describe_languages(found)),
        Section("Whose words", *_describe_people(found)),
        Section("Mark-up", *_describe_markup(found)),
        Section("Repeated", *_describe_repeated(found)),
        Section("Words", _describe_words(found), chart="words"),
        Section("Training", [describe_training(found)]),
    ]
    return [section for section in sections if section.sentences]


def render_summary(sections: Sequence[Section], advice: Advice) -> str:
    """The sections for a terminal of WIDTH columns, and the advice below them."""
    parts = [
        _fill(" ".join(section.sentences), section.title.ljust(_INDENT)) for section in sections
    ]
    parts += ["", _fill(advice.sentence)]
    if advice.command:
        parts += ["", f"    {advice.command}"]  # one line, to be copied
    return "\n".join(parts)


def _fill(text: str, title: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=title, subsequent_indent=" " * len(title),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def render_page(
    name: str,
    sections: Sequence[Section],
    advice: Advice,
    notes: Sequence[str],
    charts: Mapping[str, BarChart],
) -> str:
    """The report on the corpus ``name`` in Markdown, each of the ``charts`` in its section."""
    lines = [f"# Check of {_code(name)}", "", _escape(advice.sentence), ""]
    lines += ["```console", f"$ {advice.command}", "```", ""] if advice.command else []
    for section in sections:
        lines += [f"## {section.title}", "", _escape(" ".join(section.sentences)), ""]
        lines += [f"- {_escape(detail)}" for detail in section.details]
        lines += [""] if section.details else []
        if section.chart is not None and section.chart in charts:
            lines += [render_html(charts[section.chart], with_style=False), ""]
    if notes:
        lines += ["## How the files were read", "", *(f"- {_escape(note)}" for note in notes), ""]
    lines += [STYLE, ""] if charts else []  # once, and below what people read in an editor
    return "\n".join(lines)


def _describe_size(found: Findings) -> list[str]:
    documents = ""
    if found.documents.number >= FEWEST_DOCUMENTS:  # fewer are one long text for training
        documents = f", in {found.documents.number:,} documents"
    return [
        (
            f"{found.characters:,} characters, {_count(found.words, 'word')}{documents}: about "
            f"{_count(found.pages, 'page')} of a book."
        ),
        rate_size(found),
    ]


def _describe_lengths(found: Findings) -> list[str]:
    sentences = []
    if found.documents.number >= FEWEST_DOCUMENTS:
        sentences.append(_describe_length("document", found.documents))
    if found.paragraphs != found.documents:
        sentences.append(_describe_length("paragraph", found.paragraphs))
    return sentences


def _describe_length(name: str, lengths: Lengths) -> str:
    return (
        f"{_count(lengths.number, name)}: half have at most {_count(lengths.median, 'word')}, the "
        f"longest has {lengths.longest:,}."
    )


def _describe_kinds(found: Findings) -> list[str]:
    if not found.kinds:
        return []
    shares = [
        f"{each.documents:,} {_USUAL_KINDS.get(kind, kind)} ({_share(found.share(each.words))} of "
        f"the words)"
        for kind, each in found.kinds.items()
    ]
    return [f"{', '.join(shares)}."]


def _describe_dates(found: Findings) -> list[str]:
    dates = found.dates
    if dates.first is None or dates.last is None:
        return ["No document has a date."] if dates.undated else []
    sentences = [f"From {dates.first} to {dates.last}."]
    if dates.gaps:
        gaps = [
            f"{gap.first} to {gap.last} ({gap.months} months)" for gap in dates.gaps[:_MOST_GAPS]
        ]
        sentences.append(f"Nothing was written from {', '.join(gaps)}.")
    if dates.undated:
        sentences.append(f"{_count(dates.undated, 'document')} without a date.")
    return sentences


def _describe_languages(found: Findings) -> list[str]:
    shares = [
        f"{NAMES[code]} {_share(share)}"
        for code, share in found.languages.items()
        if code != UNCLEAR and share >= _LEAST_SHARE
    ]
    sentences = [f"{', '.join(shares)} of the words."] if shares else []
    unclear = found.languages.get(UNCLEAR, 0.0)
    if unclear >= _LEAST_SHARE or not shares:
        sentences.append(f"{_share(unclear)} are too short to tell, or in another language.")
    return sentences


def _describe_people(found: Findings) -> tuple[list[str], list[str]]:
    sentences = []
    if found.labels:
        most = [f"{name} {count:,}" for name, count in list(found.labels.items())[:_MOST_NAMED]]
        more = len(found.labels) - len(most)
        listed = ", ".join(most) + (f" and {more:,} more" if more > 0 else "")
        sentences.append(
            f"{_count(sum(found.labels.values()), 'line')} of {found.lines:,} begin with what "
            f"looks like a speaker's name: {listed}."
        )
    counted, details = _describe_leftovers(found, PEOPLE)
    if counted:
        sentences.append(f"Found: {counted}.")
    return sentences or ["No sign of other people's words."], details


def _describe_markup(found: Findings) -> tuple[list[str], list[str]]:
    counted, details = _describe_leftovers(found, MARKUP)
    return [f"Found: {counted}." if counted else "None was found."], details


def _describe_leftovers(found: Findings, keys: Iterable[str]) -> tuple[str, list[str]]:
    """What is left over of these kinds, and the first example of each."""
    left = [found.leftovers[key] for key in keys if key in found.leftovers]
    counted = ", ".join(f"{each.name} {each.number:,}" for each in left)
    return counted, [f"{each.name}: {_code(each.example)}" for each in left if each.example]


def _describe_repeated(found: Findings) -> tuple[list[str], list[str]]:
    sentences, details = [], []
    duplicates, repetitions = found.duplicates, found.repetitions
    if duplicates.same or duplicates.near:
        repeating = _count(duplicates.same + duplicates.near, "document")
        sentences.append(
            f"{repeating} with what an earlier one says ({duplicates.same:,} in the same words, "
            f"{duplicates.near:,} in nearly the same): {_share(found.share(duplicates.words))} of "
            f"all words."
        )
    elif found.documents.number >= FEWEST_DOCUMENTS:
        sentences.append("No document repeats another.")
    if duplicates.example:
        details += [f"the first: {_code(text)}" for text in duplicates.example]
    if repetitions.longest is None:
        sentences.append(f"No {PHRASE_WORDS} words in a row occur twice.")
    else:
        sentences.append(
            f"{_count(repetitions.passages, 'passage')} of {PHRASE_WORDS} words or more occurred "
            f"before: {_share(found.share(repetitions.words))} of all words. The longest has "
            f"{repetitions.longest.words:,} words and begins “{repetitions.longest.start} …”."
        )
    return sentences, details


def _describe_words(found: Findings) -> list[str]:
    vocabulary = found.vocabulary
    rare = vocabulary.once / vocabulary.distinct
    sentences = [
        (
            f"{vocabulary.distinct:,} different words. {vocabulary.once:,} of them ({rare:.0%}) "
            f"occur only once; they are {_share(found.share(vocabulary.once))} of the text."
        )
    ]
    if vocabulary.frequent:
        listed = ", ".join(list(vocabulary.frequent)[:_MOST_NAMED])
        sentences.append(f"Most frequent, besides everybody's words: {listed}.")
    return sentences


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _share(share: float) -> str:
    """A percentage that is never 0% of something that is there."""
    if 0 < share < 0.001:  # noqa: PLR2004 (a tenth of a percent)
        return "less than 0.1%"
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"  # noqa: PLR2004


def _code(text: str) -> str:
    return f"`{text.replace('`', chr(39))}`"


def _escape(text: str) -> str:
    """Markdown that shows ``text``, whose code spans stay."""
    parts = text.split("`")
    for place in range(0, len(parts), 2):
        for mark in "\\*_<[&":
            parts[place] = parts[place].replace(mark, f"\\{mark}")
    return "`".join(parts)
