"""E-mail."""

import base64
import io
import zipfile
from datetime import datetime, timezone
from pathlib import Path

import pytest

from wisdom_training.archives.mail import SOURCE
from wisdom_training.archives.source import Document, Reading
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

LINE = "From 123@xxx Sat Jan 06 10:00:00 +0000 2024"


def make(body: str, **headers: str) -> str:
    """One message; ``__`` in the name of a header stands for a dash."""
    fields = {
        "From": "Ann Example <Ann@Example.org>",
        "To": "Ben <ben@example.org>",
        "Date": "Sat, 06 Jan 2024 10:00:00 +0000",
        "Content-Type": "text/plain; charset=utf-8",
    }
    fields |= {name.replace("__", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"\n{body}\n"


def write(tmp_path: Path, *messages: str, name: str = "mail.mbox") -> Path:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("".join(f"{LINE}\n{message}\n" for message in messages).encode())
    return path


def read(path: Path) -> tuple[list[Document], Reading]:
    reading = Reading()
    with open_archive([path]) as archive:
        known = SOURCE.recognise(archive.members)
        return list(SOURCE.read(known, reading)), reading


def text_of(message: str, tmp_path: Path) -> str:
    documents, reading = read(write(tmp_path, message))
    return documents[0].text if documents else str(dict(reading.dropped))


def own(body: str, tmp_path: Path, **headers: str) -> str:
    return text_of(make(body, **headers), tmp_path)


def test_every_message_is_a_document_of_its_sender(tmp_path: Path) -> None:
    answer = make("Yes.\n", From="ben@example.org", Date="Sun, 07 Jan 2024 10:00:00 +0000")
    path = write(tmp_path, make("Dear Ben,\n\ncome soon.\n"), answer)
    documents, reading = read(path)
    assert documents == [
        Document(
            "Dear Ben,\n\ncome soon.",
            datetime(2024, 1, 6, 10, tzinfo=timezone.utc),
            "private",
            "ann@example.org",
            origin=f"{path}, message 1",
        ),
        Document(
            "Yes.",
            datetime(2024, 1, 7, 10, tzinfo=timezone.utc),
            "private",
            "ben@example.org",
            origin=f"{path}, message 2",
        ),
    ]
    assert (reading.dropped, SOURCE.private) == ({}, True)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Yes.\n\nOn Fri, 5 Jan 2024 at 10:00, Ben <ben@example.org> wrote:\n> Come?\n", "Yes."),
        ("Yes.\n\nOn Fri, 5 Jan 2024, Ben Example\n<ben@example.org> wrote:\n\n> Come?", "Yes."),
        ("Am 5. Januar 2024 schrieb Ben <ben@example.org>:\n> Come?\n\nJa.\n", "Ja."),
        ("On 5/1/24, Ben wrote:\n> Come?\nYes.\n> Soon?\nNo.\n", "Yes.\n\nNo."),
        ("I say this:\n> Come?\nYes.\n", "I say this:\n\nYes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Ben\nSent: Friday\nCome?\n", "Yes."),
        ("Yes.\n\nFrom: Ben <ben@example.org>\nSent: Friday\nTo: Ann\nSubject: A\n\nCome?", "Yes."),
        ("Ja.\n\nVon: Ben <b@example.org>\nGesendet: Freitag\nAn: Ann\nBetreff: A\n\nKomm", "Ja."),
        ("Oui.\n\nLe ven. 5 janv. 2024, Ben <ben@example.org> a écrit :\n> Viens ?\n", "Oui."),
        ("See this.\n\n---------- Forwarded message ---------\nFrom: Cho\n\nHi", "See this."),
        ("See this.\n\nBegin forwarded message:\n\nFrom: Cho\n\nHi", "See this."),
        ("Come soon.\n\n-- \nAnn Example\nSea Street 1\n", "Come soon."),
        ("Come soon.\n\nBest regards,\nAnn\n", "Come soon."),
        ("Komm bald.\n\nViele Grüße\nAnn\n", "Komm bald."),
        ("Come soon.\n\nSent from my iPhone\n", "Come soon."),
    ],
)  # fmt: skip
def test_quotations_and_signatures_are_left_out(body: str, text: str, tmp_path: Path) -> None:
    assert own(body, tmp_path) == text


