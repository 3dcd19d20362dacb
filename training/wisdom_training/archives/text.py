"""Plain text and Markdown: a vault of Obsidian, the posts of Hugo and Jekyll, any folder of notes.

Each file is a document, unless it is a list of posts or poems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePosixPath

from wisdom_training.archives.prose import drop_boilerplate, read_sample, split_documents
from wisdom_training.archives.source import Document, Reading, Source
from wisdom_training.containers.members import Member
from wisdom_training.corpus.clean_text import clean_text
from wisdom_training.corpus.formats import find_format
from wisdom_training.corpus.markup import (
    MARKDOWN_SUFFIXES,
    clean_markdown,
    clean_plain,
    drop_front_matter,
    find_markdown_layout,
    is_markdown,
)
from wisdom_training.corpus.omissions import Omissions
from wisdom_training.file_formats.encoding import read_decoded

_SUFFIXES = (".txt", ".text", *MARKDOWN_SUFFIXES)
_NO_PROSE = re.compile(r"(?:licen[cs]e|copying|robots|requirements)(?:\.\w+)?")  # names of files
_DRAFT_FOLDERS = frozenset({"_drafts", "drafts"})
_TEMPLATE_FOLDERS = frozenset({"templates", "_templates", "archetypes"})
_PRIVATE_FOLDERS = frozenset({"private", "_private"})
_FIELD = re.compile(r"([\w-]+)[ ]?[:=][ ]*(.*)")
_DATE_FIELDS = ("date", "created", "published", "publishdate", "pubdate", "created_at", "datetime")
_DATE = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?!\d)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?[ ]*(Z|[+-]\d\d:?\d\d)?)?"
)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ].*$|^\S.*\n[ ]{0,3}=+[ ]*$", re.MULTILINE)
_COMMENT = re.compile(r"%%.{0,5000}?%%", re.DOTALL)  # of Obsidian
_QUOTATION = re.compile(r"(?:^[ ]{0,3}>.*(?:\n|\Z))+", re.MULTILINE)
_CALLOUT = re.compile(r"\s*>\s*\[![^\]\n]*\].*\n?")  # its mark and its title
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_DRAFTS = frozenset({"draft", "pending", "future", "scheduled", "trash"})


def _recognise(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if _is_text(member)]


def _is_text(member: Member) -> bool:
    if member.suffix not in _SUFFIXES or _NO_PROSE.fullmatch(member.name):
        return False
    sample = read_sample(member)
    if sample is None:
        return False
    return find_format(sample, markdown=member.suffix in MARKDOWN_SUFFIXES) is None


def _read(members: Sequence[Member], reading: Reading) -> Iterator[Document]:
    for member in members:
        raw, note = read_decoded(member)
        if note:
            reading.warn(f"{member.place}: {note}")
        markdown = is_markdown(Path(member.path), raw)
        text = drop_front_matter(raw, Omissions()) if markdown else raw
        fields = _parse_fields(raw[: len(raw) - len(text)])
        if reason := _find_reason(member, fields):
            reading.drop(reason)
            continue
        documents = _clean_markdown(text) if markdown else _clean_plain(text)
        date = _find_date(member, fields)
        for number, document in enumerate(documents, 1):
            place = member.place if len(documents) == 1 else f"{member.place}, part {number:,}"
            yield Document(document, date, origin=place)
        if not documents:
            reading.drop("files without text")


def _clean_markdown(text: str) -> list[str]:
    text = _HEADING.sub("", _COMMENT.sub("", text))
    text = _QUOTATION.sub(_keep_callout, text)
    text = drop_boilerplate(text)
    layout = find_markdown_layout(text, "auto")
    return split_documents(clean_text(clean_markdown(text, layout, Omissions())), layout)


def _keep_callout(quotation: re.Match[str]) -> str:
    """Nothing of somebody else's words; of a callout, which only looks like them, its text."""
    callout = _CALLOUT.match(quotation[0])
    return f"\n{quotation[0][callout.end() :]}\n" if callout else "\n"


def _clean_plain(text: str) -> list[str]:
    return split_documents(clean_text(clean_plain(drop_boilerplate(text), Omissions())))


def _parse_fields(front: str) -> dict[str, str]:
    """The fields of front matter in YAML, TOML or header lines, as text; a list in one line."""
    fields: dict[str, str] = {}
    name = ""
    for line in front.splitlines():
        if found := _FIELD.fullmatch(line):
            name = found[1].lower()
            fields[name] = found[2].strip(" \"'")
        elif name and line.startswith((" ", "\t", "-")) and (more := line.strip(" \t-")):
            fields[name] += f" {more}"
    return fields


def _find_reason(member: Member, fields: Mapping[str, str]) -> str | None:
    """Why a page is not for everybody, or None."""
    folders = {part.lower() for part in PurePosixPath(member.path).parts[:-1]}
    values = {name: value.lower() for name, value in fields.items()}
    status = values.get("status", "")
    private = (
        values.get("private") in _YES
        or "private" in {status, values.get("visibility")}
        or "private" in re.findall(r"[\w-]+", values.get("tags", ""))
        or values.get("password")
    )
    if private or folders & _PRIVATE_FOLDERS:
        return "private pages"
    unpublished = values.get("published") in _NO or values.get("publish") in _NO
    if values.get("draft") in _YES or unpublished or status in _DRAFTS or folders & _DRAFT_FOLDERS:
        return "drafts"
    return "templates" if folders & _TEMPLATE_FOLDERS else None


def _find_date(member: Member, fields: Mapping[str, str]) -> datetime | None:
    """The date of the front matter, or else that in the name of the file or of its folder."""
    candidates = [fields.get(name, "") for name in _DATE_FIELDS]
    candidates += [member.name, member.folder]
    return next(filter(None, map(_parse_date, candidates)), None)


def _parse_date(text: str) -> datetime | None:
    found = _DATE.search(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(number or 0) for number in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=_parse_zone(found[7]))
    except ValueError:
        return None


def _parse_zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return timezone.utc
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


SOURCE = Source(
    name="text",
    title="text and Markdown",
    files=f"files that end in {', '.join(_SUFFIXES)}",
    recognise=_recognise,
    read=_read,
    generic=True,
)
