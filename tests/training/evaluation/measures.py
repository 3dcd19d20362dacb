"""Measures of three sets of texts, as JSON values."""

from typing import Any

AUTHOR: dict[str, Any] = {
    "texts": 9, "words": 900, "compared_words": 800, "text_words": 51.5, "known_pairs": 0.5,
    "known_triples": 0.125, "unwritten_pairs": 7.5, "slips": 0.25, "slip_examples": ["a apple"],
    "invented": 20.0, "stock_sentences": 0.01, "copied_sentences": 0.02, "sentence_words": 16.0,
    "sentence_spread": 9.5, "dialogue": 0.125, "distinct": [0.25, 0.5, 0.75],
    "rep": [0.0125, 0.0025, 0.0005], "self_bleu": 0.0625, "zipf": 0.875,
    "new": [0.04, 0.5, 0.875, 0.96, 0.97, 0.98, 0.99, 1.0, 1.0, 1.0], "longest_copy": 6,
    "copied": "the blue of the sea the",
}  # fmt: skip
CHAIN = AUTHOR | {
    "known_pairs": 0.98, "known_triples": 0.95, "unwritten_pairs": 0.0, "slips": 0.0,
    "invented": 0.0, "copied_sentences": 0.14, "sentence_words": 21.0, "longest_copy": 15,
    "new": [0.0, 0.02, 0.05, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.96],
}  # fmt: skip
VOICE = AUTHOR | {"texts": 200, "known_pairs": 0.875, "slips": 0.5, "longest_copy": 5}
FOUND: dict[str, Any] = {
    "posts": {
        "voice": "product",
        "chain": "markov-chain",
        "author": "author",
        "measures": {"product": VOICE, "markov-chain": CHAIN, "author": AUTHOR},
    },
    "held_out": {
        "part": "test", "characters": 60000, "part_characters": 61234,
        "strategies": {
            "char": {"bits_per_character": 2.0, "perplexity": 40.0},
            "word": {"bits_per_character": 2.5, "perplexity": 80.0},
        },
    },
}  # fmt: skip