@pytest.mark.parametrize(
    "body",
    [
        "Two things:\n\n- the sea\n- the ship\n\nThat is all.",
        "Hi Ben,\n\nThanks, that was a great help to me and to all of us.\n\nCome soon.",
        "Take care of the ship.\n\nTake it home.",
    ],
)
def test_what_only_looks_like_a_signature_stays(body: str, tmp_path: Path) -> None:
    assert own(body, tmp_path) == body


def test_a_forwarded_message_is_nobodys(tmp_path: Path) -> None:
    body = "---------- Forwarded message ---------\nFrom: Cho\n\nHi"
    assert own(body, tmp_path) == '{"messages without words of their sender\'s": 1}'


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    body = (
        "<html><style>p {}</style><p>Dear Ben,</p><div>come &amp; see.<br>Ann's ship</div>"
        "<div class='gmail_signature'>Sea Street 1</div>"
        "<div class='gmail_quote'>On 5 Jan Ben wrote:<blockquote>Come?</blockquote></div></html>"
    )
    kind = "text/html; charset=utf-8"
    text = "Dear Ben,\n\ncome & see.\nAnn's ship"
    assert own(body, tmp_path, Content__Type=kind) == text


def test_the_plain_part_comes_before_html_and_attachments_are_not_read(tmp_path: Path) -> None:
    body = (
        "--x\nContent-Type: text/html\n\n<p>No.</p>\n"
        "--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.b64encode('Größe.'.encode()).decode()}\n"
        "--x\nContent-Type: text/plain\nContent-Disposition: attachment\n\nA file.\n--x--\n"
    )
    assert own(body, tmp_path, Content__Type="multipart/alternative; boundary=x") == "Größe."


@pytest.mark.parametrize("charset", ["utf-8", "us-ascii", "no-such-charset", ""])
def test_a_wrong_charset_is_repaired(charset: str, tmp_path: Path) -> None:
    assert own("Größe.", tmp_path, Content__Type=f"text/plain; charset={charset}") == "Größe."


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    body = "It was a \nlong day.\n\nAnd a \nlong night.\n-- \nAnn"
    kind = "text/plain; format=flowed"
    text = "It was a long day.\n\nAnd a long night."
    assert own(body, tmp_path, Content__Type=kind) == text


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"X__Gmail__Labels": "Chat"}, "chats"),
        ({"X__Gmail__Labels": "Drafts,Important"}, "drafts"),
        ({"X__Gmail__Labels": "=?UTF-8?Q?Entw=C3=BCrfe?="}, "drafts"),
        ({"X__Gmail__Labels": "Spam"}, "spam and deleted messages"),
        ({"X__Gmail__Labels": "Papierkorb"}, "spam and deleted messages"),
        ({"List__Unsubscribe": "<https://example.org>"}, "newsletters and mailing lists"),
        ({"List__Id": "<sea.example.org>"}, "newsletters and mailing lists"),
        ({"Precedence": "bulk"}, "newsletters and mailing lists"),
        ({"Auto__Submitted": "auto-replied"}, "automatic replies and notices"),
        ({"Subject": "Automatic reply: A"}, "automatic replies and notices"),
        ({"Subject": "=?utf-8?q?R=C3=A9ponse_automatique?= : A"}, "automatic replies and notices"),
        ({"Content__Type": "text/calendar"}, "automatic replies and notices"),
        ({"From": "undisclosed"}, "messages without a sender"),
    ],
)
def test_what_nobody_wrote_to_others_is_left_out(
    headers: dict[str, str], reason: str, tmp_path: Path
) -> None:
    documents, reading = read(write(tmp_path, make("A ship.", **headers)))
    assert (documents, reading.dropped) == ([], {reason: 1})


@pytest.mark.parametrize("labels", ["Inbox", "Sent,Important", "My drafts of poems"])
def test_other_labels_are_read(labels: str, tmp_path: Path) -> None:
    assert own("A ship.", tmp_path, X__Gmail__Labels=labels) == "A ship."


def test_the_names_of_mailboxes_are_labels(tmp_path: Path) -> None:
    write(tmp_path / "Drafts.mbox", make("One."), name="mbox")
    write(tmp_path, make("Two."), name="Trash")
    write(tmp_path, make("Three."), name="Sent")
    documents, reading = read(tmp_path)
    assert [document.text for document in documents] == ["Three."]
    assert reading.dropped == {"drafts": 1, "spam and deleted messages": 1}


