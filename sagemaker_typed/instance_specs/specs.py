"""The specifications of an instance type, from the table of EC2's data."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

_MIB_PER_GIB: Final = 1024


class InstanceSpecs(NamedTuple):
    """The hardware of an instance type, as EC2 describes the type without ``ml.``."""

    vcpus: int
    """The number of virtual CPUs."""
    memory_gib: float
    """The memory in GiB."""
    gpus: int
    """The number of GPUs."""
    gpu_name: str | None
    """The manufacturer and name of the GPUs, such as ``NVIDIA A10G``; ``None`` without GPUs."""
    gpu_memory_gib: float | None
    """The memory of each GPU in GiB; ``None`` without GPUs."""
    accelerators: int
    """The number of Trainium or Inferentia devices."""
    accelerator_name: str | None
    """Their name, such as ``Trainium2``; ``None`` without them."""
    network: str | None
    """The network performance in EC2's words, such as ``Up to 10 Gigabit``."""
    local_disk_gb: int
    """The total size of the local disks in GB; 0 without them."""


@cache
def specs_of(instance_type: str) -> InstanceSpecs | None:
    """Return the specifications of an instance type; ``None`` if they are unknown."""
    from .table import ROWS

    row = ROWS.get(instance_type.removeprefix("ml."))
    if row is None or not instance_type.startswith("ml."):
        return None
    vcpus, memory, gpus, gpu_name, gpu_memory, accelerators, accelerator_name, network, disk = row
    return InstanceSpecs(
        vcpus=vcpus,
        memory_gib=memory / _MIB_PER_GIB,
        gpus=gpus,
        gpu_name=gpu_name,
        gpu_memory_gib=None if gpu_memory is None else gpu_memory / _MIB_PER_GIB,
        accelerators=accelerators,
        accelerator_name=accelerator_name,
        network=network,
        local_disk_gb=disk,
    )
