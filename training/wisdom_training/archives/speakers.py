"""Names of speakers, told apart."""

from __future__ import annotations


class Speakers:
    """Gives each speaker a name of its own: of two with the same, the later gets its number too."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def name(self, shown: str, number: str) -> str:
        """The name of the speaker with this ``number``, which the service shows as ``shown``."""
        shown = " ".join(shown.split()) or number or "unknown"
        known = self._numbers.setdefault(shown, number)
        return shown if known == number else f"{shown} ({number})"
