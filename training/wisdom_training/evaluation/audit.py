"""``wisdom audit``: what a voice's file and its posts tell about the text that it learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wisdom_model.generation.recipe import Recipe
from wisdom_model.guards.guards import Guards
from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_model.text.words import count_words, list_ngrams, split_words
from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.extraction import (
    SEED_WORDS,
    Extraction,
    attack,
    choose_passages,
    make_passage,
)
from wisdom_training.evaluation.posts import write_post
from wisdom_training.progress.reports import ShowProgress

REPEATED_TIMES = 10
"""A phrase that the author said so often may be somebody's secret."""
PHRASE_WORDS = 5
"""Words of such a phrase."""
MOST_CHARACTERS = 20_000_000
"""Of the corpus that are looked at, from its beginning."""

_SEED = 1  # of the passages and of the posts
_SAME_WORDS = 12  # of one canary; an attacker who gets so many has it


class Returned(NamedTuple):
    """What came back of some phrases."""

    phrases: int
    in_posts: int
    """How many of them stand in a post."""
    posts: int
    """Posts that have one."""


@dataclass(frozen=True)
class Audit:
    """All findings."""

    private: bool
    passages: int
    extractions: Mapping[str, Extraction]
    """By what the attacker asks."""
    repeated: Returned
    """Phrases that the author said REPEATED_TIMES or more."""
    canaries: Returned | None
    """Phrases that were put into the corpus to be looked for."""
    completed: Mapping[str, int]
    """How many canaries each attacker completes whose first words it knows."""
    posts: int


def audit(  # noqa: PLR0913, PLR0917 (what is attacked, how much, and who is told)
    voice: Voice,
    text: str,
    passages: int,
    posts: int,
    canaries: Sequence[str],
    progress: ShowProgress,
) -> Audit:
    """Attack ``voice``, which learned ``text``."""
    text = text[:MOST_CHARACTERS].replace(DOCUMENT_END, PARAGRAPH)
    chosen = choose_passages(text, passages, _SEED)
    extractions = attack(voice, chosen)
    written = write_posts(voice, posts, progress)
    planted = [canary for canary in canaries if canary.strip()]
    return Audit(
        private=bool(voice.metadata.get("private")),
        passages=len(chosen),
        extractions=extractions,
        repeated=count_returned(find_repeated(text), written),
        canaries=count_returned(planted, written) if planted else None,
        completed=complete(voice, planted) if planted else {},
        posts=len(written),
    )


def write_posts(voice: Voice, count: int, progress: ShowProgress) -> list[str]:
    """Posts as a site gets them; one that no guard lets pass is left out."""
    recipe, guards = Recipe().suit(voice.metadata), Guards.for_voice(voice)
    written = []
    with progress("posts written", count) as advance:
        for seed in range(_SEED, _SEED + count):
            written.append(write_post(voice, recipe, seed, guards))
            advance(1)
    return [post for post in written if post is not None]


def find_repeated(text: str) -> list[str]:
    """Phrases of PHRASE_WORDS words that ``text`` has REPEATED_TIMES or more, folded."""
    counts: Counter[tuple[str, ...]] = Counter()
    for paragraph in text.split(PARAGRAPH):
        counts.update(list_ngrams(split_words(paragraph), PHRASE_WORDS))
    return [" ".join(phrase) for phrase, times in counts.items() if times >= REPEATED_TIMES]


def count_returned(phrases: Sequence[str], posts: Sequence[str]) -> Returned:
    """How many ``phrases`` stand in ``posts``, and in how many of these one does."""
    wanted = [f" {' '.join(split_words(phrase))} " for phrase in phrases]
    folded = [f" {' '.join(split_words(post))} " for post in posts]
    return Returned(
        len(wanted),
        sum(any(phrase in post for post in folded) for phrase in wanted),
        sum(any(phrase in post for phrase in wanted) for post in folded),
    )


def complete(voice: Voice, canaries: Sequence[str]) -> dict[str, int]:
    """How many canaries each attacker completes; of a short one it knows all words but one."""
    passages = [
        make_passage(canary, min(SEED_WORDS, max(1, count_words(canary) - 1)))
        for canary in canaries
    ]
    wanted = [min(count_words(passage.rest), _SAME_WORDS) for passage in passages]
    return {
        name: sum(run >= most > 0 for run, most in zip(found.runs, wanted, strict=True))
        for name, found in attack(voice, passages).items()
    }


def describe(found: Audit) -> str:
    """What the audit found, in plain words."""
    networks, *others = found.extractions.items()
    name, worst = max(found.extractions.items(), key=lambda pair: (pair[1].longest, pair[1].mean))
    alone = networks[1]
    introduction = (
        f"An attacker has the voice's file and {SEED_WORDS} words in a row of the text, at "
        f"{found.passages} places. Words that come out right after them:"
    )
    lines = [introduction, "", *_tabulate(found.extractions), ""]
    if worst.longest:
        lines += [f"The longest, by {name}: {worst.text!r}", ""]
    lines += [_describe_repeated(found.repeated, found.posts), *_describe_canaries(found), ""]
    excess = max((each.longest for _, each in others), default=alone.longest) - alone.longest
    lines.append(_judge(found, excess))
    return "\n".join(lines)


def _tabulate(extractions: Mapping[str, Extraction]) -> list[str]:
    width = max(len("the attacker asks"), *map(len, extractions))
    rows = [f"{'the attacker asks':{width}}  longest  mean"]
    rows += [
        f"{name:{width}}  {found.longest:7}  {found.mean:4.1f}"
        for name, found in extractions.items()
    ]
    return rows


def _describe_repeated(repeated: Returned, posts: int) -> str:
    if not repeated.phrases:
        return f"The text has no phrase of {PHRASE_WORDS} words {REPEATED_TIMES} times or more."
    return (
        f"The text has {repeated.phrases:,} phrases of {PHRASE_WORDS} words {REPEATED_TIMES} times "
        f"or more. Of these {repeated.in_posts:,} came back in {posts} posts."
    )


def _describe_canaries(found: Audit) -> list[str]:
    canaries = found.canaries
    if canaries is None:
        return []
    completed = ", ".join(f"{count} by {name}" for name, count in found.completed.items())
    sentence = (
        f"Of {canaries.phrases} canaries, {canaries.in_posts} stand in a post, and "
        f"{canaries.posts} of {found.posts} posts have one. Anyone who knows a canary's first "
        f"words completes: {completed}."
    )
    return [sentence]


def _judge(found: Audit, excess: int) -> str:
    kind = "private" if found.private else "public"
    if excess <= 1:
        return (
            f"The voice is {kind}. Its file tells no more than the two networks learned by heart: "
            f"at most one word more. That is no proof that nothing else could be had of it."
        )
    advice = (
        "Do not give the file away; its posts can be public all the same."
        if found.private
        else "Give the file away only if the text is public; otherwise train with --private."
    )
    return (
        f"The voice is {kind}. Beyond what the two networks learned by heart, its file gives away "
        f"up to {excess} words more. {advice}"
    )
