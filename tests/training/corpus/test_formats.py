"""Files that are no prose."""

import zipfile
from pathlib import Path

import pytest

from wisdom_training.corpus.formats import (
    CONVERT,
    IMPORT,
    describe_speakers,
    find_format,
    refuse_binary,
    refuse_structured,
)
from wisdom_training.errors import CorpusError

SENTENCE = "Call me Ishmael, and never mind how long precisely."
HTML = "give it a name that ends in .html"
SRT = "convert it to SRT, and give it a name that ends in .srt"
CHAT = " a voice is one person's, and 'wisdom import' takes that person's lines alone"
PROSE = "\n\n".join(
    [f"{SENTENCE} He said: nothing, at 12:30.", "“Why?” <3 {so} [1] a; b, c|d"] * 20
)


@pytest.mark.parametrize(
    ("content", "name", "advice"),
    [
        (rb"{\rtf1\ansi Call me.\par}", "an RTF file", CONVERT),
        (b"\x1f\x8b\x08\x00", "a gzip archive", IMPORT),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
            "a document of an old Microsoft Office",
            CONVERT,
        ),
        (b"PK\x03\x04 and no more", "a ZIP archive", IMPORT),
        (
            b"Moby Dick".ljust(60, b"\0") + b"BOOKMOBI",
            "a Kindle book (MOBI)",
            "convert it to EPUB first",
        ),
    ],
)
def test_binary_files_are_refused_by_name(
    tmp_path: Path, content: bytes, name: str, advice: str
) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        refuse_binary(path)
    assert str(error.value) == f"{path} is {name}: {advice}"


@pytest.mark.parametrize(
    ("member", "name", "advice"),
    [
        ("META-INF/container.xml", "an EPUB book", "give it a name that ends in .epub"),
        ("word/document.xml", "a Word document (DOCX)", "give it a name that ends in .docx"),
        ("content.xml", "an OpenDocument file", CONVERT),
        (
            "xl/workbook.xml",
            "an Excel workbook (XLSX)",
            "save it as CSV, and give it to 'wisdom import'",
        ),
        ("notes.txt", "a ZIP archive", IMPORT),
    ],
)
def test_what_a_zip_archive_has_names_it(
    tmp_path: Path, member: str, name: str, advice: str
) -> None:
    path = tmp_path / "book.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "text")
    with pytest.raises(CorpusError) as error:
        refuse_binary(path)
    assert str(error.value) == f"{path} is {name}: {advice}"


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        refuse_binary(tmp_path / "gone.txt")
    assert str(error.value) == f"cannot read {tmp_path / 'gone.txt'}: No such file or directory"


def test_prose_has_no_format() -> None:
    assert find_format(PROSE) is None
    assert find_format(f"[1] {PROSE}") is None
    assert describe_speakers(PROSE) is None


@pytest.mark.parametrize(
    ("text", "name", "advice"),
    [
        (f"<!DOCTYPE html>\n<p>{SENTENCE}", "HTML", HTML),
        (f'<?xml version="1.0"?><b>{SENTENCE}</b>', "XML", IMPORT),
        (f"<FictionBook><p>{SENTENCE}</p>", "XML", IMPORT),
        ('[{"text": "Call me"}]', "JSON", IMPORT),
        ('["Call me", "Ishmael"]', "JSON", IMPORT),
        ('{"text": "Call me"}\n{"text": "Ishmael"}\n', "JSON", IMPORT),
        ('[{"a": 1, "b": 2, "c": 3},\n {"a": 4, "b": 5, "c":', "JSON", IMPORT),
        ('window.YTD.tweets.part0 = [ {"tweet": {', "an archive of Twitter (JSON)", IMPORT),
        (f"\\documentclass{{book}}\n{SENTENCE}", "LaTeX", CONVERT),
        ("From ann@example.org Mon Jan  1 10:00:00 2020\nFrom: Ann\n", "a mailbox (mbox)", IMPORT),
        ("From: Ann\nTo: Bob\nSubject: Whales\nDate: today\n\nHello", "an e-mail", IMPORT),
        ("<notes><note>Call me</note></notes>", "XML", IMPORT),
        ("BEGIN:VCARD\nFN:Ann\nEND:VCARD", "an address book or calendar", CONVERT),
    ],
)
def test_what_a_file_begins_with_names_it(text: str, name: str, advice: str) -> None:
    assert find_format(text) == f"{name}: {advice}"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("name=Ishmael, a sailor", f"settings (INI) (20 of 20 lines): {CONVERT}"),
        ("<p>Call me <b>Ishmael</b></p>", f"HTML (20 of 20 lines have tags): {HTML}"),
        ("{12}{60}Call me Ishmael", f"subtitles (20 of 20 lines): {SRT}"),
        ("[00:12.30]Call me Ishmael", f"subtitles (20 of 20 lines): {SRT}"),
        ("'''Ishmael''' is a [[sailor]]", f"wiki markup (20 of 20 lines): {CONVERT}"),
        ("[quote]Call me[/quote] Ishmael", f"BBCode (20 of 20 lines): {CONVERT}"),
        ("call(me, ishmael);", f"program code (20 of 20 lines): {CONVERT}"),
        ("1,Ishmael,sailor", f"CSV (20 rows of 3 columns): {IMPORT}"),
        ("1;Ishmael;sailor, of the Pequod", f"CSV (20 rows of 3 columns): {IMPORT}"),
        ("Ishmael\ta sailor, of the Pequod", f"TSV (20 rows of 2 columns): {IMPORT}"),
        ('1,"Call me Ishmael, please, ""sir"""', f"CSV (20 rows of 2 columns): {IMPORT}"),
    ],
)
def test_lines_name_a_format(line: str, found: str) -> None:
    assert find_format(f"{line}\n" * 20) == found


