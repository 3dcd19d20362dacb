"""WhatsApp's exported chats: every language and region writes them in another way."""

from datetime import datetime
from pathlib import Path

import pytest

from training.archives.chat_archives import (
    damage,
    list_recognised,
    local,
    read_archive,
    write_files,
    write_zip,
)
from wisdom_training.archives.source import Document, Reading
from wisdom_training.archives.whatsapp import SOURCE
from wisdom_training.containers.members import open_archive
from wisdom_training.errors import CorpusError

LEFT_TO_RIGHT = "\u200e"
RIGHT_TO_LEFT = "\u200f"
NARROW = "\u202f"

IPHONE = (
    f"[12/31/23, 9:41:05{NARROW}PM] Ann: {LEFT_TO_RIGHT}Messages and calls are end-to-end "
    "encrypted. No one outside of this chat can read or listen to them.\r\n"
    f"[12/31/23, 9:41:05{NARROW}PM] Ann: Happy new year!\r\n"
    f"[1/1/24, 12:00:30{NARROW}AM] ~{NARROW}Ben Çelik: You too.\r\n"
    "\r\n"
    "Second paragraph: it has a colon.\r\n"
    f"{LEFT_TO_RIGHT}[1/1/24, 12:01:00{NARROW}AM] Ann: {LEFT_TO_RIGHT}image omitted\r\n"
    f"[1/1/24, 12:02:00{NARROW}AM] Ann: Look {LEFT_TO_RIGHT}<attached: 00000012-PHOTO.jpg>\r\n"
    f"[1/1/24, 12:03:00{NARROW}PM] Ann: Fixed {LEFT_TO_RIGHT}<This message was edited>\r\n"
    f"{LEFT_TO_RIGHT}[1/1/24, 12:04:00{NARROW}PM] Ann: bill.pdf • {LEFT_TO_RIGHT}2 pages "
    f"{LEFT_TO_RIGHT}document omitted\r\n"
    f"[1/1/24, 12:05:00{NARROW}PM] Ann: {LEFT_TO_RIGHT}POLL:\r\n"
    f"Where to?\r\n{LEFT_TO_RIGHT}OPTION: Rome ({LEFT_TO_RIGHT}2 votes)\r\n"
    f"[1/1/24, 12:06:00{NARROW}PM] Walkers: {LEFT_TO_RIGHT}Ann added Ben\r\n"
)

AMBIGUOUS = "does not tell whether its dates are day and month or month and day"

ANDROID = """\
13/1/2024, 09:05 - Messages and calls are end-to-end encrypted. Tap to learn more.
13/1/2024, 09:05 - Ann created group "Walks: spring"
13/1/2024, 09:05 - Ann changed the subject from "Walks: spring" to "Walks: all year"
13/1/2024, 09:06 - +44 7700 900123: Who is in?
13/1/2024, 09:07 - Ann: Me!
And Ben:
he said so
13/1/2024, 09:08 - Ann: <Media omitted>
13/1/2024, 09:09 - Ann: IMG-20240113-WA0001.jpg (file attached)
The view from the top
13/1/2024, 09:10 - Ann: null
13/1/2024, 09:11 - Ann:
13/1/2024, 09:12 - Ann: You deleted this message
13/1/2024, 09:13 - Ann: location: https://maps.google.com/?q=51.5,0.1
13/1/2024, 09:14 - Ann: *So* _good_ <This message was edited>
13/1/2024, 09:15 - Ann: > Who is in?
13/1/2024, 09:16 - Ann left
"""


def private(text: str, date: datetime | None, speaker: str, audience: str) -> Document:
    return Document(text, date, "private", speaker, audience)


def test_a_chat_of_an_iphone(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "WhatsApp Chat - Ann.zip", {"_chat.txt": IPHONE})
    found = read_archive(SOURCE, path)
    chat = "WhatsApp Chat - Ann"
    assert found.documents == [
        private("Happy new year!", local(2023, 12, 31, 21, 41, 5), "Ann", chat),
        private(
            "You too.\n\nSecond paragraph: it has a colon.",
            local(2024, 1, 1, 0, 0, 30),
            "Ben Çelik",
            chat,
        ),
        private("Look", local(2024, 1, 1, 0, 2), "Ann", chat),
        private("Fixed", local(2024, 1, 1, 12, 3), "Ann", chat),
    ]
    assert found.dropped == {"messages without words": 5}
    assert found.owner == []
    assert found.people == ["Ann", "Ben Çelik"]
    assert SOURCE.private


