"""The fonts of the machine, the best for a quotation first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs_wisdom.cards.font_file import FontFace, read_face

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_SERIF = re.compile(
    r"serif|naskh|times|georgia|garamond|mincho|明朝|songti|simsun|myungjo|batang|david|frank"
)
"""In the names of files: what suits a quotation."""
_UNSUITABLE = re.compile(
    r"bold|italic|oblique|thin|light|black|heavy|condensed|narrow|mono|math|medium|extra|display"
    r"|rashi|nastaliq|(?:^|[a-z])ui(?:-|$)"
)
"""Cuts for other purposes; they are better than no font."""
_OF_LANGUAGE: Mapping[str, re.Pattern[str]] = {
    "ja": re.compile(r"cjk|jp|ja|mincho|明朝|ヒラギノ|yu|meiryo|msgothic|ipa"),
    "ko": re.compile(r"cjk|kr|ko|myungjo|batang|gothicneo|malgun|nanum"),
    "zh": re.compile(r"cjk|sc|tc|cn|zh|song|sim|ming|heiti|pingfang|yahei|wqy|uming"),
}
"""Fonts that draw Han characters as the language does."""


def list_font_folders(platform: str, environment: Mapping[str, str], home: Path) -> list[Path]:
    """The folders in which a system keeps fonts."""
    if platform == "win32":
        local = Path(environment.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(environment.get("WINDIR", "C:/Windows"))
        return [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    if platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, data / "fonts", home / ".fonts"]


class SystemFonts:
    """The fonts in some folders; a file is read only if a character is looked for."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._ranked: dict[str, list[Path]] = {}
        self._faces: dict[Path, FontFace | None] = {}

    def find_face(self, characters: str, language: str) -> FontFace | None:
        """The first font that has all of ``characters``; None if there is none.

        Of those with Han characters, one that suits ``language``, such as ``ja``, is preferred.
        """
        if language not in self._ranked:
            self._ranked[language] = _rank_fonts(self._folders, language)
        for path in self._ranked[language]:
            if path not in self._faces:
                self._faces[path] = _open_face(path)
            face = self._faces[path]
            if face and all(map(face.has, characters)):
                return face
        return None


def _rank_fonts(folders: Sequence[Path], language: str) -> list[Path]:
    suits = _OF_LANGUAGE.get(language)

    def rank(path: Path) -> tuple[bool, bool, bool, str, str]:
        name = path.stem.lower()
        foreign = suits is not None and not suits.search(name)
        unsuitable = _UNSUITABLE.search(name) is not None
        return foreign, unsuitable, not _SERIF.search(name), name, str(path)

    return sorted((path for folder in folders for path in _walk(folder)), key=rank)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in names:
            if Path(name).suffix.lower() in _SUFFIXES:
                yield Path(parent, name)


def _open_face(path: Path) -> FontFace | None:
    """The face of a file; None for one that cannot be used."""
    try:
        return read_face(path)
    except (OSError, ValueError):
        return None
