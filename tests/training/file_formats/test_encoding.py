"""Bytes to text."""

from pathlib import Path

import pytest

from wisdom_training.containers.members import open_path
from wisdom_training.errors import CorpusError
from wisdom_training.file_formats import encoding as module
from wisdom_training.file_formats.encoding import find_encoding


@pytest.fixture(autouse=True, params=[3, 1 << 20])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces that cut characters apart, and at once."""
    monkeypatch.setattr(module, "PIECE_SIZE", request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "speech.txt"


def decode(content: bytes, path: Path) -> tuple[str, str | None]:
    path.write_bytes(content)
    encoding, errors, note = find_encoding(open_path(path))
    return path.read_text(encoding, errors), note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_recognised(encoding: str, path: Path) -> None:
    assert decode("“Naïve” – 鯨".encode(encoding), path) == ("“Naïve” – 鯨", None)


def test_big_endian_utf_16_is_recognised_by_its_mark(path: Path) -> None:
    assert decode(b"\xfe\xff\x00h\x00i", path) == ("hi", None)


def test_old_windows_text_is_read_and_reported(path: Path) -> None:
    assert decode("it’s café".encode("cp1252"), path) == (
        "it’s café",
        "not UTF-8 (byte 2), read as cp1252; save it as UTF-8 to be sure",
    )


def test_what_windows_never_wrote_is_read_as_latin_1(path: Path) -> None:
    assert decode(b"abc \x81\x8d\x8f def", path) == (
        "abc \x81\x8d\x8f def",
        "not UTF-8 (byte 4), read as latin-1; save it as UTF-8 to be sure",
    )


def test_binary_content_is_refused(path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", path)
    assert str(error.value) == (
        f"{path} is not text (it has control bytes): export it as .txt first"
    )


def test_broken_text_behind_a_mark_is_an_error_with_its_place(path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        decode(b"\xef\xbb\xbfabc\xff", path)
    assert str(error.value) == (
        f"{path}: begins like utf-8, but byte 6 is not (invalid start byte); save it as UTF-8"
    )


def test_text_that_ends_amid_a_character_is_not_utf_8(path: Path) -> None:
    assert decode("abc é".encode()[:-1], path) == (
        "abc Ã",
        "not UTF-8 (byte 4), read as cp1252; save it as UTF-8 to be sure",
    )


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        find_encoding(open_path(tmp_path / "gone.txt"))
    assert str(error.value) == f"cannot read {tmp_path / 'gone.txt'}: No such file or directory"


OLD = {
    "cp1251": "Все люди рождаются свободными и равными в своём достоинстве и правах.",
    "koi8-r": "Что вы говорите? спросил он, глядя в окно. Было уже поздно.",
    "cp866": "Они наделены разумом и совестью и должны поступать в духе братства.",
    "mac-cyrillic": "Все люди рождаются свободными и равными в своём достоинстве.",
    "cp1253": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στα δικαιώματα.",
    "iso-8859-7": "Είναι προικισμένοι με λογική και συνείδηση, και οφείλουν.",
    "cp1255": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "cp1256": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
    "shift_jis": "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。",
    "euc_jp": "すべての人間は、生まれながらにして自由であり、平等である。",
    "iso2022_jp": "吾輩は猫である。名前はまだ無い。",
    "gb18030": "我今天去了他们那里，说了很多话，可是没有人听我的。",
    "big5": "我今天去了他們那裡，說了很多話，可是沒有人聽我的。",
    "cp949": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "cp1250": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności.",
    "cp1254": "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar.",
    "cp1252": "« Où est-ce ? » dit-elle, étonnée. Les êtres humains naissent égaux.",
    "mac-roman": "“It’s late”, she said — “and the café is closed…”",
}


@pytest.mark.parametrize("encoding", OLD)
def test_old_encodings_are_recognised_by_the_language(encoding: str, path: Path) -> None:
    text, note = decode(OLD[encoding].encode(encoding), path)
    assert text == OLD[encoding]
    assert note is not None
    assert note.endswith("; save it as UTF-8 to be sure")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["“Naïve” – so they say", "Все люди рождаются свободными и"])
def test_utf_16_is_recognised_without_a_mark(encoding: str, text: str, path: Path) -> None:
    assert decode(text.encode(encoding), path) == (text, None)


def test_an_encoding_that_fits_no_language_is_refused(path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        decode(bytes(range(0x80, 0xFF)) * 3, path)
    assert str(error.value) == (
        f"{path} is not UTF-8 (byte 0), and no language was recognised in an older encoding: "
        "open it in an editor that shows it rightly, and save it as UTF-8"
    )


def test_one_bad_byte_spoils_no_other(path: Path) -> None:
    good = "It’s a café.\n"
    assert decode(f"{good * 3}bad ".encode() + b"\xe9\n", path) == (
        f"{good * 3}bad é\n",
        "the bytes that are not UTF-8 in line 4 were read as cp1252",
    )


def test_lines_of_two_encodings_are_read_as_they_were_meant(path: Path) -> None:
    good = "It’s a café.\n"
    assert decode((good.encode() + good.encode("cp1252")) * 5, path) == (
        good * 10,
        "the bytes that are not UTF-8 in lines 2, 4, 6 and 2 more were read as cp1252",
    )


def test_bad_bytes_are_left_out_of_another_alphabet(path: Path) -> None:
    good = "Все люди рождаются свободными.\n"
    assert decode(good.encode() + "люди".encode()[:-1] + b"\n", path) == (
        f"{good}люд\n",
        "left out the bytes that are not UTF-8 in line 2",
    )
