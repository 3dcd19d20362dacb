"""The types of the options: MkDocs' own, with messages in words, and those that MkDocs lacks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Generic, NamedTuple, TypeVar
from unicodedata import category
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from mkdocs.config import config_options as mkdocs_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.languages.language import LANGUAGES, Message, check_message
from mkdocs_wisdom.text_file import find_root, read_lines
from wisdom_model.errors import quote
from wisdom_model.guards.guards import check_entry
from wisdom_model.text.language_tag import primary_code

T = TypeVar("T")

LARGEST_NUMBER = 2**63
"""In size, of whole numbers. Python turns none with more than 4,300 digits into text."""
LONGEST_PATH = 100
"""Bytes of the feed's path: the names of its files have it in one piece."""


def join_choices(choices: Sequence[str]) -> str:
    """Write ``day, week or month``."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


class Described(BaseConfigOption[T], Generic[T]):
    """Mixin: an error quotes the value and says what is allowed; None means the default.

    MkDocs' messages name Python's types instead: ``Expected type: <class 'bool'> but received``.
    """

    allowed: str
    """The allowed values in words, for errors and for the page of options."""

    def validate(self, value: object) -> T:
        given = self.default if value is None else value
        try:
            read: T = self.run_validation(given)
        except (TypeError, ValueError, OverflowError, ValidationError) as error:
            raise ValidationError(f"found {quote(given)}, allowed: {self.allowed}") from error
        return read


class Choice(Described[str], mkdocs_options.Choice[str]):
    def __init__(self, choices: tuple[str, ...], default: str | None = None) -> None:
        super().__init__(choices, default)
        self.allowed = join_choices(choices)


class Flag(Described[bool], mkdocs_options.Type[bool]):
    allowed = "true or false"

    def __init__(self, *, default: bool | None = None) -> None:
        super().__init__(bool, default=default)


class Text(Described[str], mkdocs_options.Type[str]):
    """A text without the white space around it; it may be empty only if the default is."""

    def __init__(self, default: str = "", allowed: str = "a text") -> None:
        super().__init__(str, default=default)
        self.allowed = allowed

    def run_validation(self, value: object) -> str:
        text = check_characters(super().run_validation(value).strip())
        if not text and value != self.default:
            raise ValueError
        return text


class Place(Text):
    """A path, a name or a URL, on one line."""

    def run_validation(self, value: object) -> str:
        place = super().run_validation(value)
        if len(place.splitlines()) > 1:
            raise ValueError
        return place


class Picture(Place):
    """The path of an image, or its URL."""

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        urlsplit(address)  # raises ValueError, as for http://[
        return address


class WholeNumber(Described[int], mkdocs_options.Type[int]):
    def __init__(
        self,
        default: int | None = None,
        minimum: int = -LARGEST_NUMBER,
        maximum: int = LARGEST_NUMBER,
    ) -> None:
        super().__init__(int, default=default)
        self.minimum, self.maximum = minimum, maximum
        self.allowed = "a whole number" + _describe_range(minimum, maximum)

    def run_validation(self, value: object) -> int:
        number = super().run_validation(value)
        if isinstance(number, bool):  # in Python they are numbers
            raise TypeError
        if not self.minimum <= number <= self.maximum:
            raise ValueError
        return number


def _describe_range(minimum: int, maximum: int) -> str:
    if maximum < LARGEST_NUMBER:
        return f", {minimum:,} to {maximum:,}"
    return f", {minimum:,} or more" if minimum > -LARGEST_NUMBER else ""


class WholeNumbers(Described[list[int]], mkdocs_options.ListOfItems[int]):
    """A list of whole numbers, not empty; a single number is a list of one."""

    def __init__(self, minimum: int, maximum: int, allowed: str) -> None:
        super().__init__(WholeNumber(minimum=minimum, maximum=maximum))
        self.allowed = allowed

    def run_validation(self, value: object) -> list[int]:
        if not isinstance(value, list):
            value = [value]
        if not value:
            raise ValueError
        return super().run_validation(value)


class Number(Described[float], mkdocs_options.Type[float]):
    """A finite number, 0 or more."""

    allowed = "a number, 0 or more"

    def __init__(self, default: float | None = None) -> None:
        super().__init__((int, float), default=default)

    def run_validation(self, value: object) -> float:
        number = super().run_validation(value)
        if isinstance(number, bool):
            raise TypeError
        if not 0 <= number < math.inf:
            raise ValueError
        return float(number)


class Probability(Number):
    allowed = "a number above 0 and up to 1"

    def run_validation(self, value: object) -> float:
        probability = super().run_validation(value)
        if not 0 < probability <= 1:
            raise ValueError
        return probability


class Automatic(Described[T | None], mkdocs_options.Optional[T]):
    """Another option, or ``auto``, the default: it is read as None.

    ``automatic`` is the value of ``auto`` in words.
    """

    def __init__(self, option: Described[T], automatic: str) -> None:
        super().__init__(option)
        self.default = "auto"
        self.allowed = f"{option.allowed}, or auto ({automatic})"

    def run_validation(self, value: object) -> T | None:
        return None if value == "auto" else super().run_validation(value)


class FeedPath(Described[str]):
    """A folder of the site: ``""`` for its root, otherwise with a slash at the end only."""

    allowed = "a path inside the site, at most 100 bytes long, such as wisdom/, or '.'"

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str):
            raise TypeError
        parts = PurePosixPath(check_characters(value.strip()).strip("/")).parts
        if len(value.encode()) > LONGEST_PATH:
            raise ValueError
        if any(part == ".." or part.startswith(".") for part in parts) or set(value) & set("\\:?#"):
            raise ValueError
        return f"{'/'.join(parts)}/" if parts else ""


class OptionalText(Described[str]):
    """A text, empty by default."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ""

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str):
            raise TypeError
        return self.read(value)

    def read(self, text: str) -> str:
        """The value that ``text`` means; raises ValueError."""
        raise NotImplementedError


