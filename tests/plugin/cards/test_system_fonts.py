from pathlib import Path

import pytest

from fonts import save_font
from mkdocs_wisdom.cards.system_fonts import SystemFonts, list_font_folders

HOME = Path("/home/her")
LINUX = ("/usr/share/fonts", "/usr/local/share/fonts")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fonts"


def find_name(folder: Path, characters: str, language: str = "") -> str | None:
    face = SystemFonts([folder]).find_face(characters, language)
    return face and face.path.name


def test_a_serif_of_a_regular_weight_comes_first(folder: Path) -> None:
    for name in ("A Sans.ttf", "B Serif Bold.ttf", "sub/C Serif.ttf", "D Serif Italic.ttf"):
        save_font(folder / name, "א")
    assert find_name(folder, "א") == "C Serif.ttf"


def test_any_font_is_better_than_none(folder: Path) -> None:
    save_font(folder / "Odd-BoldItalic.ttf", "א")
    assert find_name(folder, "א") == "Odd-BoldItalic.ttf"


def test_a_font_has_to_have_all_characters(folder: Path) -> None:
    save_font(folder / "A Serif.ttf", "א")
    save_font(folder / "B Serif.ttf", "אָ")
    assert find_name(folder, "אָ") == "B Serif.ttf"
    assert find_name(folder, "ב") is None


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "YuMincho.ttf"), ("zh", "Songti.ttf"), ("ko", "Batang.ttf")]
)
def test_han_characters_have_the_forms_of_their_language(
    folder: Path, language: str, name: str
) -> None:
    for each in ("A Serif.ttf", "Batang.ttf", "Songti.ttf", "YuMincho.ttf"):
        save_font(folder / each, "骨")
    assert find_name(folder, "骨", language) == name


def test_files_that_are_no_fonts_are_passed_over(folder: Path) -> None:
    save_font(folder / "B.ttf", "a")
    (folder / "A Serif.ttf").write_text("no font")
    (folder / "A Serif.pfb").write_text("another format")
    assert find_name(folder, "a") == "B.ttf"


def test_a_machine_may_have_no_fonts(folder: Path) -> None:
    assert not folder.exists()
    assert find_name(folder, "a") is None


@pytest.mark.parametrize(
    ("platform", "environment", "folders"),
    [
        (
            "linux",
            {},
            [*LINUX, "/home/her/.local/share/fonts", "/home/her/.fonts"],
        ),
        (
            "linux",
            {"XDG_DATA_HOME": "/data"},
            [*LINUX, "/data/fonts", "/home/her/.fonts"],
        ),
        (
            "darwin",
            {},
            ["/System/Library/Fonts", "/Library/Fonts", "/home/her/Library/Fonts"],
        ),
        (
            "win32",
            {"WINDIR": "D:/Win", "LOCALAPPDATA": "D:/local"},
            ["D:/Win/Fonts", "D:/local/Microsoft/Windows/Fonts"],
        ),
    ],
)
def test_every_system_has_its_folders(
    platform: str, environment: dict[str, str], folders: list[str]
) -> None:
    assert list_font_folders(platform, environment, HOME) == [Path(each) for each in folders]
