"""The device to train on: the CPU, an NVIDIA or AMD GPU, or an Apple GPU."""

from __future__ import annotations

from wisdom_training.errors import FlagError


def resolve_device(asked: str) -> str:
    """The torch device for ``auto``, or the one asked for, such as ``cuda:1``.

    Raises FlagError if this machine or this build of torch does not have it.
    """
    import torch  # noqa: PLC0415 (the workers' parent does not need it)

    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    available = [f"cuda:{index}" for index in range(gpus)]
    if torch.backends.mps.is_available():
        available.append("mps")
    available.append("cpu")
    if asked == "auto":
        return available[0]
    if asked == "cuda" and gpus:
        return "cuda:0"
    if asked not in available:
        raise FlagError(
            f"--device is {asked}: torch {torch.__version__} finds only "
            f"{', '.join(available)} here; give one of them, or auto"
        )
    return asked
