"""Files that are no prose: data, mail, chats, and formats that nothing here reads.

They are recognised by their content and refused by name, because a voice would learn their mark-up.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from wisdom_training.corpus.markup import ENTITY, TAG
from wisdom_training.errors import CorpusError

CONVERT = "convert it to plain text first"
"""What to do with a format that nothing here reads."""
IMPORT = (
    "'wisdom import' makes a corpus of archives that services give, and of tables with named "
    "columns; convert anything else to plain text first"
)
"""What to do with structured files."""

_MAGIC = (
    (b"%!PS", "a PostScript file", CONVERT),
    (b"{\\rtf", "an RTF file", CONVERT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old Microsoft Office", CONVERT),
    (b"\x1f\x8b", "a gzip archive", IMPORT),
    (b"BZh", "a bzip2 archive", IMPORT),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", IMPORT),
    (b"SQLite format 3\0", "an SQLite database", IMPORT),
    (b"\x89PNG", "a PNG image", CONVERT),
    (b"\xff\xd8\xff", "a JPEG image", CONVERT),
    (b"GIF8", "a GIF image", CONVERT),
)
_ZIP = b"PK\x03\x04"
_IN_ZIP = (
    ("META-INF/container.xml", "an EPUB book", "give it a name that ends in .epub"),
    ("word/document.xml", "a Word document (DOCX)", "give it a name that ends in .docx"),
    ("content.xml", "an OpenDocument file", CONVERT),
    (
        "xl/workbook.xml",
        "an Excel workbook (XLSX)",
        "save it as CSV, and give it to 'wisdom import'",
    ),
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)", CONVERT),
)
_MOBI_PLACE, _MOBI = 60, (b"BOOKMOBI", b"TEXtREAd")

_MAIL = (
    r"(?=(?:.+\n){0,40}?From:[ \t])(?=(?:.+\n){0,40}?(?:Subject|To|Date):[ \t])"
    r"[A-Z][\w-]+:[ \t].*\n(?:[ \t]+.*\n|[\w-]+:[ \t].*\n){2,}"
)
_BEGINNINGS = tuple(
    (name, re.compile(pattern, re.IGNORECASE), advice)
    for name, pattern, advice in (
        ("HTML", r"<(?:!doctype\s+html|html|head|body)\b", "give it a name that ends in .html"),
        ("XML", r"<(?:\?xml|!doctype|FictionBook|TEI|rss|feed|svg|opml|mediawiki)\b", IMPORT),
        ("subtitles (SubStation Alpha)", r"\[Script Info\]", "convert it to SRT first"),
        ("an archive of Twitter (JSON)", r"window\.YTD\b", IMPORT),
        ("JSON in JavaScript", r"(?:var|let|const|window[.\w]*)\s*[\w.]*\s*=\s*[\[{]", IMPORT),
        ("LaTeX", r"(?:\s*%.*\n)*\s*\\(?:documentclass|documentstyle|begin\{document)", CONVERT),
        ("an address book or calendar", r"BEGIN:V(?:CARD|CALENDAR)", CONVERT),
        ("a mailbox (mbox)", r"From \S+ .*\d\d:\d\d.*\n[\w-]+: ", IMPORT),
        ("an e-mail", _MAIL, IMPORT),
    )
)

_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_STAMP = rf"(?:\[?{_DATE},?[ T]+{_TIME}\]?|[\[(]{_TIME}[\])]|\d\d:\d\d(?::\d\d)?(?=[ ]?[-–<]))"
_NAME_STAMP = rf"\w[^:.!?]{{0,30}}?[\[(](?:{_DATE},?\s)?{_TIME}[\])]"
_ONE_PERSON = "a voice is one person's, and 'wisdom import' takes that person's lines alone"


class _LineFormat(NamedTuple):
    """A format that shows in its lines."""

    name: str
    line: re.Pattern[str]
    fraction: float
    """Of the lines that are not blank, from which on the file has this format."""
    advice: str = CONVERT


_LINE_FORMATS = tuple(
    _LineFormat(name, re.compile(pattern, re.IGNORECASE), *rest)
    for name, pattern, *rest in (
        (
            "subtitles",
            r"(?:\d+:)?\d+:\d\d[,.]\d+\s*-->|\{\d+\}\{\d+\}|\[\d+:\d\d[.:]\d\d\]",
            0.15,
            "convert it to SRT, and give it a name that ends in .srt",
        ),
        ("a transcript with times", rf"\W?{_TIME}\W?$", 0.3),
        (
            "a chat or a log with times",
            rf"[\u200e\u200f]*(?:{_STAMP}|{_NAME_STAMP})",
            0.3,
            _ONE_PERSON,
        ),
        (
            "a chat or a log with times",
            rf"(?=.{{4,60}}$)\w.*[\s\[(,]{_TIME}[\])]?:?$",
            0.2,
            _ONE_PERSON,
        ),
        ("a chat with names", r"<[ @+%&~]?(?!/)[^<>\s/]{1,30}>\s", 0.4, _ONE_PERSON),
        ("LaTeX", r".*\\(?:begin|end|section|chapter|emph|textbf|textit|cite|label|item)\b", 0.1),
        ("wiki markup", r".*(?:\[\[[^\]]+\]\]|'''|\{\{[^}]+\}\})|==.*==$", 0.15),
        ("settings (INI)", r"[\w.-]+\s?=|\[[\w .-]+\]$", 0.8),
        ("BBCode", r".*\[/(?:b|i|u|s|url|quote|img|color|size|code|list)\]", 0.1),
        ("program code", r"(?:.*(?:[;{}]|\);?)|(?:def|class|import|from|return)\b.*)$", 0.6),
    )
)
_IN_MARKDOWN = ("subtitles", "a chat or a log with times", "a chat with names")
_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_HTML_FRACTION = 0.1  # of lines that have tags
_FEWEST_TAGS = 8
_SPEAKER = re.compile(r"([^\W\d_][^:\n!?]{0,29}):\s+\S")
_SPEAKER_FRACTION = 0.5  # of lines that begin with a name
_LINES_OF_SPEAKER = 4  # on average; with fewer, what is before the colon is no name
_FEWEST_LINES = 8
_LINE_SIZE = 500  # characters of a line that are looked at
_FEWEST_ROWS = 5
_SAME_COLUMNS_FRACTION = 0.9  # of a table's rows
_LONGEST_TABLE_SAMPLE = 100_000  # characters
_FEWEST_KEYS = 5  # of a JSON text that is cut off


def refuse_binary(path: Path) -> None:
    """Raise CorpusError if ``path`` begins like a known binary format or cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(_MOBI_PLACE + 8)
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {error.strerror}") from error
    found = next((entry[1:] for entry in _MAGIC if start.startswith(entry[0])), None)
    if start.startswith(_ZIP):
        found = _name_zip(path)
    elif start[_MOBI_PLACE:] in _MOBI:
        found = "a Kindle book (MOBI)", "convert it to EPUB first"
    if found:
        raise CorpusError(f"{path} is {found[0]}: {found[1]}")


