"""What a card shows, and what its picture depends on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from mkdocs_wisdom.cards.font_choice import FontChoice

WIDTH, HEIGHT = 1200, 630
DRAWING = 2
"""Raise it with every change that changes pictures: cards in the cache are drawn again."""
LONGEST_TEXT = 700
"""Characters: more than fit on a card."""


@dataclass(frozen=True)
class Card:
    """The texts and the picture of a card."""

    text: str
    """The quotation, or a title."""
    author: str
    quoted: bool = False
    """Whether ``text`` is a quotation."""
    note: str = ""
    """A few words below a title."""
    number: str = ""
    """The post's number, in words."""
    date: str = ""
    feed: str = ""
    """The title of the feed, if the card says nothing else of it."""
    language: str = "en"
    """The language code of the site."""
    direction: str = "ltr"
    """Of the site."""
    hue: int = 0
    """The colour of the voice, in degrees."""
    initials: str = ""
    avatar: bytes = field(default=b"", repr=False)
    """The author's picture: PNG, JPEG or WebP; without one, the initials are shown."""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text, self.note, self.author, *self.dateline, self.feed, self.initials)

    @property
    def dateline(self) -> tuple[str, ...]:
        """The parts of the line below the author: number and date."""
        return (self.number, "·", self.date) if self.number and self.date else (self.date,)


def name_picture(card: Card, fonts: FontChoice, pillow: str) -> str:
    """A name that changes with everything that the picture depends on; ``pillow`` is a version."""
    chosen = (fonts.choose(text, card.language) for text in card.texts)
    faces = {face for each in chosen for face, _ in groupby(each.glyphs, attrgetter("face"))}
    files = sorted((_hash_file(face.path), face.index) for face in faces | {fonts.bundled})
    avatar = hashlib.sha256(card.avatar).hexdigest()
    whole = repr((card, avatar, files, fonts.shapes, DRAWING, pillow))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


@cache
def _hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
