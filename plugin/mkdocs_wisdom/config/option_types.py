"""How the value of an option is read, and what is said of a wrong one."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.posts.prompts import read_lines
from wisdom_model.guards.guards import check_entry

T = TypeVar("T")


class Option(BaseConfigOption[T], Generic[T]):
    """One option: how its value is read, and in words what is allowed.

    ``read`` takes what stood in the YAML and raises TypeError or ValueError for what is wrong.
    """

    def __init__(self, read: Callable[[object], T], allowed: str, default: object) -> None:
        super().__init__()
        self.read = read
        self.allowed = allowed
        self.default = default

    def run_validation(self, value: object) -> T:
        given = self.default if value is None else value
        try:
            return self.read(given)
        except (TypeError, ValueError) as error:
            raise ValidationError(f"found {given!r}, allowed: {self.allowed}") from error


class Texts(NamedTuple):
    """Texts that differ from each other, and the file that they stand in, if they do in one."""

    items: tuple[str, ...]
    file: Path | None = None


class TextsOption(Option[Texts]):
    """Several texts: a list of them, or the path of a text file that has one a line.

    ``item`` says what each of them has to be.
    """

    def __init__(self, read_item: Callable[[object], str], item: str, allowed: str) -> None:
        super().__init__(self._read, f"{allowed}, or the path of a .txt file", [])
        self.read_item, self.item = read_item, item
        self.folder = Path()

    def pre_validation(self, config: Config, key_name: str) -> None:  # noqa: ARG002 (MkDocs' names)
        self.folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent

    def _read(self, value: object) -> Texts:
        file = None
        if isinstance(value, str) and value.strip().lower().endswith(".txt"):
            file = self.folder / value.strip()
            try:
                items = read_lines(file, self.read_item, self.item)
            except SettingError as error:
                raise ValidationError(str(error)) from error
        else:
            items = list_reader(self.read_item, empty=True)(value)
        return Texts(tuple(dict.fromkeys(items)), file)


def read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def read_optional_text(value: object) -> str:
    return read_text(value) if value != "" else ""


def read_blocked(value: object) -> str:
    """Read an entry of the blocklist: a word or a phrase, perhaps with ``*`` at its end."""
    entry = " ".join(read_text(value).split())
    check_entry(entry)
    return entry


def read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def read_feed_path(value: object) -> str:
    """Read a path in the site: ``""`` for its home, otherwise with a slash at its end only."""
    if not isinstance(value, str):
        raise TypeError
    parts = PurePosixPath(value.strip().strip("/")).parts
    if any(part == ".." or part.startswith(".") for part in parts) or set(value) & set("\\:?#"):
        raise ValueError
    return f"{'/'.join(parts)}/" if parts else ""


def read_timezone(value: object) -> tzinfo:
    try:
        return ZoneInfo(read_text(value))
    except (KeyError, OSError) as error:  # no such zone; a folder of zones
        raise ValueError from error


def choice_reader(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return read


def whole_reader(smallest: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError
        if value < smallest:
            raise ValueError
        return value

    return read


def read_integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def read_temperature(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    if not 0 <= value < math.inf:
        raise ValueError
    return float(value)


def read_usual_temperature(value: object) -> float | None:
    """Read a temperature; None says that it is to be the usual one."""
    return None if value == "auto" else read_temperature(value)


def read_probability(value: object) -> float:
    share = read_temperature(value)
    if not 0 < share <= 1:
        raise ValueError
    return share


def list_reader(read_item: Callable[[object], T], *, empty: bool) -> Callable[[object], list[T]]:
    """Read a list; a single value is a list of one."""

    def read(value: object) -> list[T]:
        items = value if isinstance(value, list) else [value]
        if not items and not empty:
            raise ValueError
        return [read_item(item) for item in items]

    return read


def one_of(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"
