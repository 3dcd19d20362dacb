import inspect
import runpy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mkdocs_wisdom.config import options
from mkdocs_wisdom.config.option_types import Described, Texts
from mkdocs_wisdom.config.options import WisdomOptions

BLOCKED = "allowed: a list of words or phrases, with * at the end only, or the path of a .txt file"
FEED = "allowed: a path inside the site, at most 100 bytes long, such as wisdom/, or '.'"
SENTENCES = "allowed: a list of sentences, or the path of a .txt file"
LENGTHS = (
    "a number of words, 1 to 10,000, or a list of such numbers, or auto (as the author's own; 25, "
    "50 or 100 if the voice did not learn where they end)"
)
BLEND_AUTO = "mixture, product, handoff, char or word, or auto (the voice's own, or mixture)"
WORD_AUTO = "a number, 0 or more, or auto (the voice's own, or 0.7; 1.0 for product)"
CHAR_AUTO = "0.6 for mixture, product; 0.4 for handoff, char, word"


def validate(**values: object) -> tuple[WisdomOptions, list[str]]:
    config = WisdomOptions()
    config.load_dict(values)
    errors, warnings = config.validate()
    assert warnings == []
    return config, [f"{name}: {error}" for name, error in errors]


def test_nothing_is_required() -> None:
    config, errors = validate()
    assert errors == []
    assert dict(config) == {
        "model": "ishmael",
        "posts_dir": "posts",
        "feed": "wisdom/",
        "into": "feed",
        "title": "",
        "author": "",
        "avatar": "",
        "look": "letter",
        "description": "",
        "every": "day",
        "timezone": ZoneInfo("UTC"),
        "generate": "auto",
        "blend": None,
        "length": None,
        "char_temperature": None,
        "word_temperature": None,
        "top_k": 0,
        "top_p": 1.0,
        "unknown": None,
        "prompts": Texts(()),
        "candidates": 8,
        "blocklist": Texts(()),
        "seed": 0,
        "per_page": 10,
        "xray": None,
        "search": True,
        "feed_id": "",
        "language": "",
        "strings": {},
        "feeds": True,
        "quiz": Texts(()),
        "cards": None,
        "card_font": "",
    }


@pytest.mark.parametrize(
    ("option", "given", "read"),
    [
        ("feed", ".", ""),
        ("feed", "", ""),
        ("feed", "/", ""),
        ("feed", "thoughts", "thoughts/"),
        ("feed", "/a/b//c/", "a/b/c/"),
        ("title", "  A day  ", "A day"),
        ("timezone", "Europe/Paris", ZoneInfo("Europe/Paris")),
        ("length", 40, [40]),
        ("length", [25, 50], [25, 50]),
        ("length", "auto", None),
        ("char_temperature", 0, 0.0),
        ("char_temperature", "auto", None),
        ("word_temperature", 0.9, 0.9),
        ("top_p", 1, 1.0),
        ("prompts", "Call me", Texts(("Call me",))),
        ("prompts", ["The  sea", "I", "The sea\n"], Texts(("The sea", "I"))),
        ("prompts", ["words.txt"], Texts(("words.txt",))),
        ("prompts", ["One.\n\nTwo"], Texts(("One.\n\nTwo",))),
        ("candidates", 1, 1),
        ("blocklist", "whal*", Texts(("whal*",))),
        ("blocklist", [" moby  dick ", "Ahab", "Ahab"], Texts(("moby dick", "Ahab"))),
        ("quiz", ["The  sea\nrose"], Texts(("The sea rose",))),
        ("seed", -3, -3),
        ("every", None, "day"),
        ("language", "pt_BR", "pt_BR"),
        ("strings", None, {}),
        ("strings", {"surprise": "Roll the dice"}, {"surprise": "Roll the dice"}),
    ],
)
def test_values_are_read(option: str, given: object, read: object) -> None:
    config, errors = validate(**{option: given})
    assert errors == []
    assert config[option] == read


