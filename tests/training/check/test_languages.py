"""The languages of a corpus."""

from pathlib import Path

import pytest

from training.check.corpora import record
from wisdom_training.check import languages
from wisdom_training.check.languages import FUNCTION_WORDS, NAMES, UNCLEAR, find_languages

# Each is the same two sentences.
TEXTS = {
    "en": "Yesterday I was at the lake with my sister. There was nobody there, and the water was "
    "so still that we could hear the birds.",
    "de": "Gestern war ich mit meiner Schwester am See. Da war niemand, und das Wasser war so "
    "still, dass wir die Vögel hören konnten.",
    "fr": "Hier j'étais au lac avec ma sœur. Il n'y avait personne, et l'eau était si calme que "
    "nous pouvions entendre les oiseaux.",
    "es": "Ayer estuve en el lago con mi hermana. No había nadie, y el agua estaba tan tranquila "
    "que podíamos oír los pájaros.",
    "it": "Ieri ero al lago con mia sorella. Non c'era nessuno, e l'acqua era così calma che "
    "potevamo sentire gli uccelli.",
    "pt": "Ontem eu estava no lago com a minha irmã. Não havia ninguém, e a água estava tão "
    "calma que nós podíamos ouvir os pássaros.",
    "nl": "Gisteren was ik met mijn zus aan het meer. Er was niemand, en het water was zo stil "
    "dat we de vogels konden horen.",
    "pl": "Wczoraj byłam z siostrą nad jeziorem. Nie było tam nikogo, a woda była tak spokojna, "
    "że mogłyśmy usłyszeć ptaki.",
    "ru": "Вчера я была с сестрой на озере. Там никого не было, и вода была такой тихой, что мы "
    "могли слышать птиц.",
    "uk": "Учора я була з сестрою на озері. Там нікого не було, і вода була такою тихою, що ми "
    "могли чути птахів.",
    "ar": "كنت أمس عند البحيرة مع أختي. لم يكن هناك أحد، وكان الماء هادئا إلى أن سمعنا الطيور من "
    "كل مكان",
    "ja": "昨日は妹と湖に行きました。誰もいなくて、水がとても静かで、鳥の声が聞こえました。",
    "zh": "昨天我和妹妹去了湖边。那里没有人，水很平静，我们能听到鸟叫。",
}  # fmt: skip
SWEDISH = "Igår satt jag vid sjön tillsammans med syster Karin, och vattnet låg alldeles stilla."


def test_every_language_of_a_site_has_a_text() -> None:
    assert list(TEXTS) == list(NAMES) == [*FUNCTION_WORDS, "ja", "zh"]


@pytest.mark.parametrize("code", TEXTS)
def test_two_sentences_are_enough(tmp_path: Path, code: str) -> None:
    assert find_languages(record(tmp_path, [TEXTS[code]])) == {code: 1.0}


@pytest.mark.parametrize("text", ["Ha! Oh, no", SWEDISH, "Χθες ήμουν στη λίμνη με την αδελφή μου"])
def test_the_rest_is_unclear(tmp_path: Path, text: str) -> None:
    assert find_languages(record(tmp_path, [text])) == {UNCLEAR: 1.0}


def test_shares_are_of_words_and_the_largest_is_first(tmp_path: Path) -> None:
    found = find_languages(record(tmp_path, [TEXTS["de"], TEXTS["en"], TEXTS["en"]]))
    assert found == {"en": 50 / 73, "de": 23 / 73}
    assert list(found) == ["en", "de"]


def test_a_long_document_may_have_several(tmp_path: Path) -> None:
    text = " ".join([TEXTS["en"]] * 100 + [TEXTS["fr"]] * 100)
    found = find_languages(record(tmp_path, [text]))
    # The border is inside a window of 200 words.
    assert found["en"] == pytest.approx(26 / 48, abs=0.05)
    assert found["en"] + found["fr"] == pytest.approx(1)


def test_blocks_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sequence = record(tmp_path, [*TEXTS.values(), "", SWEDISH])
    whole = find_languages(sequence)
    monkeypatch.setattr(languages, "_WINDOWS_A_BLOCK", 3)
    assert find_languages(sequence) == whole
