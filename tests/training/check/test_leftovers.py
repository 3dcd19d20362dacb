"""What is in a text though its author did not write it."""

import pytest

from wisdom_training.check.leftovers import MARKUP, PEOPLE, Leftover, Leftovers


def find(*texts: str) -> dict[str, Leftover]:
    leftovers = Leftovers()
    for text in texts:
        leftovers.add(text)
    return leftovers.found


def find_labels(*texts: str) -> dict[str, int]:
    leftovers = Leftovers()
    for text in texts:
        leftovers.add(text)
    return leftovers.labels


def test_clean_prose_has_none() -> None:
    prose = "He wrote: “I, too, love 3 < 4 & 5 > 2.” An e-mail @ home? No; at 10:30 [sic] (see)."
    assert find(prose) == {}
    assert find_labels(*[prose] * 9) == {}


@pytest.mark.parametrize(
    ("key", "text", "number"),
    [
        ("quotes", "> So you say.\n>> And I said.\nI do.", 2),
        ("mail", "On 3 May 2019, Ann Lee <ann@mail.example> wrote:\nNo.", 1),
        ("mail", "Am 03.05.2019 um 10:30 schrieb Ben Çelik:\nNein.", 1),
        ("mail", "From: Ann\nSent: Monday\nTo: Ben\nNo.", 1),
        ("mail", "Von: Ann\nGesendet: Montag\nNein.", 1),
        ("mail", "-----Original Message-----", 1),
        ("reposts", "RT @ann: This is true. ALERT @ben", 1),
        ("handles", "Thanks @ann, @ben_2! Mail to me@home.example.", 2),
        ("tags", "A <b>bold</b> word, <br/> 2 < 3 > 1", 3),
        ("entities", "Tea &amp; milk &#8217; R&D;", 2),
        ("addresses", "See https://a.example/b?c and www.b.example.", 2),
        ("mail_addresses", "Write to ann.lee@mail.example or @ann.", 1),
        ("links", "A [good book](https://a.example) and ![me](me.jpg) [1] (2)", 2),
        ("mojibake", "Itâ€™s late, and weâ€™re tired.", 2),
        ("lost", "It�s late, and we��re tired.", 2),
    ],
)
def test_each_kind_is_counted(key: str, text: str, number: int) -> None:
    assert find("Nothing here.", text)[key].number == number


def test_every_kind_has_a_place_in_the_report() -> None:
    texts = ["> a", "RT @ann", "<b>", "&amp;", "http://a.example", "a@b.example", "[a](b)"]
    texts += ["From: a\nTo: b", "â€™", "�"]
    assert set(find(*texts)) == {*PEOPLE, *MARKUP}


def test_the_example_is_the_first_and_its_line_alone() -> None:
    text = "First line.\nA <b>bold</b> word.\nLast line."
    assert find(text, "<i>later</i>")["tags"] == Leftover("HTML tags", 4, "A <b>bold</b> word.")


def test_a_long_line_is_cut_around_the_example() -> None:
    line = "before " * 20 + "<b>" + " after" * 20
    assert find(line)["tags"].example == (
        "…efore before before <b> after after after after after after…"
    )


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("ANN: Good morning.", "ANN"),
        ("Ann Lee: Good morning.", "Ann Lee"),
        ("[SPEAKER_00]: Good morning.", "SPEAKER_00"),
        ("First Citizen:\nGood morning.", "First Citizen"),
        ("Duke of York: Good morning.", "Duke of York"),
        ("Çelik: Good morning.", "Çelik"),
        ("Анна: Доброе утро.", "Анна"),
        ("SENATOR LEE. Good morning.", "SENATOR LEE"),
        ("The President. Good morning.", "The President"),
        ("Mr. Lee. Good morning.", "Mr. Lee"),
    ],
)
def test_a_label_is_counted_where_it_begins_several_lines(line: str, label: str) -> None:
    assert find_labels(*[line] * 4) == {}
    assert find_labels(*[line] * 4, f"I think so.\n{line}") == {label: 5}


@pytest.mark.parametrize(
    "line",
    [
        "She said: No.",
        "for example: one",
        "Yes. I think so.",
        "But Mrs. Lee came.",
        "At 10:30 I ran",
    ],
)
def test_prose_has_no_labels(line: str) -> None:
    assert find_labels(*[line] * 9) == {}


def test_the_most_frequent_label_comes_first() -> None:
    assert list(find_labels(*["ANN: No."] * 5, *["BEN: Yes."] * 6).items()) == [
        ("BEN", 6),
        ("ANN", 5),
    ]