def test_a_chat_of_android(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"Chat.txt": ANDROID}) / "Chat.txt"
    found = read_archive(SOURCE, path)
    assert found.documents == [
        private("Who is in?", local(2024, 1, 13, 9, 6), "+44 7700 900123", "Chat"),
        private("Me!\nAnd Ben:\nhe said so", local(2024, 1, 13, 9, 7), "Ann", "Chat"),
        private("The view from the top", local(2024, 1, 13, 9, 9), "Ann", "Chat"),
        private("So good", local(2024, 1, 13, 9, 14), "Ann", "Chat"),
    ]
    assert found.dropped == {
        "service messages": 4,
        "messages without words": 6,
    }
    assert found.warnings == []


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("[31.12.23, 21:41:05] ", local(2023, 12, 31, 21, 41, 5)),
        ("[31.12.2023 21:41:05] ", local(2023, 12, 31, 21, 41, 5)),
        ("[31/12/2023, 9:41:05 p. m.] ", local(2023, 12, 31, 21, 41, 5)),
        ("31/12/23, 9:41 p. m. - ", local(2023, 12, 31, 21, 41)),
        ("31/12/23, 12:05\u2009a.\u00a0m. - ", local(2023, 12, 31, 0, 5)),
        ("31/12/2023 à 21:41 - ", local(2023, 12, 31, 21, 41)),
        ("31-12-2023 21:41 - ", local(2023, 12, 31, 21, 41)),
        ("31.12.2023 21:41 - ", local(2023, 12, 31, 21, 41)),
        ("[31.12.2023 9:41:05 ÖS] ", local(2023, 12, 31, 21, 41, 5)),
        ("31/12/23 21.41 - ", local(2023, 12, 31, 21, 41)),
        ("31/12/23, 9:41 pm - ", local(2023, 12, 31, 21, 41)),
        ("٣١\u200f/١٢\u200f/٢٠٢٣، ٩:٤١ م - ", local(2023, 12, 31, 21, 41)),
        ("2023/12/31, 21:41 - ", local(2023, 12, 31, 21, 41)),
        ("2023-12-31 21:41 - ", local(2023, 12, 31, 21, 41)),
        ("2023. 12. 31. 오후 9:41 - ", local(2023, 12, 31, 21, 41)),
        ("12/31/23, 9:41\u202fPM - ", local(2023, 12, 31, 21, 41)),
    ],
)
def test_stamps_of_many_regions(tmp_path: Path, stamp: str, date: datetime) -> None:
    write_files(tmp_path, {"c.txt": f"{stamp}Ann: One\n{RIGHT_TO_LEFT}{stamp}Ben: Two\n"})
    assert read_archive(SOURCE, tmp_path).documents == [
        private("One", date, "Ann", "c"),
        private("Two", date, "Ben", "c"),
    ]


def read_dates(folder: Path, *stamps: str) -> tuple[list[str], list[str]]:
    write_files(folder, {"c.txt": "".join(f"{stamp} - Ann: Hi\n" for stamp in stamps)})
    found = read_archive(SOURCE, folder)
    return [f"{document.date:%d.%m.%y}" for document in found.documents], found.warnings


def test_a_day_over_12_orders_all_dates_before_it(tmp_path: Path) -> None:
    dates, warnings = read_dates(tmp_path, "1/2/24, 10:00", "2/13/24, 10:00")
    assert (dates, warnings) == (["02.01.24", "13.02.24"], [])


def test_time_that_runs_back_orders_dates(tmp_path: Path) -> None:
    dates, warnings = read_dates(tmp_path, "9/2/24, 10:00", "10/2/24, 10:00", "1/3/24, 10:00")
    assert (dates, warnings) == (["09.02.24", "10.02.24", "01.03.24"], [])


