"""Seven guards that decide whether a written text may be published.

In this order: ``novelty`` (no long phrase copied from the corpus), ``loops``, ``sentences`` (whole
ones), ``pairs`` (quotation marks and brackets), ``personal`` data and masked names, ``blocklist``,
``earlier`` (no sentence of an earlier post). The prompt is the user's own text: no guard finds it
copied, personal or blocked. Findings are for readers of a web page and never quote the text,
because a refused text may be one that nobody should see.

Single quotation marks are often apostrophes ('tis, o', the sailors'), so ``pairs`` ignores them, as
does the writer (``text.brackets``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from wisdom_model.errors import SettingsError, quote
from wisdom_model.guards.masked_words import MaskedWordFinder, MaskedWords
from wisdom_model.guards.personal_data import find_personal
from wisdom_model.guards.repetition import find_loop, fold_sentences
from wisdom_model.text.brackets import PAIRS, missing_closers
from wisdom_model.text.emoji import ends_decorated
from wisdom_model.text.folding import fold_accents
from wisdom_model.text.sentences import CLOSERS
from wisdom_model.text.tokenizer import IDEOGRAPH, PARAGRAPH
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice
from wisdom_model.voice.habits import Habits
from wisdom_model.voice.phrase_filter import PhraseFilter

GUARD_NAMES = ("novelty", "loops", "sentences", "pairs", "personal", "blocklist", "earlier")

_QUOTES = ('"', "”", "»", "“")  # may stay open if the next paragraph opens with the like


@dataclass(frozen=True)
class Finding:
    """The result of one guard."""

    guard: str
    """One of GUARD_NAMES."""
    passed: bool
    text: str
    """One clause for readers of a web page, without a full stop."""


@dataclass(frozen=True)
class Guards:
    """The limits that a text is checked against."""

    phrase_filter: PhraseFilter | None = None
    """The phrases of the corpus; None checks no text for copied phrases."""
    longest_borrowed: int | None = None
    """Words of the longest copied phrase that may pass: as many as the author repeats."""
    blocklist: tuple[str, ...] = ()
    """Words or phrases, in any case and with any accents; ``*`` at the end means any ending."""
    capitals: bool = True
    """Whether most sentences of the author begin with a capital; then every paragraph must."""
    whole_sentences: bool = True
    """Whether the author ends sentences with a full stop or the like; then every paragraph must."""
    emoji_ends: bool = False
    """Whether an emoji, a hashtag or a link may end a paragraph as well."""
    said: frozenset[str] = frozenset()
    """The sentences of earlier posts, as ``repetition.fold_sentences`` returns them."""
    masked: MaskedWordFinder | None = None
    """The names that the author masked; None for none."""

    @classmethod
    def for_voice(
        cls, voice: Voice, blocklist: Iterable[str] = (), said: frozenset[str] = frozenset()
    ) -> Guards:
        """The guards for texts by ``voice``, with the limits measured on its author."""
        habits = Habits.of_voice(voice)
        limits = voice.metadata.get("guards", {})
        masked = MaskedWords.from_json(limits.get("masked"))
        return cls(
            phrase_filter=voice.phrase_filter,
            longest_borrowed=limits.get("longest_borrowed"),
            blocklist=tuple(blocklist),
            capitals=habits.capitals,
            whole_sentences=habits.whole_sentences,
            emoji_ends=habits.emoji_ends,
            said=said,
            masked=MaskedWordFinder(masked, voice.word.vocabulary.tokens) if masked else None,
        )

    def __post_init__(self) -> None:
        if self.longest_borrowed is not None and self.longest_borrowed < 0:
            raise SettingsError(
                f"longest_borrowed is {self.longest_borrowed}: it must be 0 or more"
            )
        for entry in self.blocklist:
            check_entry(entry)

    def inspect(self, text: str, prompt: str = "") -> list[Finding]:
        """One finding a guard, in the order above; ``text`` begins with ``prompt``."""
        if not text.startswith(prompt):
            prompt = ""
        return [
            self._judge_novelty(text[len(prompt) :]),
            _judge("loops", _find_own_loop(text, prompt), "nothing is said over and over"),
            self._judge_sentences(text, prompt),
            _judge("pairs", _find_unpaired(text, prompt), "quotes and brackets come in pairs"),
            self._judge_personal(text, prompt),
            self._judge_words(text, prompt),
            self._judge_earlier(text, prompt),
        ]

    def copies_all(self, sentence: str) -> bool:
        """Whether the corpus has the whole ``sentence``, if it is long enough to be recognised."""
        if self.phrase_filter is None:
            return False
        span = self.phrase_filter.longest_copied(sentence)
        return bool(span.phrase) and span.words >= count_words(sentence)

    def allows(self, before: str, token: str, prompt: str = "") -> bool:
        """Whether ``before`` could have gone on with ``token``, as far as one token can tell.

        ``before`` begins with ``prompt``. It must not become a copied phrase, personal data, a
        masked name or a blocked phrase.
        """
        text = before + token
        return (
            self._judge_novelty(text[len(prompt) :]).passed
            and self._judge_personal(text, before).passed
            and not self.blocks(text, before)
        )

    def blocks(self, text: str, before: str = "") -> bool:
        """Whether ``text`` has a blocked word or phrase, and not only within its ``before``."""
        return any(_has_entry(entry, text, before) for entry in self.blocklist)

    def _judge_novelty(self, written: str) -> Finding:
        if self.phrase_filter is None:
            return Finding(
                "novelty",
                passed=True,
                text="not checked for borrowed phrases: this voice keeps no record of what it read",
            )
        span = self.phrase_filter.longest_copied(written)
        if not span.phrase:
            summary = (
                f"no phrase of {span.words + 1} words or more is borrowed from what the voice read"
            )
            return Finding("novelty", passed=True, text=summary)
        summary = f"longest phrase borrowed from what the voice read: {span.words} words"
        if self.longest_borrowed is None:
            return Finding("novelty", passed=True, text=summary)
        passed = span.words <= self.longest_borrowed
        summary += f" (the author repeats up to {self.longest_borrowed})"
        return Finding("novelty", passed, summary)

    def _judge_sentences(self, text: str, prompt: str) -> Finding:
        clean = "every sentence is whole"
        if not self.whole_sentences:
            clean = "sentences end as the author ends them, which is mostly without a full stop"
        return _judge("sentences", self._find_unfinished(text, prompt), clean)

    def _find_unfinished(self, text: str, prompt: str) -> str | None:
        """The first paragraph that is not whole sentences; the prompt may begin in any way."""
        if not text[len(prompt) :].strip():
            return "nothing was written"
        habits = Habits(emoji_ends=self.emoji_ends)
        paragraphs, given = text.split(PARAGRAPH), prompt.split(PARAGRAPH)
        for index in range(len(given) - 1, len(paragraphs)):
            paragraph, number = paragraphs[index], index + 1
            first = next(filter(str.isalnum, paragraph), "")
            if index >= len(given) or not given[index].strip():
                if not first and not (self.emoji_ends and ends_decorated(paragraph)):
                    return f"paragraph {number} has no words"
                if self.capitals and first.islower():
                    return f"paragraph {number} begins with a small letter"
            if self.whole_sentences and not habits.ends(paragraph):
                return f"paragraph {number} ends in the middle of a sentence"
        broken = text.rstrip().rstrip(CLOSERS).endswith("…")
        return "the text breaks off" if broken and self.whole_sentences else None

    def _judge_personal(self, text: str, prompt: str) -> Finding:
        kind = find_personal(text, len(prompt))
        found = f"there is what looks like {kind}" if kind else None
        if found is None and self.masked and self.masked.find_masked(text, len(prompt)):
            found = "there is a name that was masked"
        return _judge("personal", found, "no address, number or link that could be somebody's")

    def _judge_earlier(self, text: str, prompt: str) -> Finding:
        repeated = not self.said.isdisjoint(fold_sentences(text) - fold_sentences(prompt))
        found = "a sentence stood in an earlier post" if repeated else None
        clean = "no sentence stood in an earlier post"
        return _judge("earlier", found, clean if self.said else "there is no earlier post")

    def _judge_words(self, text: str, prompt: str) -> Finding:
        clean = "no blocked word" if self.blocklist else "no words are blocked"
        return _judge(
            "blocklist", "there is a blocked word" if self.blocks(text, prompt) else None, clean
        )


def check_entry(entry: str) -> None:
    """Raise SettingsError where a blocklist's entry is neither a word nor a phrase."""
    if not fold_accents(entry).strip(" *") or "*" in entry.rstrip()[:-1]:
        raise SettingsError(
            f"blocklist has the entry {quote(entry)}: expected a word or a phrase, with '*' at its "
            "end only, such as 'whal*'"
        )


