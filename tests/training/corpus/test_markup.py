"""Mark-up to prose."""

import textwrap
from pathlib import Path

import pytest

from wisdom_training.corpus.markup import (
    clean_markdown,
    clean_plain,
    drop_front_matter,
    find_markdown_layout,
    is_markdown,
)
from wisdom_training.corpus.omissions import Omissions
from wisdom_training.corpus.paragraphs import Layout


def markdown(text: str) -> str:
    return clean_markdown(text, find_markdown_layout(text, "auto"), Omissions())


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("# Head", "Head"),
        ("## Head ##", "Head"),
        ("Head\n=====\n\nText", "Head\n\n\nText"),
        ("Head\n-----\n\nText", "Head\n\n\nText"),
        ("#hashtag", "#hashtag"),
        ("*one* **two** ***three*** _four_ __five__ ~~six~~", "one two three four five six"),
        ("a **wrapped\nbold** text", "a wrapped\nbold text"),
        ("**bold with *italics* inside**", "bold with italics inside"),
        (
            "2 * 3 * 4 and snake_case_word and _private",
            "2 * 3 * 4 and snake_case_word and _private",
        ),
        (r"no \*emphasis\*, 5\. item", "no *emphasis*, 5. item"),
        ("one\\\ntwo", "one\ntwo"),
        ("some `code` here", "some code here"),
        ('[text](https://example.org/a_(b) "title")', "text"),
        ("[text][1] and [ref][]", "text and ref"),
        ("[1]: https://example.org 'title'", ""),
        ("[[Page|text]] and [[Other]]", "text and Other"),
        ("see https://example.org/a?b=c.", "see."),
        ("see <https://example.org>, <ann@example.org>", "see,"),
        ("an ![image](a.png), ![other][2], [![badge](a)](b)", "an , ,"),
        ("said[^1] so\n\n[^1]: The note.", "said so\n\nThe note."),
        ("> quoted\n> > deeper", "quoted\ndeeper"),
        (
            "- one\n* two\n+ three\n1. four\n2) five\n- [x] six",
            "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix",
        ),
        ("a – dash\n– of speech", "a – dash\n– of speech"),
        ("<p>A <b>bold</b> &amp; <i>old</i></p>", "A bold & old"),
        ("R&amp;D, not salt&notable", "R&D, not salt&notable"),
        ("one<br>two <!-- more -->", "one\ntwo"),
        ("<script>\nvar x;\n</script>\nText", "Text"),
        ("Text {{ page.title }}{% include a.html %}", "Text"),
        ("# Head\nText", "Head\n\nText"),
        ("- one\n  goes on", "one\ngoes on"),
        ('!!! note "Title"\n    Its text.', "Its text."),
        ("one\n\n***\n\ntwo", "one\n\n\n\n\n\ntwo"),
    ],
)
def test_markdown_becomes_prose(text: str, prose: str) -> None:
    assert markdown(text).strip() == prose


@pytest.mark.parametrize(
    "code",
    [
        "```python\nx = 1\n\ny = 2\n```",
        "~~~\nx\n```\ny\n~~~",
        "````\n```\nx\n```\n````",
        "    x = 1\n\n    y = 2",
        "{% highlight python %}\nx = 1\n{% endhighlight %}",
        "{{< highlight go >}}\nx = 1\n{{< /highlight >}}",
    ],
)
def test_code_is_left_out(code: str) -> None:
    omissions = Omissions()
    text = clean_markdown(f"Before.\n\n{code}\n\nAfter.", Layout("kept"), omissions)
    assert text.split() == ["Before.", "After."]
    assert omissions.notes[0].startswith("left out blocks of code: 1 (")


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert markdown("Before.\n\n```\n\nAfter.").split() == ["Before.", "After."]


def test_the_indented_text_of_a_list_is_no_code() -> None:
    assert markdown("- One\n\n    goes on.").split() == ["One", "goes", "on."]


@pytest.mark.parametrize(
    "table", ["| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |", "a | b\n--|--\n1 | 2"]
)
def test_tables_are_left_out(table: str) -> None:
    assert markdown(f"Before.\n\n{table}\n\nAfter.").split() == ["Before.", "After."]


def test_wrapped_lines_are_joined_before_they_lose_their_marks() -> None:
    link = "[a whale](https://example.org/whale)"
    prose = f"Call me **Ishmael**, who saw {link} and never one of that size, I say. " * 9
    wrapped = textwrap.fill(prose.strip(), 90, break_on_hyphens=False, break_long_words=False)
    text = f"# Whales\n{wrapped}\n\n- One item\n- Another item\n"
    joined = "Call me Ishmael, who saw a whale and never one of that size, I say. " * 9
    paragraphs = ["Whales", joined.strip(), "One item", "Another item"]
    assert markdown(text).strip().split("\n\n") == paragraphs
    assert find_markdown_layout(wrapped, "never").kind == "kept"


def test_rules_that_separate_many_documents_stay() -> None:
    text = "\n\n---\n\n".join(["Text."] * 21)
    assert markdown(text) == text


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Whales\ntags:\n  - a\n- b\n---\n",
        "\n---\n# a comment\ntitle: 'Whales'\nwisdom:\n  version: 1\n\nlast:\n...\n",
        "+++\ntitle = 'Whales'\n+++\n",
        "Title: Whales\nDate: 2020-01-01\n",
    ],
)
def test_front_matter_is_left_out(front: str) -> None:
    omissions = Omissions()
    assert drop_front_matter(f"{front}\nCall me.\n\n---\n", omissions) == "\nCall me.\n\n---\n"
    assert omissions.notes == [f"left out blocks of front matter: 1 ({len(front)} characters)"]


@pytest.mark.parametrize(
    "text",
    [
        "---\npost one\n---\npost two\n---\n",
        "---\n\nA post: so it is\n\n---\n\nmore",
        "---\nkey: never closed\n",
        "Title: of a story\n\nText.",
    ],
)
def test_other_beginnings_are_kept(text: str) -> None:
    assert drop_front_matter(text, Omissions()) == text


def test_markdown_is_known_by_its_suffix_or_by_its_marks() -> None:
    assert is_markdown(Path("a.md"), "Text.")
    assert is_markdown(Path("a.txt"), "# One\n\n[two](https://example.org)\n\n```\nthree\n")
    assert not is_markdown(Path("a.txt"), "No. #1 is *not*\n---\n[applause] (so it was)\n" * 9)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("an _italic_ word, _and\nmore_", "an italic word, and\nmore"),
        ("snake_case_word @_ann_b ___", "snake_case_word @_ann_b ___"),
        ("*sigh* - so it was\n> quoted", "*sigh* - so it was\n> quoted"),
        ("an <i>old</i> word<br/>and &ldquo;quotes&rdquo;", "an old word\nand “quotes”"),
        ("I <3 you, <anna> & AT&T; 1 < 2 > 0", "I <3 you, <anna> & AT&T; 1 < 2 > 0"),
        ("so https://t.co/abc0 it is (www.example.org)", "so it is ()"),
        ("[Illustration: The whale]Text", "Text"),
    ],
)
def test_plain_text_loses_only_what_no_text_has(text: str, prose: str) -> None:
    assert clean_plain(text, Omissions()) == prose