def test_one_clock_set_back_does_not_count_like_an_impossible_date(tmp_path: Path) -> None:
    dates, _ = read_dates(tmp_path, "1/3/24, 10:00", "1/2/24, 10:00", "1/13/24, 10:00")
    assert dates == ["03.01.24", "02.01.24", "13.01.24"]


@pytest.mark.parametrize(
    ("stamp", "date", "order"),
    [
        ("1/2/24, 10:00", "01.02.24", "day and month"),
        ("1/2/24, 9:41 PM", "02.01.24", "month and day"),
        ("1/2/24, 9:41 pm", "01.02.24", "day and month"),
    ],
)
def test_an_order_that_nothing_tells_is_guessed_with_a_warning(
    tmp_path: Path, stamp: str, date: str, order: str
) -> None:
    assert read_dates(tmp_path, stamp) == (
        [date],
        [f"{tmp_path}: c.txt {AMBIGUOUS}: read as {order}"],
    )


def test_an_impossible_date_is_none(tmp_path: Path) -> None:
    write_files(tmp_path, {"c.txt": "31.12.23, 10:00 - Ann: One\n31.02.24, 10:00 - Ann: Two\n"})
    assert [document.date for document in read_archive(SOURCE, tmp_path).documents] == [
        local(2023, 12, 31, 10, 0),
        None,
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<Media omitted>",
        "<Medien ausgeschlossen>",
        "<Médias omis>",
        "<Multimedia omitido>",
        "<Mídia oculta>",
        "<Media omessi>",
        "<Media weggelaten>",
        "<Medya dahil edilmedi>",
        "<Без медиафайлов>",
        "<Media tidak disertakan>",
        "<मीडिया शामिल नहीं है>",
        "<تم استبعاد الوسائط>",
        "<Média vynechány>",
        "image omitted",
        "Bild weggelassen",
        "image absente",
        "imagen omitida",
        "imagem ocultada",
        "immagine omessa",
        "afbeelding weggelaten",
        "görüntü dahil edilmedi",
        "This message was deleted.",
        "Diese Nachricht wurde gelöscht.",
        "Ce message a été supprimé",
        "Se eliminó este mensaje.",
        "Mensagem apagada",
        "Questo messaggio è stato eliminato",
        "Dit bericht is verwijderd",
        "Bu mesaj silindi",
        "Сообщение удалено",
        "Pesan ini telah dihapus",
        "यह मैसेज डिलीट कर दिया गया",
        "تم حذف هذه الرسالة",
        "IMG-20250330-WA0001.jpg (Datei angehängt)",
        "Ann.vcf (archivo adjunto)",
        "PTT-20220323-WA0000.opus (файл добавлен)",
        "\u200eSTK-20220327-WA0000.webp (dosya ekli)",
        "<Medien ausgeschlossen>\n4Bit Adder.mod",
        "Standort: https://maps.google.com/?q=1,2",
        "UMFRAGE:\nWohin?\nOPTION: Rom (2 Stimmen)",
    ],
)
def test_what_has_no_words_in_any_language(tmp_path: Path, body: str) -> None:
    write_files(tmp_path, {"c.txt": f"31.12.23, 10:00 - Ann: Hi\n31.12.23, 10:01 - Ann: {body}\n"})
    found = read_archive(SOURCE, tmp_path)
    assert [document.text for document in found.documents] == ["Hi"]
    assert found.dropped == {"messages without words": 1}


@pytest.mark.parametrize(
    "mark",
    [
        "<This message was edited>",
        "<Diese Nachricht wurde bearbeitet.>",
        "<Ce message a été modifié>",
        "<Se editó este mensaje.>",
        "<Mensagem editada>",
        "<Questo messaggio è stato modificato>",
        "<Dit bericht is bewerkt>",
        "<Bu mesaj düzenlendi>",
        "<Сообщение изменено>",
        "<Pesan ini diedit>",
        "<यह मैसेज एडिट किया गया था>",
        "<تم تعديل هذه الرسالة>",
        "\u200e<In a language that no list has>",
    ],
)
def test_marks_of_edited_messages(tmp_path: Path, mark: str) -> None:
    write_files(tmp_path, {"c.txt": f"31.12.23, 10:00 - Ann: One\ntwo {mark}\n"})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == ["One\ntwo"]


