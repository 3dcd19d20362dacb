"""``.wisdom-new.yml``: the answers, and a hash of each file as it was laid down."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.answers import (
    KINDS,
    Answers,
    read_address,
    read_language,
    read_name,
    read_publish,
    read_theme_name,
)
from mkdocs_wisdom.scaffold.site_yaml import dump
from mkdocs_wisdom.text_file import read_utf8
from wisdom_model.errors import quote

NAME = ".wisdom-new.yml"
_HEAD = """\
# What `wisdom new` was told, and a hash of each file that it made. Commit it: with it,
# `wisdom new --update` knows which files you have changed.
"""
_DIGITS = 64


@dataclass(frozen=True)
class Record:
    """What is remembered of a site."""

    answers: Answers
    hashes: Mapping[str, str]
    """Of the files as the skeleton had them, by their paths."""

    def dump(self) -> bytes:
        content = {"answers": asdict(self.answers), "files": dict(sorted(self.hashes.items()))}
        return (_HEAD + dump(content)).encode()


def hash_file(content: bytes) -> str:
    """SHA-256 in hexadecimal; the line ends of Windows, into which git may turn ours, are ours."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def make_record(answers: Answers, files: Mapping[str, bytes]) -> Record:
    return Record(answers, {path: hash_file(content) for path, content in files.items()})


def read_record(folder: Path) -> Record:
    """The record of the site in ``folder``. Raises ScaffoldError, which names file and key."""
    path = folder / NAME
    if not path.is_file():
        raise ScaffoldError(
            f"{path} is missing: --update is for a site that `wisdom new` has made, in its folder"
        )
    try:
        content = yaml.safe_load(read_utf8(path, ScaffoldError))
    except yaml.YAMLError as error:
        raise ScaffoldError(f"{path}: {error}") from error
    if not isinstance(content, dict):
        raise ScaffoldError(f"{path} is {quote(content)}: expected 'answers' and 'files'")
    try:
        return Record(_read_answers(content.get("answers")), _read_hashes(content.get("files")))
    except ScaffoldError as error:
        raise ScaffoldError(f"{path}: {error}") from error


def _read_answers(value: Any) -> Answers:  # noqa: ANN401 (of a file)
    if not isinstance(value, dict):
        raise ScaffoldError(f"answers is {quote(value)}: expected lines of key: value")
    names = {field.name for field in fields(Answers)}
    for key, text in value.items():
        if key not in names or not isinstance(text, str):
            raise ScaffoldError(
                f"answers.{key} is {quote(text)}: expected a text for one of "
                f"{', '.join(sorted(names))}"
            )
    answers = Answers(**value)
    _check(answers)
    return answers


def _check(answers: Answers) -> None:
    """Raise ScaffoldError for a value that somebody has edited into one that is not allowed."""
    if answers.kind not in KINDS:
        raise ScaffoldError(f"answers.kind is {quote(answers.kind)}, allowed: {', '.join(KINDS)}")
    for text in (answers.author, answers.voice, *filter(None, (answers.name, answers.avatar))):
        read_name(text)
    read_language(answers.language)
    read_publish(answers.publish)
    read_theme_name(answers.theme)
    read_address(answers.site_url)
    read_address(answers.repository)


def _read_hashes(value: Any) -> dict[str, str]:  # noqa: ANN401 (of a file)
    good = isinstance(value, dict) and all(
        isinstance(path, str) and isinstance(digest, str) and len(digest) == _DIGITS
        for path, digest in value.items()
    )
    if not good:
        raise ScaffoldError("files: expected a path and its SHA-256 on each line")
    return dict(value)
