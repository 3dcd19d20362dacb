"""What to write, and how: everything but the voice and the random seed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wisdom_model.errors import PromptError, SettingsError, quote
from wisdom_model.network.sampling import Sampling

BLENDS = ("mixture", "product", "handoff", "char", "word")
DEFAULT_BLEND = "mixture"
"""The blend of a voice that has none of its own."""
UNKNOWNS = ("spell", "skip")
DEFAULT_LENGTH = 50
"""Words of a text by a voice that does not know how long the author's texts are."""
LONGEST_LENGTH = 10_000
"""Words of a text; eight of this length take minutes to write."""
LONGEST_PROMPT = 10_000
"""Characters; the models read them one after the other."""
CHAR_TEMPERATURES = {"mixture": 0.6, "product": 0.6, "handoff": 0.4, "char": 0.4, "word": 0.4}
"""The character model's default temperature by blend. Where it writes a whole text the temperature
has to be low, or the text falls apart; in the mixture the word model holds the text together, and a
low temperature makes it dull."""
WORD_TEMPERATURE = 0.7
"""The word model's temperature where the voice has none of its own."""
PRODUCT_TEMPERATURE = 1.0
"""The same in the blend ``product``, where the phrase memory holds the text together."""


def describe_char_temperatures() -> str:
    """The character model's defaults in words: ``0.6 for mixture; 0.4 for handoff, char, word``."""
    blends: dict[float, list[str]] = {}
    for blend, temperature in CHAR_TEMPERATURES.items():
        blends.setdefault(temperature, []).append(blend)
    return "; ".join(f"{value} for {', '.join(names)}" for value, names in blends.items())


@dataclass(frozen=True)
class Recipe:
    """What to write, and how; with a voice and a seed it determines every character."""

    blend: str = DEFAULT_BLEND
    """One of BLENDS."""
    prompt: str | None = None
    """How the text begins; None has the model draw the opening: a
    capital letter (``char``, ``handoff``) or a capitalised word (``word``, ``mixture``)."""
    length: int | None = None
    """Words to write before the sentence at hand is finished and the text ends; ``handoff``
    counts from where the word model takes over. A voice that ends documents may end the text
    earlier, and counts all its words. None: as long as the author's documents are, or
    DEFAULT_LENGTH."""
    char: Sampling = field(default_factory=lambda: Sampling(CHAR_TEMPERATURES[DEFAULT_BLEND]))
    """How the character model chooses."""
    word: Sampling = field(default_factory=lambda: Sampling(WORD_TEMPERATURE))
    """How the word model chooses."""
    unknown: str = "spell"
    """What happens when the word model wants a word outside its vocabulary: the character model
    spells one (``spell``), or it has to choose another (``skip``)."""

    def __post_init__(self) -> None:
        if self.blend not in BLENDS:
            raise SettingsError(f"blend is {self.blend!r}: it must be one of {', '.join(BLENDS)}")
        if self.unknown not in UNKNOWNS:
            raise SettingsError(
                f"unknown is {self.unknown!r}: it must be one of {', '.join(UNKNOWNS)}"
            )
        if self.length is not None and not 1 <= self.length <= LONGEST_LENGTH:
            raise SettingsError(
                f"length is {quote(self.length)}: it must be 1 word or more, and at most "
                f"{LONGEST_LENGTH:,}"
            )
        if self.prompt is not None and not self.prompt.strip():
            raise PromptError("the prompt is empty: give it a word, or leave it out")
        if self.prompt is not None and len(self.prompt) > LONGEST_PROMPT:
            raise PromptError(
                f"the prompt has {len(self.prompt):,} characters, expected at most "
                f"{LONGEST_PROMPT:,}"
            )

    @classmethod
    def for_blend(  # noqa: PLR0913 (one parameter a choice)
        cls,
        blend: str | None = None,
        *,
        prompt: str | None = None,
        length: int | None = None,
        char_temperature: float | None = None,
        word_temperature: float | None = None,
        top_k: int = 0,
        top_p: float = 1.0,
        unknown: str | None = None,
    ) -> Recipe:
        """A recipe with the blend's default wherever nothing is given.

        ``suit`` takes the choices of a voice instead.

        Raises SettingsError or PromptError for a value that is out of range.
        """
        blend = DEFAULT_BLEND if blend is None else blend
        if char_temperature is None:
            char_temperature = CHAR_TEMPERATURES.get(
                blend, 0.0
            )  # an unknown blend is refused below
        if word_temperature is None:
            word_temperature = PRODUCT_TEMPERATURE if blend == "product" else WORD_TEMPERATURE
        return cls(
            blend=blend,
            prompt=prompt,
            length=length,
            char=Sampling(char_temperature, top_k, top_p),
            word=Sampling(word_temperature, top_k, top_p),
            unknown=UNKNOWNS[0] if unknown is None else unknown,
        )

    def suit(self, metadata: Mapping[str, Any], given: Collection[str] = ()) -> Recipe:
        """The recipe with the choices that were fitted to a voice with this ``metadata``.

        These are ``blend``, the temperatures of ``char`` and ``word``, and ``unknown``; what is
        ``given`` stays as it is.
        """
        changes: dict[str, Any] = {}
        blend = self.blend
        if "blend" in metadata and "blend" not in given:
            blend = changes["blend"] = metadata["blend"]
        fitted = dict(metadata.get("temperatures", {}))
        if blend == "product":
            fitted["word"] = fitted.get("product", PRODUCT_TEMPERATURE)
        changes |= {
            name: replace(getattr(self, name), temperature=fitted[name])
            for name in ("char", "word")
            if name in fitted and name not in given
        }
        if "unknown" in metadata and "unknown" not in given:
            changes["unknown"] = metadata["unknown"]
        return replace(self, **changes)
