"""The backups of SMS Backup & Restore."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from training.archives.chat_archives import (
    damage,
    list_recognised,
    read_archive,
    write_files,
    write_zip,
)
from wisdom_training.archives.sms import SOURCE
from wisdom_training.archives.source import Document
from wisdom_training.errors import CorpusError

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=timezone.utc)
HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    "<!--File Created By SMS Backup & Restore v10.20 on 14/11/2023 22:13:20-->\n"
    '<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n'
    '<smses count="1" backup_date="1700000000000" type="full">\n'
)


def sms(kind: str, body: str, name: str = "Ann") -> str:
    return (
        f'<sms protocol="0" address="+44770" date="1700000000000" type="{kind}" subject="null" '
        f'body="{body}" toa="null" read="1" status="-1" contact_name="{name}" />\n'
    )


def mms(box: str, *parts: str, address: str = "+44770", sender: str = "+44770") -> str:
    return (
        f'<mms date="1700000000000" msg_box="{box}" address="{address}" contact_name="Ann, Ben">'
        f"<parts>{''.join(parts)}</parts>"
        f'<addrs><addr address="{sender}" type="137" /><addr address="+44771" type="151" /></addrs>'
        "</mms>\n"
    )


def part(text: str, kind: str = "text/plain") -> str:
    return f'<part seq="0" ct="{kind}" text="{text}" data="" />'


def backup(*messages: str) -> str:
    return f"{HEAD}{''.join(messages)}</smses>"


def test_a_backup(tmp_path: Path) -> None:
    content = backup(
        sms("1", "Hi &#55357;&#56832;"),
        sms("2", "Hello&#10;you &amp; me"),
        sms("5", "Not sent", "(Unknown)"),
        sms("1", "From no contact", "(Unknown)"),
        sms("1", "From another", "Me"),
    )
    found = read_archive(SOURCE, write_zip(tmp_path / "a.zip", {"sms-2023.xml": content}))
    assert found.documents == [
        Document("Hi 😀", NOW, "private", "Ann", "Ann"),
        Document("Hello\nyou & me", NOW, "private", "Me", "Ann"),
        Document("Not sent", NOW, "private", "Me", "+44770"),
        Document("From no contact", NOW, "private", "+44770", "+44770"),
        Document("From another", NOW, "private", "Me (+44770)", "Me"),
    ]
    assert found.owner == ["Me"]
    assert found.people == ["Ann", "Ann", "Me"]
    assert SOURCE.private


def test_multimedia_messages_have_their_text_in_parts(tmp_path: Path) -> None:
    group = "+44770~+44772"
    content = backup(
        mms(
            "2", part("null", "application/smil"), part("One"), part("Two"), part("x", "image/png")
        ),
        mms("1", part("In a group"), address=group, sender="+44772"),
        mms("1", part("null", "image/png")),
    )
    write_files(tmp_path, {"sms.xml": content})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == [
        Document("One\nTwo", NOW, "private", "Me", "Ann, Ben"),
        Document("In a group", NOW, "private", "+44772", "Ann, Ben"),
    ]
    assert found.dropped == {"messages without words": 1}


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (sms("3", "Not yet"), "drafts"),
        (sms("2", "null"), "messages without words"),
        (sms("2", ""), "messages without words"),
        (sms("2", "Liked “See you”"), "reactions"),
        (sms("2", "👍\u200b to “\u200aSee\nyou\u200a”"), "reactions"),
        (sms("2", "Removed a heart from “See you”"), "reactions"),
        (sms("x", "Hi"), "records that cannot be read"),
        ("<sms body='Hi'/>", "records that cannot be read"),
    ],
)
def test_what_is_left_out_is_counted(tmp_path: Path, message: str, reason: str) -> None:
    write_files(tmp_path, {"sms.xml": backup(message)})
    found = read_archive(SOURCE, tmp_path)
    assert found.documents == []
    assert found.dropped == {reason: 1}


def test_a_date_that_is_none_loses_no_message(tmp_path: Path) -> None:
    write_files(tmp_path, {"sms.xml": backup(sms("2", "Hi").replace("1700000000000", "soon"))})
    assert read_archive(SOURCE, tmp_path).documents == [
        Document("Hi", None, "private", "Me", "Ann"),
    ]


def test_backups_of_calls_are_not_taken(tmp_path: Path) -> None:
    write_files(tmp_path, {"calls.xml": HEAD.replace("smses", "calls"), "sms.txt": backup()})
    assert list_recognised(SOURCE, tmp_path) == []


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    content = backup(sms("2", "Hi")).replace("<smses", "<!DOCTYPE smses []><smses")
    write_files(tmp_path, {"sms.xml": content})
    with pytest.raises(CorpusError, match=r"sms\.xml has a document type"):
        read_archive(SOURCE, tmp_path)


def test_a_file_that_ends_too_early_is_one_error(tmp_path: Path) -> None:
    write_files(tmp_path, {"sms.xml": backup(sms("2", "Hi"), sms("2", "Cut"))[:-60]})
    with pytest.raises(CorpusError, match=r"sms\.xml cannot be read as XML .*download"):
        read_archive(SOURCE, tmp_path)


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    messages = [sms("2", f"Hi {number}") for number in range(999)]
    path = damage(write_zip(tmp_path / "a.zip", {"sms.xml": backup(*messages)}))
    with pytest.raises(CorpusError, match=r"sms\.xml (is damaged|cannot be read) .*download"):
        read_archive(SOURCE, path)
