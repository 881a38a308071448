"""Finding the instance types that have some hardware."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from .specs import InstanceSpecs

# EC2 rounds down: 22888 MiB are 24 GB.
_DECIMAL: Final = (1024**3 + 1024**2) / 1000**3


def find(
    enum: Iterable[Any],
    *,
    family: str | None = None,
    gpus: int | None = None,
    min_gpu_memory_gib: float | None = None,
    min_vcpus: int | None = None,
    min_memory_gib: float | None = None,
    min_local_disk_gb: int | None = None,
    accelerators: int | None = None,
) -> list[Any]:
    """Return members of an enum; see ``InstanceTypeEnum.find`` for the arguments."""
    wanted = _Wanted(
        gpus, min_gpu_memory_gib, min_vcpus, min_memory_gib, min_local_disk_gb, accelerators
    )
    found = [
        member
        for member in enum
        if (family is None or member.family == family) and wanted.fits(member.specs)
    ]
    return sorted(found, key=lambda member: _order(member.specs))


class _Wanted(NamedTuple):
    """The properties to find; ``None`` means any value."""

    gpus: int | None
    gpu_memory_gib: float | None
    vcpus: int | None
    memory_gib: float | None
    local_disk_gb: int | None
    accelerators: int | None

    def fits(self, specs: InstanceSpecs | None) -> bool:
        if specs is None:
            return not any(wanted is not None for wanted in self)
        return (
            (self.gpus is None or specs.gpus == self.gpus)
            and (self.accelerators is None or specs.accelerators == self.accelerators)
            and (specs.gpu_memory_gib or 0) * _DECIMAL >= (self.gpu_memory_gib or 0)
            and specs.vcpus >= (self.vcpus or 0)
            and specs.memory_gib >= (self.memory_gib or 0)
            and specs.local_disk_gb >= (self.local_disk_gb or 0)
        )


def _order(specs: InstanceSpecs | None) -> tuple[float, ...]:
    """Return the key to sort by: the smallest first, unknown ones last."""
    if specs is None:
        return (float("inf"),)
    return (specs.vcpus, specs.memory_gib, specs.gpus, specs.local_disk_gb)
