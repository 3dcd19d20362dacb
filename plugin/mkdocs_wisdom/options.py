"""The options of the plugin: what may stand under ``wisdom`` in ``mkdocs.yml``.

Each option is a typed descriptor; its docstring says what it means and when to change it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from wisdom_model.writer import BLENDS, UNKNOWNS

T = TypeVar("T")

EVERY = ("day", "week", "month", "build")
GENERATE = ("auto", "always", "never")


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


def read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def read_optional_text(value: object) -> str:
    return read_text(value) if value != "" else ""


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


class WisdomOptions(Config):
    """What may stand under ``wisdom`` in the list of plugins."""

    model = Option(
        read_text, "the name of a bundled voice, or a path that ends in .safetensors", "ishmael"
    )
    """Whose voice writes: the name of a voice that ships with the package, or the path of a
    model file, relative to `mkdocs.yml`. Change it once you have trained your own."""

    posts_dir = Option(read_text, "the path of a folder outside docs_dir", "posts")
    """The folder that new posts are written to and all posts are read from, relative to
    `mkdocs.yml`. It must lie outside `docs_dir`; commit it, for the posts are kept nowhere else."""

    feed = Option(read_feed_path, "a path inside the site, such as wisdom/, or '.'", "wisdom/")
    """Where in the site the feed lives. `.` makes it the site's home page. An `index.md` of yours
    at that place stays and introduces the feed."""

    title = Option(read_optional_text, "a text", "")
    """The feed's title, on its page and in feed readers. Without it, the site's name."""

    author = Option(read_optional_text, "a text", "")
    """The name beside each post. Without it, the site's author, or else the feed's title."""

    avatar = Option(read_optional_text, "the path of an image in docs_dir, or its URL", "")
    """The picture beside each post: a file in `docs_dir`, or a URL. Without it, a drawn mark."""

    description = Option(read_optional_text, "a text", "")
    """One sentence about the feed, for its head and for feed readers. Without it, the site's
    description."""

    every = Option(choice_reader(*EVERY), one_of(EVERY), "day")
    """How often a new post is due: at most one a day, a week (from Monday) or a month, or one
    with every build."""

    timezone = Option(read_timezone, "an IANA name such as Europe/Paris", "UTC")
    """Where a day begins, and the offset that dates are shown with: a name from the IANA time
    zone database."""

    generate = Option(choice_reader(*GENERATE), one_of(GENERATE), "auto")
    """Whether a build writes: `auto` writes the post that is due, `always` writes one even if the
    period has its post, `never` only publishes what is there. The environment variable
    `WISDOM_GENERATE` overrides it, for a single build. `mkdocs serve` never writes."""

    blend = Option(choice_reader(*BLENDS), one_of(BLENDS), "handoff")
    """How the two models share the work: `handoff` lets the character model finish the first
    sentence and the word model go on; `char` and `word` let one of them write alone."""

    length = Option(
        list_reader(whole_reader(1), empty=False),
        "a number of words, 1 or more, or a list of such numbers",
        [25, 50, 100],
    )
    """How many words a post has before its last sentence is finished. From a list, one is drawn
    for each post."""

    char_temperature = Option(read_temperature, "a number, 0 or more", 0.4)
    """How daring the character model is: 0 always takes the likeliest character, 1 follows the
    learned odds, more than 1 invents words. Raise it if posts repeat themselves."""

    word_temperature = Option(read_temperature, "a number, 0 or more", 0.75)
    """How daring the word model is, on the same scale. Lower it if posts make too little sense."""

    top_k = Option(whole_reader(0), "a whole number, 0 or more", 0)
    """Choose among so many of the likeliest tokens only; 0 leaves all of them in."""

    top_p = Option(read_probability, "a number above 0 and up to 1", 1.0)
    """Choose among the fewest tokens that together hold this probability; 1 leaves all of them
    in. Try 0.9 if a post now and then derails."""

    unknown = Option(choice_reader(*UNKNOWNS), one_of(UNKNOWNS), "spell")
    """What happens where the word model wants a word that it does not know: `spell` has the
    character model spell one, `skip` takes the next likely word instead."""

    prompts = Option(list_reader(read_text, empty=True), "a list of texts", [])
    """How posts begin. The prompts take turns, one a period. Without any, a post begins with a
    capital letter drawn by the model."""

    seed = Option(read_integer, "a whole number", 0)
    """Mixed into the chance that a post is written with. A post's words follow from the model,
    its date and this number: change it to get other words for the same day."""

    per_page = Option(whole_reader(1), "a whole number, 1 or more", 10)
    """How many posts one page of the feed shows."""

    search = Option(read_flag, "true or false", default=True)
    """Whether the feed can be searched on its own page. The theme's own search finds posts in
    any case."""

    feeds = Option(read_flag, "true or false", default=True)
    """Whether RSS, Atom and JSON feeds are written. Set `site_url` with them: readers want full
    addresses."""
