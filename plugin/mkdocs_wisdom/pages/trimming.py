"""The beginning of a long HTML: of so many words, or of so many bytes.

A cut may come anywhere between two words, in one long paragraph as well as in a list or in code.
All elements that were open there are closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import lxml.etree  # type: ignore[import-untyped]  # lxml has no type hints

from mkdocs_wisdom.ellipsis import break_off
from mkdocs_wisdom.pages.html_tree import Element
from mkdocs_wisdom.posts.beginning import count_words

_WHOLE_TAGS = {
    *("script", "style", "template", "noscript", "svg", "math", "select"),
    *("iframe", "object", "video", "audio"),
}
_TAG_BYTES = 17  # of "<></>", escaped as XML has it


def trim_words(tree: Element, words: int) -> bool:
    """Keep the first ``words`` words, if there are twice as many; False if there are fewer."""
    if sum(count_words(text) for _, _, text in _find_texts(tree)) < 2 * words:
        return False
    return _trim(tree, words, count_words, lambda _: 0)


def trim_bytes(tree: Element, limit: int) -> bool:
    """Keep what a feed of XML writes with at most ``limit`` bytes; False if that is everything."""
    return _trim(tree, limit, _count_bytes, _count_tag_bytes)


def _trim(
    tree: Element,
    limit: int,
    measure_text: Callable[[str], int],
    measure_tag: Callable[[Element], int],
) -> bool:
    left = limit
    for element, is_tail, text in _find_texts(tree):
        if not is_tail and element is not tree:
            left -= measure_tag(element)
            if left < 0:
                _remove_from(element, tree)
                return True
        size = measure_text(text)
        if size > left:
            beginning = break_off(_find_beginning(text, left, measure_text))
            _cut(element, beginning, tree, is_tail=is_tail)
            return True
        left -= size
    return False


def _find_texts(tree: Element) -> Iterator[tuple[Element, bool, str]]:
    """The texts in order: the element, whether it is the text after its end, and the text."""
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield element, False, element.text or ""
        elif element is not tree:
            yield element, True, element.tail or ""


def _find_beginning(text: str, limit: int, measure: Callable[[str], int]) -> str:
    """The longest beginning of ``text`` that ends with a word and measures at most ``limit``."""
    kept, most = 0, len(text)
    while kept < most:
        middle = (kept + most + 1) // 2
        if measure(text[:middle]) <= limit:
            kept = middle
        else:
            most = middle - 1
    beginning = text[:kept]
    if kept < len(text) and not text[kept].isspace() and " " in beginning.strip():
        beginning = beginning.rpartition(" ")[0]
    return beginning


def _cut(element: Element, text: str, tree: Element, *, is_tail: bool) -> None:
    """Put ``text`` in the place of a text, and remove all that comes after it.

    A script, a drawing or the like is removed as a whole.
    """
    around = [*(() if is_tail else (element,)), *element.iterancestors()]
    whole = [each for each in around if each.tag in _WHOLE_TAGS]
    if whole:
        _remove_from(whole[-1], tree)
        return
    if is_tail:
        element.tail = text
    else:
        element.text = text
        for child in list(element):
            element.remove(child)
        if element is not tree:
            element.tail = None
    _remove_after(element, tree)


def _remove_from(element: Element, tree: Element) -> None:
    """Remove an element and all that comes after it."""
    _remove_after(element, tree)
    element.getparent().remove(element)


def _remove_after(element: Element, tree: Element) -> None:
    """Remove what comes after an element and its tail."""
    while element is not tree:
        for sibling in list(element.itersiblings()):
            element.getparent().remove(sibling)
        element = element.getparent()
        if element is not tree:
            element.tail = None


def _count_bytes(text: str) -> int:
    """The bytes of a text that is escaped as HTML, and again as XML."""
    return len(escape(escape(text, quote=False), quote=False).encode())


def _count_tag_bytes(element: Element) -> int:
    attributes = sum(_count_bytes(f' {name}="{value}"') for name, value in element.items())
    return _TAG_BYTES + 2 * len(str(element.tag)) + attributes
