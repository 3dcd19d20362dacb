"""Where a model is trained: on the processor, on an NVIDIA or AMD card, on an Apple one."""

from __future__ import annotations

from wisdom_training.errors import FlagError


def resolve_device(asked: str) -> str:
    """The torch device that ``auto`` means here, or the one asked for, such as ``cuda:1``.

    Raises FlagError where this machine, or this build of torch, does not have it.
    """
    import torch  # noqa: PLC0415 (the parent of the workers does not need it)

    cards = torch.cuda.device_count() if torch.cuda.is_available() else 0
    there = [f"cuda:{index}" for index in range(cards)]
    if torch.backends.mps.is_available():
        there.append("mps")
    there.append("cpu")
    if asked == "auto":
        return there[0]
    if asked == "cuda" and cards:
        return "cuda:0"
    if asked not in there:
        raise FlagError(
            f"--device is {asked}: torch {torch.__version__} finds only {', '.join(there)} here; "
            f"give one of them, or auto"
        )
    return asked