def test_tags_in_one_line_are_html() -> None:
    assert find_format("<p>Call me <b>Ishmael</b></p>" * 4) == (
        f"HTML (1 of 1 lines have tags): {HTML}"
    )


@pytest.mark.parametrize(
    "line", ["It was late, he said, and so it was.", "It&#8217;s late &amp; it&nbsp;was so."]
)
def test_lines_with_equally_many_commas_are_no_table(line: str) -> None:
    assert find_format(f"{line}\n" * 40) is None


def test_a_column_of_quoted_texts_is_csv() -> None:
    rows = '"Call me, ""sir"", Ishmael"\n' * 20
    assert find_format(f"text\n{rows}") == f"CSV (one column of 20 quoted texts): {IMPORT}"


def test_subtitles_are_recognised_among_their_texts() -> None:
    text = "".join(f"{n}\n00:00:01,000 --> 00:00:02,000\nCall\nme\n\n" for n in range(20))
    assert find_format(text) == f"subtitles (20 of 80 lines): {SRT}"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("12.03.21, 14:05 - Anna: Call me", "a chat or a log with times"),
        ("[12/03/21, 2:05:13 PM] Anna: Call me", "a chat or a log with times"),
        ("\u200e[12.03.2021, 14:05:13] Anna: Call me", "a chat or a log with times"),
        ("2021-03-12 14:05 Call me", "a chat or a log with times"),
        ("[14:05] <anna> Call me", "a chat or a log with times"),
        ("Anna (14:05): Call me", "a chat or a log with times"),
        ("14:05 <anna> Call me", "a chat or a log with times"),
        ("Anna, [12.03.21 14:05]\nCall me", "a chat or a log with times"),
        ("Anna — 12/03/2021 14:05\nCall me", "a chat or a log with times"),
        ("Anna  2:05 PM\nCall me", "a chat or a log with times"),
        ("<anna> Call me", "a chat with names"),
        ("<@anna> Call me", "a chat with names"),
    ],
)
@pytest.mark.parametrize("markdown", [False, True])
def test_chats_are_refused_with_counts(line: str, name: str, *, markdown: bool) -> None:
    lines = 20 * (1 + line.count("\n"))
    found = find_format(f"{line}\n" * 20, markdown=markdown)
    assert found is not None
    assert found.startswith(f"{name} (20 of {lines} lines):{CHAT}")


def test_a_refusal_names_the_file() -> None:
    with pytest.raises(CorpusError) as error:
        refuse_structured(Path("words/x.txt"), '{"a": "b"}', markdown=False)
    assert str(error.value) == f"words/x.txt looks like JSON: {IMPORT}"


def test_tags_in_markdown_are_no_reason_to_refuse_it() -> None:
    assert find_format("<p>Call me <b>Ishmael</b></p>\n" * 20, markdown=True) is None


def test_speakers_are_counted() -> None:
    note = describe_speakers("ANNA: Call me.\nBob Smith: Never.\n\nANNA: Mind.\nSo it was.\n" * 5)
    assert note is not None
    assert note.startswith(
        "looks like a dialogue: 15 of 20 lines begin with a speaker's name (ANNA 10, Bob Smith 5), "
        "and the voice will learn the names;"
    )


def test_words_that_are_explained_are_no_speakers() -> None:
    words = "".join(f"{SENTENCE.split()[n % 8]}{'x' * n}: a word\n" for n in range(20))
    assert describe_speakers(words) is None
