"""The processes that train one model together, each with a replica of the network.

Each process reads some columns of every batch, and gradients are averaged over all processes.
Without Lightning Fabric there is one process, and every method here does the plain thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from lightning_fabric import Fabric


class Replicas:
    """All processes of a training, seen from this one."""

    def __init__(self, fabric: Fabric | None = None) -> None:
        """``fabric`` has joined the processes; None if this process trains alone."""
        self._fabric = fabric
        self.rank, self.count = (fabric.global_rank, fabric.world_size) if fabric else (0, 1)

    def wrap(self, network: nn.Module) -> nn.Module:
        """The module to call instead of ``network``, so that gradients are averaged."""
        return network if self._fabric is None else self._fabric.setup_module(network)

    def backpropagate(self, loss: Tensor) -> None:
        """Compute the gradients of ``loss``, averaged over all processes."""
        if self._fabric is None:
            loss.backward()  # type: ignore[no-untyped-call]  # torch 2.13 leaves it untyped
        else:
            self._fabric.backward(loss)

    def find_any(self, conditions: Sequence[bool], device: torch.device) -> list[bool]:
        """Whether each condition holds in any process; the processes vote on ``device``."""
        if self.count == 1:
            return list(conditions)
        votes = torch.tensor(conditions, dtype=torch.int32, device=device)
        torch.distributed.all_reduce(votes, torch.distributed.ReduceOp.MAX)
        return [vote > 0 for vote in votes.tolist()]

    def gather(self, own: dict[str, Any]) -> list[dict[str, Any]]:
        """The ``own`` of every process, by rank."""
        if self.count == 1:
            return [own]
        parts: list[dict[str, Any]] = [{}] * self.count
        torch.distributed.all_gather_object(parts, own)
        return parts