def refuse_structured(path: Path, sample: str, *, markdown: bool) -> None:
    """Raise CorpusError if the file that begins with ``sample`` is no prose."""
    found = find_format(sample, markdown=markdown)
    if found:
        raise CorpusError(f"{path} looks like {found}")


def find_format(sample: str, *, markdown: bool = False) -> str | None:
    """The name of the format of ``sample`` and what to do with it, or None for prose."""
    text = sample.lstrip()
    for name, beginning, advice in _BEGINNINGS:
        if beginning.match(text):
            return f"{name}: {advice}"
    if _is_json(text):
        return f"JSON: {IMPORT}"
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not markdown and (tags := _find_tags(text, lines)):
        return tags
    if len(lines) < _FEWEST_LINES:
        return None
    for form in _LINE_FORMATS:
        count = sum(form.line.match(line[:_LINE_SIZE]) is not None for line in lines)
        if count >= form.fraction * len(lines) and (not markdown or form.name in _IN_MARKDOWN):
            return f"{form.name} ({count:,} of {len(lines):,} lines): {form.advice}"
    return None if markdown else _find_table(text)


def describe_speakers(sample: str) -> str | None:
    """A note if most lines of ``sample`` begin with a name and a colon, or None."""
    lines = [line.strip() for line in sample.split("\n") if line.strip()]
    found = [match[1] for line in lines if (match := _SPEAKER.match(line))]
    names = Counter(found)
    if len(found) < max(_FEWEST_LINES, _SPEAKER_FRACTION * len(lines)):
        return None
    if len(found) < _LINES_OF_SPEAKER * len(names):
        return None
    most = ", ".join(f"{name} {count:,}" for name, count in names.most_common(3))
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""  # noqa: PLR2004 (as above)
    return (
        f"looks like a dialogue: {len(found):,} of {len(lines):,} lines begin with a speaker's "
        f"name ({most}{more}), and the voice will learn the names; {_ONE_PERSON}"
    )