def passes(findings: Iterable[Finding]) -> bool:
    """Whether every guard let the text pass."""
    return all(finding.passed for finding in findings)


def _find_own_loop(text: str, prompt: str) -> str | None:
    """A loop in the text; if the prompt has one itself, only a loop after it."""
    return find_loop(text[len(prompt) :] if find_loop(prompt) else text)


def _judge(guard: str, found: str | None, clean: str) -> Finding:
    return Finding(guard, found is None, found or clean)


def _find_unpaired(text: str, prompt: str) -> str | None:
    """The first unbalanced paragraph, except those of the prompt.

    A paragraph may leave a quotation open if the next one opens with the same mark, which is how
    quotations of several paragraphs are set.
    """
    paragraphs, given = text.split(PARAGRAPH), prompt.split(PARAGRAPH)
    for index in range(len(given) - 1, len(paragraphs)):
        if index < len(given) and missing_closers(given[index]) is None:
            continue  # nothing after it could balance it
        still_open = missing_closers(paragraphs[index])
        following = "".join(paragraphs[index + 1 : index + 2]).lstrip()
        goes_on = still_open and still_open in _QUOTES and PAIRS.get(following[:1]) == still_open
        if still_open is None or (still_open and not goes_on):
            return f"paragraph {index + 1} has a quote or bracket without its partner"
    return None


def _has_entry(entry: str, text: str, prompt: str) -> bool:
    """Whether ``text`` has ``entry``, and not only within ``prompt``."""
    pattern, folded, start = _compile(entry), fold_accents(text), 0
    while match := pattern.search(folded, start):
        if match.end() > len(fold_accents(prompt)):
            return True
        start = match.start() + 1
    return False


@cache
def _compile(entry: str) -> re.Pattern[str]:
    """A pattern of whole words; ideographs, which have no spaces between them, match anywhere."""
    entry = fold_accents(entry).strip()
    words = entry.removesuffix("*").split()
    before = "" if re.match(IDEOGRAPH, words[0]) else r"(?<!\w)"
    after = "" if re.match(IDEOGRAPH, words[-1][-1]) else r"(?!\w)"
    ending = r"\w*" if entry.endswith("*") else after
    return re.compile(before + r"[\W_]+".join(map(re.escape, words)) + ending)
