"""References to characters that XML does not allow, which Android's apps write."""

from pathlib import Path

import pytest

from wisdom_training.containers import xml_stream as module
from wisdom_training.containers.members import open_archive
from wisdom_training.containers.xml_stream import stream_elements


def read(path: Path, content: str) -> list[str | None]:
    path.write_text(f"<all>{content}</all>", encoding="utf-8")
    with open_archive([path]) as archive:
        elements = stream_elements(archive.members[0], lambda name: name == "sms")
        return [element.get("body") for element in elements]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Hi &#55357;&#56832;", "Hi 😀"),
        ("&#xD83D;&#xde00; hi", "😀 hi"),
        ("&#10;&#55357;&#56832;&#55357;&#56833;", "\n😀😁"),
        ("&#55357; alone &#56832;", " alone "),
        ("&#11;&#0;&#x1F;", ""),
        ("&#128512;&amp;&#38;&#x26;", "😀&&&"),
    ],
)
@pytest.mark.parametrize("piece", [1, 7, 16, 1 << 16])
def test_references_are_repaired_wherever_a_piece_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, text: str, piece: int
) -> None:
    monkeypatch.setattr(module, "_PIECE", piece)
    assert read(tmp_path / "a.xml", f'<sms body="{body}"/><sms body="{body}"/>') == [text, text]
