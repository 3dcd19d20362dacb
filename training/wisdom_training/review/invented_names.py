"""Invented names in place of real ones: of any gender, by the first letter."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wisdom_model.text.folding import fold_accents

# Short names of no certain country or gender.
_NAMES = (
    "Arden", "Auben", "Avery", "Blair", "Brin", "Bexley", "Corin", "Cassel", "Cary", "Darrow",
    "Dever", "Dale", "Ellis", "Emlyn", "Eaton", "Farren", "Fenn", "Florian", "Garrel", "Gale",
    "Greer", "Harley", "Hollis", "Hayden", "Indry", "Ivers", "Ilan", "Jessel", "Jarrow", "Jules",
    "Kerris", "Kit", "Kendall", "Lorin", "Lennox", "Lane", "Merrin", "Marlow", "Morgan", "Nevin",
    "Nell", "Nico", "Orrin", "Oakley", "Odell", "Perrin", "Parris", "Paget", "Quillon", "Quinn",
    "Quarry", "Robin", "Rowan", "Reese", "Sorrel", "Sidney", "Shay", "Terrin", "Tully", "Tatum",
    "Umber", "Ursin", "Ulla", "Verrin", "Vesper", "Vale", "Wren", "Winslow", "Wiley", "Xandry",
    "Xenn", "Xylo", "Yarrow", "Yael", "Yorrin", "Zephry", "Zell", "Zorin",
)  # fmt: skip
_SYLLABLES = ("al", "en", "ir", "or", "um", "as", "el", "in")


def invent_name(name: str, taken: Collection[str]) -> str:
    """A name with the first letter of ``name``, if possible, that is not in ``taken``.

    ``taken`` has folded words: those of the corpus, and the names invented earlier.
    """
    return next(other for other in _list_names(name) if fold_accents(other) not in taken)


def _list_names(name: str) -> Iterator[str]:
    initial = fold_accents(name)[:1].upper()
    yield from (other for other in _NAMES if other.startswith(initial))
    yield from (other for other in _NAMES if not other.startswith(initial))
    stems = [initial if initial.isascii() and initial.isalpha() else "T"]
    while True:
        stems = [stem + syllable for stem in stems for syllable in _SYLLABLES]
        yield from stems
