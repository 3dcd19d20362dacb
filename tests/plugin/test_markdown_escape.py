"""Generated text stays text, whatever a site's Markdown can do."""

from html.parser import HTMLParser
from importlib.util import find_spec

import jinja2
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_wisdom.markdown_escape import escape_markdown, render_paragraphs, split_paragraphs

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "codehilite",
    "def_list",
    "footnotes",
    "legacy_attrs",
    "legacy_em",
    "md_in_html",
    "meta",
    "nl2br",
    "sane_lists",
    "tables",
    "toc",
    "wikilinks",
    "pymdownx.arithmatex",
    "pymdownx.b64",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.caption",
    "pymdownx.blocks.definition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.escapeall",
    "pymdownx.fancylists",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.pathconverter",
    "pymdownx.progressbar",
    "pymdownx.quotes",
    "pymdownx.saneheaders",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
CONFIGS = {
    "pymdownx.magiclink": {
        "repo_url_shorthand": True,
        "social_url_shorthand": True,
        "provider": "gitlab",
        "user": "melville",
        "repo": "whale",
    },
    "pymdownx.snippets": {"check_paths": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
# Some are newer than the oldest versions that we allow.
EXTENSIONS = [name for name in EXTENSIONS if "." not in name or find_spec(name)]
CONVERTER = markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS)
MARKUP = [
    *"\\`*_{}[]()<>#+-.!?|~^=:;/\"'&$@%",
    *("# ", "- ", "* ", "1. ", "1) ", "(a) ", "iv. ", "    ", "\t", "  \n", "\n", "\n\n", "\r\n"),
    *("---", "===", "***", "+++", "```", "~~~", "$$", "{{ 1 }}", "{% x %}", "{# x #}", "[x](y)"),
    *("[x]: y", "[^1]", "[^1]: y", "*[HTML]: y", "![x](y)", "<b>", "</b>", "<!-- x -->", "<?x?>"),
    *("&amp;", "&#42;", "&x;", "https://example.com", "www.example.com", "a@example.com", "#12"),
    *("!12", "?12", "a/b#1", "@melville", "x@" + "a" * 40, "0" * 40, "_" + "0" * 40),
    "a" * 40 + "..." + "b" * 40,
    *(":smile:", ":", ": x", "!!! note", "??? note", "???+ note", '=== "x"', "/// note", "///"),
    *("--8<-- x", ";--8<--", "++ctrl++", "==x==", "^^x^^", "~~x~~", "{++x++}", "{>>x<<}", "[TOC]"),
    *("[[x]]", "[ ] ", "- [x] ", "|a|b|\n|-|-|\n|c|d|", "> ", "[!NOTE]", "[=50%]", "{: .x }"),
    *("Title: x", "a: b", "\x02", "\x03", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0001\x03", "\x00"),
    *("\f", "\v", "\x1c", "\x85", "\u2028", "\u2029", "\u00a0", "\u200b", "\ufeff", "\ud800"),
    *("Call me Ishmael.", "don't", " -- ", " — ", "“Queequeg”", "x", "1", "HTML", " "),
]


class Reader(HTMLParser):
    """Collects a page's paragraphs, whose lines end with <br>, and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.paragraphs: list[str] = []
        self.strays = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))
        if tag != "br":
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() is None:
            self.strays += data
        elif data != "\n":  # between two paragraphs
            self.paragraphs[-1] += data


def read_html(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def render(source: str) -> Reader:
    return read_html(CONVERTER.reset().convert(source))


def assert_inert(text: str) -> None:
    rendered = render(escape_markdown(text))
    assert rendered.paragraphs == split_paragraphs(text)
    assert rendered.elements <= {"p", "br"}
    assert rendered.strays == ""


@given(st.text())
def test_any_text_renders_as_its_paragraphs(text: str) -> None:
    assert_inert(text)


@given(st.lists(st.sampled_from(MARKUP), max_size=12).map("".join))
def test_any_markup_renders_as_its_paragraphs(text: str) -> None:
    assert_inert(text)


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("around", ["{}", "{} x", "x {}", "x\n{}\ny", "x\n\n{}\n\ny", "x{}y"])
def test_each_piece_of_markup_renders_as_text(text: str, around: str) -> None:
    assert_inert(around.replace("{}", text, 1))


@given(st.lists(st.sampled_from(MARKUP), max_size=8).map("".join))
def test_jinja_finds_nothing_to_do(text: str) -> None:
    source = escape_markdown(text)
    template = jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 (as in mkdocs-macros)
    assert template.from_string(source).render() == source


def test_ordinary_prose_stays_readable() -> None:
    prose = (
        "“Don't,” said he — “it's half-past ten: the *Pequod* sails; why wait?” (He laughed!)\n\n"
        'Some years ago--never mind how long precisely--I thought... "Ay, Queequeg."'
    )
    assert escape_markdown(prose) == prose.replace("*", "&#x2a;")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("1851. The year.", "1851&#x2e; The year."),
        ("I. The whale", "I&#x2e; The whale"),
        ("In 1851. The year.", "In 1851. The year."),
        ("- Call me", "&#x2d; Call me"),
        ("half-past", "half-past"),
        ("Queequeg: stop", "Queequeg&#x3a; stop"),
        ("He said: stop", "He said: stop"),
        ("at 12:30", "at 12:30"),
        (":whale: ho", "&#x3a;whale: ho"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("!!! note", "&#x21;!! note"),
        ("see http://a.b", "see http&#x3a;//a.b"),
        ("a@b.c #1", "a&#x40;b.c &#x23;1"),
        ("{{ x }}", "&#x7b;&#x7b; x &#x7d;&#x7d;"),
        ("An old pond\n- a frog\n\nSilence", "An old pond  \n&#x2d; a frog\n\nSilence"),
    ],
)
def test_special_characters_become_references(text: str, source: str) -> None:
    assert escape_markdown(text) == source


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("a\nb", ["a\nb"]),
        (" a \n \tb\r\nc ", ["a\nb\nc"]),
        ("a\n\nb", ["a", "b"]),
        ("a\r\n \t\r\nb", ["a", "b"]),
        ("\n\n  a  \n\n\n\n b\t\tc \n", ["a", "b c"]),
        ("a\f\fb\x85c", ["a", "b\nc"]),
        ("a\u2029b", ["a\nb"]),
        ("\x00\x02\x1b\n\n\ud800", []),
        ("", []),
    ],
)
def test_a_blank_line_divides_paragraphs_and_a_line_feed_lines(
    text: str, paragraphs: list[str]
) -> None:
    assert split_paragraphs(text) == paragraphs


PIECES = [
    *("Ishmael", "x", "I", "12", "é", "www", "deadbeef00" * 4, "&amp;", "&#x2a;", "&", "\u200b"),
    *(".", ",", ":", ";", "-", "--", "!", "?", "/", "%", '"', "'", "(", ")", "*", "[a](b)", "<b>"),
    *(" ", "  ", "   ", "\t", "\n", "  \n", "\n\n", "\n\n\n", "\u00a0", "\u3000", "\x85", "\u2028"),
]
ALMOST_PLAIN = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(ALMOST_PLAIN | ALMOST_PLAIN.map(escape_markdown) | st.text())
def test_paragraphs_are_rendered_as_markdown_renders_them(text: str) -> None:
    rendered = render_paragraphs(text)
    assert rendered in (None, markdown.markdown(text))


@given(ALMOST_PLAIN.map(escape_markdown))
def test_extensions_leave_paragraphs_alone(text: str) -> None:
    names = [name for name in EXTENSIONS if name != "nl2br"]
    rendered = render_paragraphs(text)
    expected = markdown.markdown(text, extensions=names, extension_configs=CONFIGS)
    assert rendered in (None, expected)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Call me Ishmael.\n", "<p>Call me Ishmael.</p>"),
        ('\n"Aye," he said.\n\nHark!', '<p>"Aye," he said.</p>\n<p>Hark!</p>'),
        ("An old pond  \n&#x2d; a frog", "<p>An old pond<br />\n&#x2d; a frog</p>"),
        ("one line\nof two", "<p>one line\nof two</p>"),
        ("R&amp;D", "<p>R&amp;D</p>"),
        ("a *b*", None),
        ("a\n\n- b", None),
        ("    a", None),
        ("a  \n", None),
        ("a \nb", None),
        ("see http://a.b", None),
        ("", None),
    ],
)
def test_plain_paragraphs_are_rendered_and_nothing_else(text: str, html: str | None) -> None:
    assert render_paragraphs(text) == html
