"""Progress reports and a clock for the tests of displays."""

from wisdom_training.progress.reports import Progress


def at(
    update: int, loss: float = 2.0, validation: float | None = None, sample: str | None = None
) -> Progress:
    """A report of a run of two epochs, 50 updates of 3,200 tokens each."""
    epoch = min(2, 1 + update // 50)
    return Progress(update, 100, epoch, 2, loss, validation, 0.004, update * 3200, sample)


class Clock:
    """A clock that is set by hand, in seconds."""

    now = 0.0

    def __call__(self) -> float:
        return self.now
