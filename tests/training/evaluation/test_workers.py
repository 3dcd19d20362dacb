"""Worker processes."""

import pytest

from voices import TINY
from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.posts import PostSampling, write_posts
from wisdom_training.evaluation.workers import MOST_PROCESSES, count_processes, open_workers


def test_there_is_one_for_each_processor_up_to_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    for usable, wanted in ((1, 1), (3, 3), (64, MOST_PROCESSES)):
        monkeypatch.setattr(
            "os.sched_getaffinity", lambda _, n=usable: set(range(n)), raising=False
        )
        assert count_processes() == wanted


@pytest.mark.slow
def test_posts_do_not_depend_on_the_process_that_writes_them(keeper: Voice) -> None:
    recipe = PostSampling(3, 8, 0, {}).make_recipe(keeper)
    with open_workers(2) as workers:
        found = list(workers.map(write_posts, [TINY] * 3, [recipe] * 3, [[0], [1], [2]]))
    assert found == [write_posts(TINY, recipe, [seed]) for seed in range(3)]