class SiteAddress(OptionalText):
    """The address of a site, with its scheme or without."""

    allowed = "an address such as https://example.org/notes/"

    def read(self, text: str) -> str:
        address = check_characters(text.strip())
        if address and not urlsplit(address if "//" in address else f"//{address}").hostname:
            raise ValueError
        return address


class LanguageTag(OptionalText):
    """The tag of a language that has a file."""

    allowed = f"a language tag that begins with {join_choices(LANGUAGES)}, such as pt-BR"

    def read(self, text: str) -> str:
        if text and primary_code(text) not in LANGUAGES:
            raise ValueError
        return text


class Strings(Described[dict[str, Message]]):
    """Texts for readers, by their key in the files of the languages."""

    allowed = "a mapping from keys of the languages' files to texts"

    def __init__(self) -> None:
        super().__init__()
        self.default: dict[str, Message] = {}

    def validate(self, value: object) -> dict[str, Message]:
        if not isinstance(value, dict):
            return super().validate(value)
        try:
            return {str(key): check_message(str(key), text) for key, text in value.items()}
        except ValueError as error:
            known = "mkdocs_wisdom/languages/en.yml has the keys, and the values in braces"
            raise ValidationError(f"{error}: {known}") from error

    def run_validation(self, value: object) -> dict[str, Message]:
        if value != self.default:
            raise TypeError
        return {}


class TimeZone(Described[tzinfo]):
    allowed = "an IANA name such as Europe/Paris"

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> tzinfo:
        if not isinstance(value, str):
            raise TypeError
        try:
            return ZoneInfo(value.strip())
        except (KeyError, OSError) as error:  # no such zone; a folder of zones
            raise ValueError from error


class Texts(NamedTuple):
    """Different texts, and the file that they were read from, if there is one."""

    items: tuple[str, ...]
    file: Path | None = None


class TextsOrFile(Described[Texts]):
    """A list of texts, or the path of a .txt file with one text a line.

    ``read_item`` reads one text; it raises TypeError or ValueError for a value that is not
    ``item``.
    """

    def __init__(self, read_item: Callable[[object], str], item: str, allowed: str) -> None:
        super().__init__()
        self.default: list[str] = []
        self.read_item, self.item = read_item, item
        self.allowed = f"{allowed}, or the path of a .txt file"
        self.folder = Path()

    def pre_validation(self, config: Config, key_name: str) -> None:  # noqa: ARG002 (MkDocs' names)
        self.folder = find_root(config.config_file_path)

    def validate(self, value: object) -> Texts:
        if not isinstance(value, str) or not value.strip().lower().endswith(".txt"):
            return super().validate(value)
        try:
            file = self.folder / check_characters(value.strip())
            return Texts(_unique(read_lines(file, self.read_item, self.item)), file)
        except ValueError as error:
            raise ValidationError(f"found {quote(value)}, allowed: {self.allowed}") from error
        except SettingError as error:
            raise ValidationError(str(error)) from error

    def run_validation(self, value: object) -> Texts:
        items = value if isinstance(value, list) else [value]
        texts = [self.read_item(item) for item in items]
        return Texts(_unique([check_characters(text) for text in texts]))


def check_characters(text: str) -> str:
    """The text, as it is. Raises ValueError for control characters and halves of surrogate pairs.

    No path and no page can have them; line ends and tabs it may have.
    """
    if any(char not in "\n\t\r" and category(char) in ("Cc", "Cs") for char in text):
        raise ValueError
    return text


def _unique(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def read_blocked(value: object) -> str:
    """Read an entry of the blocklist: a word or a phrase, with ``*`` at its end or without."""
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    entry = " ".join(value.split())
    check_entry(entry)
    return entry
