"""Which of a Facebook record's texts are its owner's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wisdom_training.archives.source import Kind, Reading

_ON_A_TIMELINE = re.compile(
    r" wrote on .{1,200}['’]s? (?:timeline|wall)\b|\bin der Chronik von |\bsur le journal d[eu’']"
    r"|\ben la biografía de |\bsul diario di |\bop de tijdlijn van "
    r"|\bna (?:cronologia|linha do tempo) de "
)
_SHARED = re.compile(r" shared (?:an?|his|her|their|the|\S+['’]s) ")
_WRITTEN_BY_FACEBOOK = re.compile(
    r"[^\n]{1,60} (?:updated (?:his|her|their) (?:status|profile picture|cover photo)"
    r"|shared a (?:memory|post|link|photo|video)|added (?:a|\d+) new (?:photos?|videos?))\.?"
)
_MOST_TITLES = 10_000
_WITHOUT_TEXT: dict[Kind, str] = {
    "post": "posts without text", "comment": "comments without text",
}  # fmt: skip


@dataclass
class OwnWords:
    """Decides which texts are the owner's words, and counts the others."""

    reading: Reading
    titles: set[str] = field(default_factory=set)
    """What Facebook said about posts, in its language. Some exports repeat it as the text."""

    def choose(self, kind: Kind, title: str, texts: list[str], captions: list[str]) -> list[str]:
        """The texts that are documents; ``captions`` are those of pictures."""
        if len(self.titles) < _MOST_TITLES:
            self.titles.add(title)
        if _ON_A_TIMELINE.search(title):
            self.reading.drop("messages on other people's timelines")
            return []
        shared = _SHARED.search(title) is not None
        chosen: list[str] = []
        for text in filter(None, texts if shared else texts + captions):
            if text in self.titles or _WRITTEN_BY_FACEBOOK.fullmatch(text):
                self.reading.drop("lines that Facebook wrote")
            elif not any(_repeats(text, other) for other in chosen):
                chosen.append(text)
        if not any(texts if shared else texts + captions):
            self.reading.drop(
                "shares without words of one's own" if shared else _WITHOUT_TEXT[kind]
            )
        return chosen


def _repeats(text: str, other: str) -> bool:
    """Whether one of two texts of a post has the other in it, but for spaces."""
    text, other = (" ".join(part.split()) for part in (text, other))
    return text in other or other in text