def test_a_message_counts_once(tmp_path: Path) -> None:
    message = make("A ship.", Message__ID="<1@example.org>")
    documents, reading = read(write(tmp_path, message, message, make("A ship.")))
    assert [document.text for document in documents] == ["A ship.", "A ship."]
    assert reading.dropped == {"copies of the same message": 1}


def test_single_messages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(make("A ship.\n\nFrom the sea at 10:00 it came."), encoding="utf-8")
    documents, _ = read(path)
    assert [document.text for document in documents] == [
        "A ship.\n\nFrom the sea at 10:00 it came."
    ]


def test_a_line_that_begins_with_from_ends_no_message(tmp_path: Path) -> None:
    body = "A ship.\nFrom the sea at 10:00 it came.\n\n>From the sea."
    assert own(body, tmp_path) == "A ship.\nFrom the sea at 10:00 it came.\n\nFrom the sea."


def test_a_wrong_date_is_no_date(tmp_path: Path) -> None:
    documents, _ = read(write(tmp_path, make("A ship.", Date="yesterday")))
    assert [document.date for document in documents] == [None]


def test_the_owner_is_who_sent_most(tmp_path: Path) -> None:
    sent = {"X__Gmail__Labels": "Sent"}
    alias = make("A ship.", From="a.example@work.example", X__Gmail__Labels="Gesendet,Wichtig")
    seldom = make("A ship.", From="shared@example.org", **sent)
    others = [make("A ship.", From="ben@example.org", X__Gmail__Labels="Inbox")] * 40
    path = write(tmp_path, *[make("A ship.", **sent)] * 30, *[alias] * 5, seldom, *others)
    with open_archive([path]) as archive:
        assert list(SOURCE.find_owner(archive.members)) == [
            "ann@example.org",
            "a.example@work.example",
        ]


def test_nobody_is_the_owner_if_nothing_is_marked_as_sent(tmp_path: Path) -> None:
    with open_archive([write(tmp_path, make("A ship."))]) as archive:
        assert list(SOURCE.find_owner(archive.members)) == []


def test_people_are_those_in_the_headers(tmp_path: Path) -> None:
    message = make(
        "A ship.",
        To='"Example, Ben" <ben@example.org>, cho@example.org',
        Cc="=?utf-8?q?=C3=87elik?= <c@example.org>",
    )
    with open_archive([write(tmp_path, message)]) as archive:
        assert list(SOURCE.find_people(archive.members)) == [
            "Ann Example",
            "Example, Ben",
            "Çelik",
        ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.mbox", b"A ship."), ("Sent", b"From the sea it came."), ("a.eml", b"A ship."),
     ("a.txt", f"{LINE}\n{make('A')}".encode())],
)  # fmt: skip
def test_other_files_are_not_recognised(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with open_archive([tmp_path]) as archive:
        assert SOURCE.recognise(archive.members) == []


@pytest.mark.parametrize(
    "message",
    [
        make("A ship.", Content__Type="multipart/mixed; boundary=x"),
        make("A ship.", Content__Transfer__Encoding="base64"),
        make("=ZZ", Content__Transfer__Encoding="quoted-printable"),
        make("A ship.", From="=?x?q?=ff?= <ann@example.org>"),
        make("A ship.", Content__Type="text/plain; charset*=x''%ff"),
        make("", Subject="=?utf-8?b?!!!?="),
        "\n",
    ],
)
def test_odd_messages_never_end_the_reading(message: str, tmp_path: Path) -> None:
    documents, reading = read(write(tmp_path, make("Begin."), message, make("The end.")))
    assert [documents[0].text, documents[-1].text] == ["Begin.", "The end."]
    assert len(documents) + sum(reading.dropped.values()) == 3


def test_a_truncated_archive_is_an_error(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mail.mbox", write(tmp_path, make("A ship.\n" * 999)).read_bytes())
    (tmp_path / "a.zip").write_bytes(content.getvalue()[:-60])
    with pytest.raises(CorpusError, match=r"a\.zip is damaged or was not downloaded wholly"):
        read(tmp_path / "a.zip")


def test_a_damaged_mailbox_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        file.writestr("mail.mbox", write(tmp_path, make("A ship.\n" * 9999)).read_bytes())
    content = bytearray(path.read_bytes())
    content[70_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"a\.zip: mail\.mbox is damaged"):
        read(path)


def test_long_lines_are_read_whole(tmp_path: Path) -> None:
    line = f"On {'x ' * 40_000}"
    assert own(f"{line}\n\nYes.", tmp_path) == f"{line.strip()}\n\nYes."