def _name_zip(path: Path) -> tuple[str, str]:
    """What a ZIP file is, and what to do with it."""
    try:
        with ZipFile(path) as archive:
            members = set(archive.namelist())
    except (BadZipFile, OSError):
        members = set()
    found = (entry[1:] for entry in _IN_ZIP if entry[0] in members)
    return next(found, ("a ZIP archive", IMPORT))


def _is_json(text: str) -> bool:
    if text[:1] not in {"{", "["}:
        return False
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return len(re.findall(r'"[^"\n]*"\s*:', text)) >= _FEWEST_KEYS
    return bool(value) and not isinstance(value[0] if isinstance(value, list) else value, int)


def _find_tags(text: str, lines: Sequence[str]) -> str | None:
    root = _ROOT.match(text)
    if root and text.rstrip().endswith(f"</{root[1]}>") and not TAG.match(text):
        return f"XML: {IMPORT}"
    tagged = sum(TAG.search(line) is not None for line in lines)
    if tagged < _HTML_FRACTION * len(lines) or len(TAG.findall(text)) < _FEWEST_TAGS:
        return None
    return f"HTML ({tagged:,} of {len(lines):,} lines have tags): give it a name that ends in .html"


def _find_table(text: str) -> str | None:
    """Comma- or tab-separated values: after their commas there is no space, or there are quotes."""
    whole = ENTITY.sub("", text[:_LONGEST_TABLE_SAMPLE])  # they have semicolons
    lines = whole.rstrip("\n").split("\n")
    lines = lines if len(text) <= _LONGEST_TABLE_SAMPLE else lines[:-1]
    quoted = sum(line.startswith('"') and line.endswith('"') for line in lines[1:])
    if '""' in whole and not lines[0].startswith('"') and 2 * quoted > len(lines):
        return f"CSV (one column of {len(lines) - 1:,} quoted texts): {IMPORT}"
    for delimiter, name in ((",", "CSV"), (";", "CSV"), ("\t", "TSV"), ("|", "CSV")):
        rows = _read_rows(lines, delimiter)
        columns, same = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        if len(rows) < _FEWEST_ROWS or columns < 2 or same < _SAME_COLUMNS_FRACTION * len(rows):  # noqa: PLR2004 (one column is no table)
            continue
        if delimiter in "\t|" or _are_cells(rows):
            return f"{name} ({len(rows):,} rows of {columns} columns): {IMPORT}"
    return None


def _read_rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        return []


def _are_cells(rows: Sequence[Sequence[str]]) -> bool:
    """Whether commas in ``rows`` separate cells: in prose a space follows nearly all of them."""
    after = [cell for row in rows for cell in row[1:]]
    return 2 * sum(cell.startswith(" ") for cell in after) < len(after)
