"""How texts are cut into words and folded."""

import pytest

from mkdocs_wisdom.search.words import cut_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sea-captain—never", ["sea", "captain", "never"]),
        ("don't, don’t!", ["don't", "don't"]),
        ("the whale's and the sailors' 'tis", ["the", "whale", "and", "the", "sailors", "tis"]),
        ("Café NAÏVE ﬁn Ｗｈａｌｅ", ["cafe", "naive", "fin", "whale"]),
        ("Straße, Œuvre, Łódź", ["strasse", "oeuvre", "lodz"]),
        ("ΣΟΦΟΣ σοφός", ["σοφοσ", "σοφοσ"]),
        ("snake_case 3,000 1.5", ["1.5", "snake", "case", "3", "000", "1", "5"]),
        ("~ ^ + * : '' — ", []),
        (
            "inter\u00adnational zero\u200bwidth \u200fword\u2060joiner\ufeff",
            ["international", "zerowidth", "wordjoiner"],
        ),
        ("می\u200cخواهم", ["مي", "خواهم"]),
        ("שָׁלוֹם كتـــاب مُحَمَّد أحمد ٣", ["שלום", "كتاب", "محمد", "احمد", "3"]),
        ("😀😀 ❤️ ☀ 👍🏽", ["😀", "😀", "❤", "☀", "👍"]),
        ("👨‍👩‍👧 🏃🏽‍♀️ 🇩🇪🇫🇷", ["👨\u200d👩\u200d👧", "🏃\u200d♀", "🇩🇪", "🇫🇷"]),
        ("→ 5€", ["→", "€", "5"]),
        ("1️⃣ 1½ Acme™", ["1", "1", "1", "2", "acme", "tm"]),
        (
            "C++ C++17, F# and .NET.",
            ["c++", "c++17", "f#", ".net", "c", "c", "17", "f", "and", "net"],
        ),
        ("the end. #sea a#b", ["the", "end", "sea", "a", "b"]),
        ("v1.2.3rc1", ["1.2.3rc1", "v1", "2", "3rc1"]),
        ("हिन्दी", ["हिन्दी"]),
        ("我喜欢 whales", ["我喜", "喜欢", "欢", "whales"]),
        ("ｸｼﾞﾗ", ["クジ", "ジラ", "ラ"]),
        ("고래는", ["고래", "래는", "는"]),
        ("T恤's", ["t", "恤", "s"]),
        ("𠮷野", ["𠮷野", "野"]),
        ("ตลาดน้ำ", ["ตล", "ลา", "าด", "ดน้ำ", "น้ำ"]),
        ("ລາວ", ["ລາ", "າວ", "ວ"]),
        ("ផ្សារ", ["ផ្សារ", "រ"]),
        ("မြန်မာ", ["မြန်", "န်မာ", "မာ"]),
    ],
)
def test_words_are_cut_and_folded(text: str, expected: list[str]) -> None:
    assert list(cut_words(text, "en")) == expected


def test_other_languages_divide_at_the_apostrophe() -> None:
    assert list(cut_words("l’homme qu'il", "fr")) == ["l", "homme", "qu", "il"]
