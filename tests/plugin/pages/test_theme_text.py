from mkdocs_wisdom.pages.theme_text import escape, escape_meta
from sample_posts import make_post


def test_titles_are_escaped_for_themes_that_do_not() -> None:
    assert escape('don\'t <b> & "c"') == "don't &lt;b&gt; &amp; &quot;c&quot;"


def test_texts_of_front_matter_are_escaped_for_themes() -> None:
    meta = {"author": 'Robert "Bob" O\'Neil', "Description": "<b>", "tags": ["a", 7], "x": "<i>"}
    post = make_post(meta=meta, title="T", tags=("<b>", "7"))
    assert escape_meta(post, "T") == {
        "author": "Robert &quot;Bob&quot; O'Neil",
        "Description": "&lt;b&gt;",
        "description": "&lt;b&gt;",
        "tags": ["&lt;b&gt;", "7"],
        "x": "<i>",
        "title": "T",
    }


def test_plugins_find_their_keys_in_lower_case() -> None:
    post = make_post(meta={"Password": "<x>"}, title="T")
    assert escape_meta(post, "T") == {"Password": "<x>", "password": "<x>", "title": "T"}
