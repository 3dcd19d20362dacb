"""What transcripts and subtitles say of sounds, of gestures and of the recording."""

from __future__ import annotations

import re

_WORDS = (
    r"applau\w*|laugh\w*|chuckl\w*|cheer\w*|boo(?:s|ing)?|cross[ -]?talk|inaudible|indiscernible|"
    r"unintelligible|ph|phonetic|sic|music\w*|sing(?:s|ing)|pauses?|silence|sighs?|sighing|"
    r"cough\w*|gasp\w*|cry(?:ing)?|sobs?|sobbing|whistl\w*|whisper\w*|shout\w*|clears? throat|"
    r"off[ -]mi[ck]\w*|(?:begin|end)\b.{0,20}(?:clip|tape)|videotape|commercial break|"
    r"standing ovation|Beifall|Applaus|Lachen|Gelächter|Heiterkeit|Zurufe?|unverständlich|"
    r"applaudissements|rires|aplausos|risas|applausi|risate"
)
_DIRECTION = re.compile(
    r"\[[^\[\]\n]{0,100}\]"
    rf"|\((?i:{_WORDS})\b[^()\n]{{0,40}}\)"
    # In capitals: of several words, or longer than abbreviations are.
    r"|\((?=[^()\n]*[A-Z])(?:[^()a-z\n]{8,100}|[A-Z]+[ ][^()a-z\n]{1,100})\)"
    r"|[♪♫][^♪♫\n]{0,200}[♪♫]?"
)
_BEFORE_MARK = re.compile(r"[ \t]+(?=[.,;:!?](?:\s|$))")
_SPACES = re.compile(r"[ \t]{2,}")


def drop_stage_directions(text: str) -> str:
    """``text`` without ``(APPLAUSE)``, ``[laughter]`` and the like, and without songs (♪)."""
    dropped = _DIRECTION.sub(" ", text)
    if dropped == text:
        return text
    lines = _SPACES.sub(" ", _BEFORE_MARK.sub("", dropped)).split("\n")
    return "\n".join(line.strip() for line in lines)
