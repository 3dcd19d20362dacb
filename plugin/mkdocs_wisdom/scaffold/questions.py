"""The questions of ``wisdom new``, and the options that answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.answers import (
    DEFAULT_VOICE,
    INITIALS,
    PUBLISH,
    THEMES,
    Answers,
    read_address,
    read_language,
    read_name,
    read_picture,
    read_publish,
    read_theme_name,
    read_voice,
    suggest_name,
)
from mkdocs_wisdom.scaffold.skeleton import DRAWN_AVATAR

T = TypeVar("T")

UNUSED = {"zensical": ("theme",), "existing": ("name", "language", "address", "theme")}
"""Options that make no difference, by the kind of the site."""


@dataclass(frozen=True)
class Given:
    """The options of the command line; None where one was not given."""

    name: str | None
    author: str | None
    language: str | None
    address: str | None
    publish: str | None
    voice: str | None
    avatar: str | None
    theme: str | None
    yes: bool

    def refuse(self, options: Sequence[str], reason: str) -> None:
        """Raise ScaffoldError if one of these options was given."""
        for option in options:
            if getattr(self, option) is not None:
                raise ScaffoldError(f"--{option} is not {reason}")

    def ask(self, option: str, question: str, default: str, read: Callable[[str], T]) -> T:
        """The option's value, the default with ``--yes``, or what the owner answers."""
        given = getattr(self, option)
        if given is not None or self.yes:
            try:
                return read(default if given is None else given)
            except ScaffoldError as error:
                raise ScaffoldError(f"--{option}: {error}") from error

        def check(value: str) -> T:
            try:
                return read(value)
            except ScaffoldError as error:
                raise click.BadParameter(str(error)) from error

        answer: T = click.prompt(question, default, value_proc=check, show_default=bool(default))
        return answer


def ask_for_site(folder: Path, given: Given, kind: str) -> tuple[Answers, dict[str, bytes]]:
    """The answers for a new site, and the files that the owner has given."""
    name = given.ask("name", "Name of the site", suggest_name(folder.absolute()), read_name)
    author = given.ask("author", "Name beside each post", name, read_name)
    language = given.ask("language", "Language", "en", read_language)
    site_url, repository = given.ask(
        "address", "Address, or GitHub's owner/name (Enter: not yet)", "", read_address
    )
    publish = given.ask("publish", f"Publish by workflow ({', '.join(PUBLISH)})", "direct",
                        read_publish)  # fmt: skip
    voice, voice_file = given.ask("voice", "Voice, or its file", DEFAULT_VOICE, read_voice)
    avatar, picture = given.ask("avatar", f"Picture ({INITIALS}, or a file)", INITIALS, read_avatar)
    theme = "material"
    if kind == "mkdocs":
        theme = given.ask("theme", f"Theme ({', '.join(THEMES)})", theme, read_theme_name)
    answers = Answers(
        kind, name, author, language, site_url, repository, publish, voice, avatar, theme
    )
    return answers, collect_files(voice, voice_file, f"docs/{avatar}", picture)


def read_avatar(value: str) -> tuple[str, bytes | None]:
    """The picture's place in the folder of the pages, and its bytes unless it will be drawn."""
    if value.strip().lower() == INITIALS:
        return DRAWN_AVATAR, None
    name, content = read_picture(value)
    return f"assets/{name}", content


def read_optional_avatar(value: str) -> tuple[str, bytes | None]:
    return read_avatar(value) if value.strip() else ("", None)


def collect_files(
    voice: str, voice_file: bytes | None, avatar: str, picture: bytes | None
) -> dict[str, bytes]:
    files = {voice: voice_file, avatar: picture}
    return {name: content for name, content in files.items() if content is not None}


def change_answers(answers: Answers, given: Given) -> tuple[Answers, dict[str, bytes]]:
    """The answers with those options that were given now, and the files that these name."""
    kept = replace(given, yes=True)
    files: dict[str, bytes] = {}
    simple: Sequence[tuple[str, Callable[[str], str]]] = (
        ("name", read_name),
        ("author", read_name),
        ("language", read_language),
        ("publish", read_publish),
        ("theme", read_theme_name),
    )
    for option, read in simple:
        if getattr(given, option) is not None:
            answers = replace(answers, **{option: kept.ask(option, "", "", read)})
    if given.address is not None:
        site_url, repository = kept.ask("address", "", "", read_address)
        answers = replace(answers, site_url=site_url, repository=repository)
    if given.voice is not None:
        voice, content = kept.ask("voice", "", "", read_voice)
        answers = replace(answers, voice=voice)
        files |= collect_files(voice, content, "", None)
    if given.avatar is not None:
        avatar, content = kept.ask("avatar", "", "", read_avatar)
        answers = replace(answers, avatar=avatar)
        files |= collect_files("", None, f"docs/{avatar}", content)
    return answers, files
