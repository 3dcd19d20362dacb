"""What the owner of a new site is asked, and what may be answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from unicodedata import category
from urllib.parse import urlsplit

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.languages.language import LANGUAGES
from wisdom_model.errors import WisdomError, quote
from wisdom_model.voice.file import VOICES, load_voice

KINDS = ("mkdocs", "zensical", "existing")
PUBLISH = ("direct", "pull-request", "none")
THEMES = ("material", "mkdocs", "readthedocs")
INITIALS = "initials"
DEFAULT_VOICE = "ishmael"
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
LONGEST_NAME = 200  # characters

_REPOSITORY = re.compile(  # what GitHub allows
    r"(?:(?:https?://|git@)?github\.com[/:])?"
    r"(?P<owner>[A-Za-z\d](?:-?[A-Za-z\d]){0,38})/(?P<name>[\w.-]{1,100}?)(?:\.git)?/?",
    re.ASCII,
)
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Answers:
    """The answers from which a skeleton is made; ``.wisdom-new.yml`` keeps them."""

    kind: str = "mkdocs"
    """``mkdocs`` and ``zensical`` are new sites; ``existing`` is a site that got the plugin."""
    name: str = ""
    author: str = ""
    language: str = "en"
    site_url: str = ""
    repository: str = ""
    """``owner/name`` on GitHub, or empty."""
    publish: str = "direct"
    voice: str = DEFAULT_VOICE
    """The name of a bundled voice, or a file in the site's folder."""
    avatar: str = ""
    """A file in the folder of the pages, or empty."""
    theme: str = "material"


def read_name(value: str) -> str:
    """A name on one line, without white space around it."""
    name = " ".join(value.split())
    bad = next((c for c in name if category(c) in ("Cc", "Cs") or c in "\ufffe\uffff"), None)
    if not name or bad or len(name) > LONGEST_NAME:
        raise ScaffoldError(
            f"found {quote(value)}, allowed: a name of 1 to {LONGEST_NAME} characters, without "
            "control characters"
        )
    return name


def read_language(value: str) -> str:
    return _choose(value.strip().lower(), LANGUAGES)


def read_publish(value: str) -> str:
    return _choose(value.strip().lower(), PUBLISH)


def read_theme_name(value: str) -> str:
    return _choose(value.strip().lower(), THEMES)


def read_address(value: str) -> tuple[str, str]:
    """The site's address and its repository on GitHub, from either of them; both may be empty."""
    text = value.strip()
    if not text:
        return "", ""
    if match := _REPOSITORY.fullmatch(text):
        return _pages_address(match["owner"], match["name"]), f"{match['owner']}/{match['name']}"
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        good = parts.scheme in ("http", "https") and ("." in host or host == "localhost")
    except ValueError:
        good = False
    if not good or any(char.isspace() or category(char) in ("Cc", "Cs") for char in text):
        raise ScaffoldError(
            f"found {quote(value)}, allowed: the address of the site, such as "
            "https://example.org/bot/, or its repository on GitHub as owner/name"
        )
    return address.rstrip("/") + "/", ""


def read_voice(value: str) -> tuple[str, bytes | None]:
    """The voice as the site names it, and the bytes of its file unless it ships with us."""
    bundled = {path.stem for path in VOICES.glob("*.safetensors")}
    if value.strip() in bundled:
        return value.strip(), None
    path = find_file(value)
    if path is None:
        raise ScaffoldError(
            f"found {quote(value)}, allowed: {', '.join(sorted(bundled))}, or a file that "
            "`wisdom train` has written"
        )
    try:
        load_voice(path)
    except WisdomError as error:
        raise ScaffoldError(str(error)) from error
    return f"{_safe_stem(path, 'voice')}.safetensors", path.read_bytes()


def read_picture(value: str) -> tuple[str, bytes]:
    """The name that a picture gets in the site, and its bytes.

    A drawn picture has another name, so that an update never draws over a given one.
    """
    path = find_file(value)
    if path is None or path.suffix.lower() not in PICTURES:
        raise ScaffoldError(
            f"found {quote(value)}, allowed: {INITIALS}, or a picture's file that ends in "
            f"{', '.join(PICTURES)}"
        )
    return f"picture{path.suffix.lower()}", path.read_bytes()


def find_file(value: str) -> Path | None:
    """The file that ``value`` names, also in quotes and with the separators of Windows."""
    text = value.strip().strip("\"'")
    names = (text, PureWindowsPath(text).as_posix())
    return next((path for path in map(Path, names) if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, a zero byte
        return False


def suggest_name(folder: Path) -> str:
    """The bot's name after that of its folder: ``my-bot`` is called My bot."""
    return _capitalise(folder.name) or "My bot"


def name_author(voice: str) -> str:
    """An author's name after that of the voice: ``ishmael`` is called Ishmael."""
    return _capitalise(voice.removesuffix(".safetensors")) or "Posts"


def _capitalise(name: str) -> str:
    """The words of a file's name; empty if they are no name."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    try:
        return read_name(words[:1].upper() + words[1:])
    except ScaffoldError:
        return ""


def _safe_stem(path: Path, default: str) -> str:
    return _UNSAFE.sub("-", path.stem).strip("-.") or default


def _pages_address(owner: str, name: str) -> str:
    """Where GitHub Pages publishes the repository."""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _choose(value: str, allowed: tuple[str, ...] | list[str]) -> str:
    if value not in allowed:
        raise ScaffoldError(f"found {quote(value)}, allowed: {', '.join(allowed)}")
    return value
