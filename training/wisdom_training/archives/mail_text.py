"""What the sender of a message wrote: without quotations, forwarded messages and signatures."""

from __future__ import annotations

import re
from email.message import Message

from mailparser_reply.parser import EmailMessage

from wisdom_training.containers.html_text import read_html
from wisdom_training.corpus.clean_text import clean_text
from wisdom_training.corpus.paragraphs import find_layout

_LEFT_OUT = (
    "script, style, head, title, table[role=presentation] img, blockquote, .gmail_quote, "
    ".gmail_signature, .gmail_attr, .moz-cite-prefix, .moz-signature, .yahoo_quoted, "
    "#divRplyFwdMsg, #appendonsend, #Signature, #signature, .signature, .protonmail_quote, "
    ".protonmail_signature_block"
)
"""Quotations and signatures, as mail programs mark them in HTML."""
_LONGEST = 100_000  # characters that are read of one message
_LONGEST_LINE = 200  # characters of a line by which quotations and signatures are recognised
_LONGEST_SIGNATURE = 400
_LONGEST_GREETING = 40  # characters of the line that begins a signature
_QUOTED = re.compile(r"^[ ]?(?:>|\|[ ])")
_ATTRIBUTION = re.compile(r":[ ]*$")
_ATTRIBUTION_LINES = 2  # over which "On …, Ann wrote:" may be wrapped
_ATTRIBUTION_WORDS = re.compile(r"@|\d{4}|\d\d?:\d\d|wrote|schrieb|écrit|escribió|scritto|escreveu")
_FORWARDED = re.compile(
    r"^[ ]*(?:-{3,}[ ]?[^-\n]{3,60}[ ]?-{3,}|Begin forwarded message:|_{20,})[ ]*$"
)
_SIGNATURE_MARK = re.compile(r"^--[ ]?$")
_HINTS = {
    "de": ("schrieb", "Gesendet:", "Gesendet von", "Grüße", "Gruß", "Hinweis:"),
    "fr": ("a écrit", "Envoyé", "ordialement", "bonne journée"),
    "es": ("escribió", "Enviado", "Saludos", "Atentamente"),
    "it": ("ha scritto", "Inviato", "Cordiali saluti"),
    "nl": ("schreef", "Verzonden", "vriendelijke groet"),
    "pl": ("napisał", "Wysłano", "Pozdrawiam"),
    "sv": ("skrev:", "Skickat", "hälsningar"),
    "da": ("skrev:", "Sendt:", "Venlig hilsen"),
    "cs": ("napsal", "Odesláno", "S pozdravem"),
    "ja": ("差出人",),
    "ko": ("님이 작성",),
    "zh": ("写道", "发件人"),
}
"""Words by which a language is taken into account; the patterns of each also fit others' words."""


def find_own_text(message: Message) -> str:
    """The paragraphs that the sender wrote; empty if there are none.

    Raises ValueError, LookupError, TypeError or AttributeError if the message is malformed.
    """
    text = clean_text(_read_text(message)[:_LONGEST])
    lines = _cut_forwarded(_drop_quotations(text.strip().split("\n")))
    own = "\n".join(_cut_signature(lines)).strip()
    return "\n\n".join(find_layout(own).read(own)) if own else ""


def _read_text(message: Message) -> str:
    """The text of the first part that has one, plain text before HTML."""
    plain = html = None
    for part in message.walk():
        if part.get_content_disposition() == "attachment" or part.is_multipart():
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and plain is None:
            plain = _unflow(_decode(part), part)
        elif kind == "text/html" and html is None:
            html = read_html(_decode(part), _LEFT_OUT)
    return plain if plain and plain.strip() else html or ""


def _decode(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charsets = (part.get_content_charset() or "utf-8", "utf-8")
    found = (_try_to_decode(content, charset) for charset in charsets)
    return next((text for text in found if text is not None), content.decode("cp1252", "replace"))


def _try_to_decode(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (LookupError, UnicodeError):
        return None


def _unflow(text: str, part: Message) -> str:
    """``text`` with the lines of each paragraph joined, if it is in the format "flowed"."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    delsp = str(part.get_param("delsp", "")).lower() == "yes"
    joined: list[str] = []
    soft = False
    for line in text.replace("\r\n", "\n").split("\n"):
        unstuffed = line.removeprefix(" ")
        if soft and not _QUOTED.match(line):
            joined[-1] += unstuffed
        else:
            joined.append(unstuffed)
        soft = unstuffed.endswith(" ") and unstuffed != "-- " and not _QUOTED.match(line)
        if soft and delsp:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


def _drop_quotations(lines: list[str]) -> list[str]:
    """The lines without quoted ones, and without "On …, Ann wrote:" before these."""
    kept: list[str] = []
    quoting = False
    for line in lines:
        is_quoted = _QUOTED.match(line) is not None
        if is_quoted and not quoting:
            _drop_attribution(kept)
        if not is_quoted:
            kept.append(line)
        quoting = is_quoted or (quoting and not line.strip())
    return kept


def _drop_attribution(kept: list[str]) -> None:
    while kept and not kept[-1].strip():
        kept.pop()
    if not kept or not _ATTRIBUTION.search(kept[-1]):
        kept.append("")
        return
    start = len(kept) - 1
    while start > 0 and kept[start - 1].strip() and len(kept) - start < _ATTRIBUTION_LINES:
        start -= 1
    if _ATTRIBUTION_WORDS.search(kept[-1]):
        alone = start < len(kept) - 1 and not _ATTRIBUTION_WORDS.search(kept[start])
        del kept[len(kept) - 1 if alone else start :]
    kept.append("")


def _cut_forwarded(lines: list[str]) -> list[str]:
    end = next((n for n, line in enumerate(lines) if _FORWARDED.match(line)), len(lines))
    return lines[:end]


def _cut_signature(lines: list[str]) -> list[str]:
    """The lines before older messages, signatures and disclaimers.

    The parser's patterns are slow on long lines, so it sees their beginnings, and says how many
    lines to keep.
    """
    mark = next((n for n, line in enumerate(lines) if _SIGNATURE_MARK.match(line)), len(lines))
    while mark and not lines[mark - 1].strip():
        mark -= 1
    lines = lines[:mark]
    while lines and not lines[0].strip():
        lines = lines[1:]
    short = "\n".join(line[:_LONGEST_LINE].strip() for line in lines)
    languages = [code for code, words in _HINTS.items() if any(word in short for word in words)]
    parsed = EmailMessage(short, languages or ["en"], keep_hyphen_lists=True).read()
    reply = parsed.replies[0]
    if reply.headers:
        return []
    kept = lines[: reply.content.count("\n") + 1]
    signature = reply.signatures or ""
    if _is_signature(signature):
        kept = kept[: len(kept) - signature.count("\n") - 1]
    disclaimers = {line for text in reply.disclaimers or () for line in text.split("\n")}
    return [line for line in kept if line.strip()[:_LONGEST_LINE] not in disclaimers - {""}]


def _is_signature(text: str) -> bool:
    """Whether what the parser found is one: it takes "Thanks, that …" for its beginning."""
    first = text.split("\n", 1)[0]
    return 0 < len(text) <= _LONGEST_SIGNATURE and len(first) <= _LONGEST_GREETING
