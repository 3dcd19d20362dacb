"""Whether a corpus is enough, how to train on it, and the one thing to do next.

The sizes are those of docs/guide: fifty pages make a voice that sounds like somebody, ten pages
work, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from wisdom_training.check.findings import CHARACTERS_A_PAGE, Findings
from wisdom_training.check.languages import NAMES, UNCLEAR
from wisdom_training.check.leftovers import MARKUP
from wisdom_training.check.training_time import PRESETS, describe_minutes, estimate_minutes

FEWEST_CHARACTERS = 10 * CHARACTERS_A_PAGE
"""Below this a voice says little that makes sense."""
GOOD_CHARACTERS = 50 * CHARACTERS_A_PAGE
"""From here on a voice sounds like its author."""
RICH_CHARACTERS = 1_000_000
"""From here on the preset ``best`` is worth its time."""

_OTHERS = ("quotes", "mail", "reposts")


class Advice(NamedTuple):
    """What to do next."""

    sentence: str
    command: str = ""


class _Concern(NamedTuple):
    """A fault of a corpus."""

    measure: Callable[[Findings], float]
    """How grave it is: from 1 on something should be done."""
    advice: str


def rate_size(found: Findings) -> str:
    """Whether the text is enough, in a sentence."""
    need = f"A voice that sounds like its author needs about {GOOD_CHARACTERS:,} characters"
    if found.characters < FEWEST_CHARACTERS:
        return f"That is too little: the voice will hardly make sense. {need} (50 pages)."
    if found.characters < GOOD_CHARACTERS:
        return f"That works, but more is better. {need} (50 pages)."
    if found.characters < RICH_CHARACTERS:
        return "That is enough for a voice that sounds like its author."
    return "That is plenty for a voice."


def begins_with_base(found: Findings) -> bool:
    """Whether most of the text is in the language of the base voice, English."""
    return max(found.languages, key=lambda code: found.languages[code], default="") == "en"


def estimate_presets(found: Findings) -> dict[str, float]:
    """The minutes that training takes, by preset."""
    based = begins_with_base(found)
    return {
        preset: estimate_minutes(preset, found.characters, from_base=based) for preset in PRESETS
    }


def describe_training(found: Findings) -> str:
    """The preset that suits, and how long each takes."""
    times = {preset: describe_minutes(each) for preset, each in estimate_presets(found).items()}
    sentences = [f"The preset standard suits; on two cores it takes about {times['standard']}."]
    if times["quick"] != times["standard"]:
        sentences.append(f"To hear soon how the voice sounds, take quick: {times['quick']}.")
    rich = found.characters >= RICH_CHARACTERS or not begins_with_base(found)
    if rich and times["best"] != times["standard"]:
        sentences.append(f"For a voice that you will use for years, take best: {times['best']}.")
    if not begins_with_base(found):
        sentences.append(
            "The base voice speaks English only, so this voice begins by chance and needs more "
            "text."
        )
    return " ".join(sentences)


def advise(found: Findings, command: str) -> Advice:
    """One thing to do next; ``command`` is the one that trains on this corpus."""
    grades = {concern.measure(found): concern.advice for concern in _CONCERNS}
    gravest = max(grades)
    if gravest >= 1:
        return Advice(f"Next: {grades[gravest].format(**_describe(found))}")
    if found.characters < GOOD_CHARACTERS:
        return Advice(
            "Next: look for more of the author's words, and then train the voice:", command
        )
    return Advice("Next: train the voice:", command)


def _describe(found: Findings) -> dict[str, str]:
    """What the advice may name."""
    other = [code for code in found.languages if code != UNCLEAR][1:2]
    marks = [found.leftovers[key] for key in MARKUP if key in found.leftovers]
    return {
        "labels": ", ".join(list(found.labels)[:2]),
        "language": NAMES[other[0]] if other else "",
        "markup": max(marks, key=lambda each: each.number).name if marks else "",
        "pages": f"{found.pages:,} page{'s' if found.pages > 1 else ''}",
    }


def _lack_text(found: Findings) -> float:
    return 10 * FEWEST_CHARACTERS / found.characters if found.characters < FEWEST_CHARACTERS else 0


def _have_labels(found: Findings) -> float:
    return sum(found.labels.values()) / found.lines / 0.02


def _have_others(found: Findings) -> float:
    count = sum(found.leftovers[key].number for key in _OTHERS if key in found.leftovers)
    return count / found.lines / 0.02


def _have_markup(found: Findings) -> float:
    count = sum(found.leftovers[key].number for key in MARKUP if key in found.leftovers)
    return found.share(count) / 0.002


def _have_duplicates(found: Findings) -> float:
    return found.share(found.duplicates.words) / 0.05


def _have_repetitions(found: Findings) -> float:
    return found.share(found.repetitions.words) / 0.03


def _have_languages(found: Findings) -> float:
    shares = [share for code, share in found.languages.items() if code != UNCLEAR]
    return shares[1] / 0.1 if len(shares) > 1 else 0


_CONCERNS = (
    _Concern(
        _lack_text,
        "look for more of the author's words before you train; a text of {pages} is too short.",
    ),
    _Concern(
        _have_labels,
        "many lines begin with a speaker's name ({labels}). Keep the words of one person, and take "
        "the names away, or the voice will write them.",
    ),
    _Concern(
        _have_others,
        "there are many quoted lines, reposts or headers of e-mails. Take them out: they are other "
        "people's words.",
    ),
    _Concern(
        _have_markup,
        "take out what programs added, above all {markup}; the voice would write it.",
    ),
    _Concern(
        _have_duplicates,
        "many documents repeat others. Keep one of each, or the voice will learn them by heart.",
    ),
    _Concern(
        _have_repetitions,
        "long passages occur more than once. Keep one of each, or the voice will learn them by "
        "heart.",
    ),
    _Concern(
        _have_languages,
        "a part of the text is in {language}. Train a voice for each language, or it will mix "
        "them.",
    ),
)
