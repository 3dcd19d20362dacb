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
        ("snake_case 3,000 1.5", ["snake", "case", "3", "000", "1", "5"]),
        ("~ ^ + * : 🐋 '' — ", []),
        ("हिन्दी", ["हिन्दी"]),
        ("我喜欢 whales", ["我喜", "喜欢", "欢", "whales"]),
        ("ｸｼﾞﾗ", ["クジ", "ジラ", "ラ"]),
        ("고래는", ["고래", "래는", "는"]),
        ("T恤's", ["t", "恤", "s"]),
        ("𠮷野", ["𠮷野", "野"]),
    ],
)
def test_words_are_cut_and_folded(text: str, expected: list[str]) -> None:
    assert list(cut_words(text, "en")) == expected


def test_other_languages_divide_at_the_apostrophe() -> None:
    assert list(cut_words("l’homme qu'il", "fr")) == ["l", "homme", "qu", "il"]
