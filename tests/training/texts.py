"""Text in the manner of the tiny voice."""

import numpy as np

SENTENCES = [
    "The lamp waits by the door.",
    "A gull sings over the rocks, and I write it down.",
    "The fog doesn't sleep all night!",
    '"Good night," I say.',
    "My brother comes home in the north; it's late.",
]


def make_text(seed: int, paragraphs: int) -> str:
    """Paragraphs of three random sentences each."""
    rng = np.random.default_rng(seed)
    return "\n\n".join(" ".join(rng.choice(SENTENCES, 3)) for _ in range(paragraphs))
