"""Reports in words."""

import math

from training.reports import Clock, at
from wisdom_training.progress.speed import Throughput
from wisdom_training.progress.wording import clean_sample, describe_losses, describe_progress


def test_losses_of_characters_are_in_bits_and_of_words_in_nats() -> None:
    assert describe_losses("char", at(1, 2.0)) == "loss 2.885 bits/character"
    assert describe_losses("word", at(1, 4.5, 5.0)) == (
        "loss 4.500, validation 5.000 nats/token (perplexity 148.4)"
    )


def test_a_loss_that_is_not_known_yet_is_a_dash() -> None:
    assert describe_losses("char", at(0, math.nan)) == "loss -"
    assert describe_losses("char", at(50, math.nan, 2.0)) == (
        "loss -, validation 2.885 bits/character"
    )


def test_a_loss_beyond_every_perplexity_is_described() -> None:
    assert describe_losses("word", at(1, 1e6)) == (
        "loss 1000000.000 nats/token (perplexity 1.014e+304)"
    )


def test_samples_have_no_control_characters() -> None:
    assert clean_sample("  red \x1b[31mship\x07,\n\n\u202eback ") == "red [31mship, back"


def test_a_line_has_all_that_is_known() -> None:
    clock = Clock()
    throughput = Throughput(clock)
    for clock.now, update in ((0.0, 0), (10.0, 10)):
        throughput.observe(at(update))
    assert describe_progress("word", at(10, 4.5), throughput) == (
        " 10%  epoch 1/2  loss 4.500 nats/token (perplexity 90.02)  rate 0.004  3,200 words/s  "
        "2 min left"
    )
    assert describe_progress("word", at(100, 4.5), throughput) == (
        "100%  epoch 2/2  loss 4.500 nats/token (perplexity 90.02)  rate 0.004"
    )