@pytest.mark.parametrize(
    "text",
    [
        "I <3 you",
        "<3",
        "See you at 10: bring tea",
        "Read notes.txt (it is short)",
        "He said: this message was deleted",
        "It is 5 > 3 and 2 < 3",
    ],
)
def test_words_that_look_like_marks_stay(tmp_path: Path, text: str) -> None:
    write_files(tmp_path, {"c.txt": f"31.12.23, 10:00 - Ann: {text}\n"})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == [text]


def test_a_stamp_of_another_form_belongs_to_the_message(tmp_path: Path) -> None:
    chat = "31.12.23, 10:00 - Ann: The plan:\n1/5/24, 10:00 - Rome\n[1.5.24, 10:00] Ben: Naples\n"
    write_files(tmp_path, {"c.txt": chat})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == [
        "The plan:\n1/5/24, 10:00 - Rome\n[1.5.24, 10:00] Ben: Naples"
    ]


def test_mentions_go_with_the_name_in_them(tmp_path: Path) -> None:
    write_files(tmp_path, {"c.txt": "31.12.23, 10:00 - Ann: Ask @\u2068Ben Çelik\u2069 then\n"})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == ["Ask then"]


def test_several_chats_lie_in_one_folder(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "WhatsApp Chat with Ben.txt": "13/1/24, 09:00 - Ann: One\n",
            "Walks/_chat.txt": "[1/13/24, 9:00:00 AM] Ann: Two\n",
            "Walks/00000012-PHOTO.jpg": "not read",
            "notes.txt": "Not a chat.\n",
        },
    )
    assert list_recognised(SOURCE, tmp_path) == ["Walks/_chat.txt", "WhatsApp Chat with Ben.txt"]
    assert read_archive(SOURCE, tmp_path).documents == [
        private("Two", local(2024, 1, 13, 9, 0), "Ann", "Walks"),
        private("One", local(2024, 1, 13, 9, 0), "Ann", "WhatsApp Chat with Ben"),
    ]


def test_a_byte_order_mark_is_no_part_of_the_stamp(tmp_path: Path) -> None:
    write_files(tmp_path, {"c.txt": "\ufeff31.12.23, 10:00 - Ann: Hi\n"})
    assert [document.text for document in read_archive(SOURCE, tmp_path).documents] == ["Hi"]


def test_the_place_of_a_message_is_known(tmp_path: Path) -> None:
    write_files(tmp_path, {"c.txt": "31.12.23, 10:00 - Ann: One\ntwo\n31.12.23, 10:01 - Ann: 3\n"})
    with open_archive([tmp_path]) as archive:
        documents = list(SOURCE.read(SOURCE.recognise(archive.members), Reading()))
    assert [document.origin for document in documents] == [
        f"{tmp_path}: c.txt, line 1",
        f"{tmp_path}: c.txt, line 3",
    ]


def test_a_damaged_zip_is_one_error(tmp_path: Path) -> None:
    chat = "".join(f"31.12.23, 10:00 - Ann: Message {number}\n" for number in range(9999))
    path = damage(write_zip(tmp_path / "chat.zip", {"_chat.txt": chat}))
    with pytest.raises(CorpusError, match=r"chat\.zip: _chat\.txt is damaged .* download"):
        read_archive(SOURCE, path)


def test_a_line_full_of_marks_is_one_message(tmp_path: Path) -> None:
    # Hours, if an expression tried every way to split the spaces and the marks.
    body = " " * 50_000 + "\u200e<abc>" * 20_000 + "*a _b " * 20_000
    chat = f"31.12.23, 10:00 - Ann: {body}\n31.12.23{' ' * 100_000}x\n"
    write_files(tmp_path, {"c.txt": chat})
    assert len(read_archive(SOURCE, tmp_path).documents) == 1
