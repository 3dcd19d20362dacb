"""The people whom the archives list: friends, tags, chat partners."""

from __future__ import annotations

import re
from pathlib import Path

from wisdom_model.text.folding import fold_accents
from wisdom_training.errors import CorpusError

PEOPLE_FILE = "people.txt"
"""The file of a corpus folder with one name a line."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_PARTICLES = (
    "al and bin da das de del den der di do dos du el en et ibn la las le los of och te ten the "
    "und van von vom y zu zum dr mr mrs ms prof"
)


def read_people(folder: Path) -> frozenset[str]:
    """Each part of each name in ``people.txt``, folded; none if there is no such file."""
    path = folder / PEOPLE_FILE
    try:
        names = path.read_text("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"cannot read {path}: {error}. Save it as UTF-8, a name a line"
        ) from error
    particles = frozenset(_PARTICLES.split())
    parts = (fold_accents(part) for part in _WORD.findall(names))
    return frozenset(part for part in parts if part not in particles)
