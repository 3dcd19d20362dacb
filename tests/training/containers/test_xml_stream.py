"""XML in streams, from files that anybody may have written."""

from __future__ import annotations

import pytest

from training.archive_files import make_member
from wisdom_training.containers import xml_stream as module
from wisdom_training.containers.xml_stream import stream_elements
from wisdom_training.errors import CorpusError


@pytest.fixture(autouse=True, params=[1, 1 << 16])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", request.param)


def read_texts(content: str | bytes, name: str = "item") -> list[str]:
    elements = stream_elements(make_member(content, "feed.xml"), lambda found: found == name)
    return ["".join(element.itertext()) for element in elements]


def fail(content: str | bytes) -> str:
    with pytest.raises(CorpusError) as error:
        read_texts(content)
    return str(error.value)


def test_elements_come_with_what_is_in_them() -> None:
    assert read_texts("<a><item>b<c>d</c>e</item><f/><item/></a>") == ["bde", ""]


def test_the_outermost_of_nested_elements_comes() -> None:
    assert read_texts("<a><item>b<item>c</item></item></a>") == ["bc"]


def test_names_have_their_namespaces() -> None:
    content = '<a xmlns:w="http://w"><w:item>b</w:item></a>'
    assert read_texts(content, "{http://w}item") == ["b"]


def test_attributes_are_kept() -> None:
    member = make_member('<all><sms body="a &amp; b&#10;c"/></all>')
    (element,) = stream_elements(member, lambda name: name == "sms")
    assert element.attrib == {"body": "a & b\nc"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_declared_encodings_are_read(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><item>é</item>'
    assert read_texts(content.encode(encoding)) == ["é"]


@pytest.mark.parametrize("encoding", ["klingon", "utf-7"])
def test_an_unknown_encoding_is_an_error(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><item>b</item>'
    assert fail(content).startswith("feed.xml cannot be read as XML (")


@pytest.mark.parametrize("content", ["", "<a>", "<a><item>b</item>", "<a></b>", "<a>&x;</a>", "{}"])
def test_what_is_no_xml_is_an_error(content: str) -> None:
    message = fail(content)
    assert message.startswith("feed.xml cannot be read as XML (")
    assert message.endswith("): download the archive again")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    assert fail(f"{doctype}<a><item>&l9;</item></a>") == (
        "feed.xml has a document type (<!DOCTYPE …>), which may name other files: remove that "
        "line if you trust the file"
    )


def test_deep_nesting_is_refused() -> None:
    assert fail("<a>" * 201) == (
        "feed.xml has more than 200 XML elements inside each other: no service writes that"
    )


@pytest.mark.parametrize("content", ["<a><item>{}</item></a>", '<a b="{}"/>'])
def test_an_element_without_end_is_refused(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 1 << 20)
    monkeypatch.setattr(module, "_PIECE", 1 << 16)
    assert fail(content.format("b" * (2 << 20))) == (
        "feed.xml has an XML element of more than 1 MiB: no service writes that"
    )


def test_many_elements_may_be_larger_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 100)
    assert read_texts("<a>" + "<item>b</item>c" * 100 + "</a>") == ["b"] * 100
