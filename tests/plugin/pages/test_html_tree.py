import pytest

from mkdocs_wisdom.pages.html_tree import move_srcset, parse, strip_forbidden, write


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("a<p>b<br>c", "a<p>b<br>c</p>"),
        ('<video><source src="a"><wbr></video>', '<video><source src="a"><wbr></video>'),
        ("", ""),
    ],
)
def test_html_is_parsed_and_written(html: str, written: str) -> None:
    assert write(parse(html)) == written


def test_strip_forbidden_keeps_tabs_lines_and_planes_beyond_the_first() -> None:
    assert strip_forbidden("a\tb\r\n\x0c\ud800🐋\uffff") == "a\tb\r\n🐋"


@pytest.mark.parametrize(
    ("candidates", "moved"),
    [
        ("a.png", "/a.png"),
        ("a.png 1x,b.png 2x", "/a.png 1x, /b.png 2x"),
        (" a,b.png 480w ,\n c.png", "/a,b.png 480w, /c.png"),
        ("", ""),
    ],
)
def test_each_url_of_a_srcset_moves(candidates: str, moved: str) -> None:
    assert move_srcset(candidates, lambda url: f"/{url}") == moved