@pytest.mark.parametrize(
    ("option", "given", "error"),
    [
        (
            "model",
            3,
            ("found 3, allowed: the name of a bundled voice, or a path that ends in .safetensors"),
        ),
        ("posts_dir", " ", "found ' ', allowed: the path of a folder outside docs_dir"),
        (
            "feed",
            "../x",
            f"found '../x', {FEED}",
        ),
        (
            "feed",
            "https://x",
            (f"found 'https://x', {FEED}"),
        ),
        ("title", ["x"], "found ['x'], allowed: a text"),
        (
            "language",
            "xx",
            (
                "found 'xx', allowed: a language tag that begins with ar, de, en, es, fr, it, ja, "
                "nl, pl, pt, ru, uk or zh, such as pt-BR"
            ),
        ),
        (
            "strings",
            ["Archive"],
            "found ['Archive'], allowed: a mapping from keys of the languages' files to texts",
        ),
        (
            "strings",
            {"archiv": "A"},
            (
                "there is no text 'archiv': mkdocs_wisdom/languages/en.yml has the keys, and the "
                "values in braces"
            ),
        ),
        ("every", "hour", "found 'hour', allowed: day, week, month or build"),
        ("every", ["day"], "found ['day'], allowed: day, week, month or build"),
        ("timezone", "Mars", "found 'Mars', allowed: an IANA name such as Europe/Paris"),
        ("timezone", "../etc", "found '../etc', allowed: an IANA name such as Europe/Paris"),
        ("timezone", "Europe", "found 'Europe', allowed: an IANA name such as Europe/Paris"),
        ("generate", True, "found True, allowed: auto, always or never"),
        (
            "blend",
            "mix",
            f"found 'mix', allowed: {BLEND_AUTO}",
        ),
        (
            "length",
            [],
            f"found [], allowed: {LENGTHS}",
        ),
        (
            "length",
            [25, 0],
            f"found [25, 0], allowed: {LENGTHS}",
        ),
        ("char_temperature", -1, f"found -1, allowed: a number, 0 or more, or auto ({CHAR_AUTO})"),
        (
            "word_temperature",
            "hot",
            f"found 'hot', allowed: {WORD_AUTO}",
        ),
        (
            "word_temperature",
            float("nan"),
            f"found nan, allowed: {WORD_AUTO}",
        ),
        ("top_k", 1.5, "found 1.5, allowed: a whole number, 0 or more"),
        ("top_p", 0, "found 0, allowed: a number above 0 and up to 1"),
        (
            "unknown",
            "guess",
            "found 'guess', allowed: spell or skip, or auto (the voice's own, or spell)",
        ),
        (
            "prompts",
            [""],
            "found [''], allowed: a list of texts, or the path of a .txt file",
        ),
        (
            "prompts",
            {"file": "prompts.txt"},
            "found {'file': 'prompts.txt'}, allowed: a list of texts, or the path of a .txt file",
        ),
        ("candidates", 0, "found 0, allowed: a whole number, 1 to 1,000"),
        (
            "blocklist",
            ["w*le"],
            f"found ['w*le'], {BLOCKED}",
        ),
        (
            "blocklist",
            ["*"],
            f"found ['*'], {BLOCKED}",
        ),
        ("quiz", True, f"found True, {SENTENCES}"),
        ("quiz", [" "], f"found [' '], {SENTENCES}"),
        ("seed", True, "found True, allowed: a whole number"),
        ("per_page", 0, "found 0, allowed: a whole number, 1 or more"),
        ("search", "yes", "found 'yes', allowed: true or false"),
    ],
)
def test_errors_quote_the_option_the_value_and_what_is_allowed(
    option: str, given: object, error: str
) -> None:
    assert validate(**{option: given})[1] == [f"{option}: {error}"]


def validate_beside(folder: Path, **values: object) -> tuple[WisdomOptions, list[str]]:
    config = WisdomOptions(config_file_path=str(folder / "mkdocs.yml"))
    config.load_dict(values)
    return config, [f"{name}: {error}" for name, error in config.validate()[0]]


def test_lists_of_texts_may_be_files_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "prompts.txt").write_text("# Mornings\n\nCall  me\nThe sea\nCall me\n")
    (tmp_path / "Blocked.TXT").write_text("whal*\nmoby  dick\n")
    config, errors = validate_beside(tmp_path, prompts="own/prompts.txt", blocklist="Blocked.TXT")
    assert errors == []
    assert config.prompts == (("Call me", "The sea"), tmp_path / "own" / "prompts.txt")
    assert config.blocklist == (("whal*", "moby dick"), tmp_path / "Blocked.TXT")


@pytest.mark.parametrize("option", ["prompts", "blocklist", "quiz"])
def test_a_missing_file_is_an_error(tmp_path: Path, option: str) -> None:
    _, errors = validate_beside(tmp_path, **{option: "words.txt"})
    assert errors == [f"{option}: cannot read {tmp_path}/words.txt: No such file or directory"]


def test_an_error_in_a_file_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Ahab\n\n*hab\n")
    _, errors = validate_beside(tmp_path, blocklist="words.txt")
    allowed = "a word or a phrase, with * at its end only, such as whal*"
    place = f"{tmp_path}/words.txt, line 3"
    assert errors == [f"blocklist: {place}: found '*hab', allowed: {allowed}"]


def test_every_option_has_a_docstring() -> None:
    source = inspect.getsource(options.WisdomOptions).splitlines()
    for name, option in WisdomOptions._schema:  # noqa: SLF001 (MkDocs offers no public way)
        assert isinstance(option, Described)
        start = source.index(next(line for line in source if line.startswith(f"    {name} = ")))
        following = [line for line in source[start:] if line.startswith(('    """', "    )"))]
        assert any(line.startswith('    """') for line in following[:2]), name


def test_the_default_temperatures_are_those_of_the_model() -> None:
    allowed = {name: option.allowed for name, option in WisdomOptions._schema}  # noqa: SLF001 (as above)
    assert allowed["char_temperature"] == f"a number, 0 or more, or auto ({CHAR_AUTO})"
    assert (
        allowed["word_temperature"]
        == "a number, 0 or more, or auto (the voice's own, or 0.7; 1.0 for product)"
    )


def test_the_options_page_describes_every_option() -> None:
    hook = runpy.run_path(str(Path(__file__).parents[3] / "docs" / "hooks" / "options_page.py"))
    page = hook["on_page_markdown"]("# Options\n\n<!-- options -->\n")
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == [f"## `{name}`" for name, _ in WisdomOptions._schema]  # noqa: SLF001 (as above)
    assert "<!-- options -->" not in page
    assert (
        "## `per_page`\n\nHow many posts one page of the feed shows.\n\n"
        "Allowed: a whole number, 1 or more. Default: `10`\n"
    ) in page
    assert 'or auto (the voice\'s own, or 0.7; 1.0 for product). Default: `"auto"`\n' in page
