"""Other packages for the same service, each in its own environment.

Each is compared with raw boto3 in the same process, with the same kind of stub.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from helpers.samples import sample, service_model

from . import fresh
from .environments import UnavailableError, python_with, versions
from .method import Scale, Spread, spread
from .payloads import wire
from .report import Part, Row, row
from .sides import CAPO, CORE, OURS, RAW, TYPED_SDK

GROUP = "peers"
NEEDS_ENVIRONMENTS = True
_DESCRIBED, _DESCRIBE = "DescribeTrainingJob", "describe a training job"


@dataclass(frozen=True)
class Peer:
    """Another package."""

    imports: str
    """The imports of a program that describes a training job."""
    requirements: tuple[str, ...] = ()
    note: str = ""


PEERS = {
    OURS: Peer(
        "from sagemaker_typed import SageMaker\n"
        "from sagemaker_typed.sagemaker import DescribeTrainingJobRequest"
    ),
    CORE: Peer(
        "from sagemaker.core.resources import TrainingJob",
        ("sagemaker-core>=2,<3",),
        note="get_all also describes each job of the page: 100 more calls",
    ),
    TYPED_SDK: Peer(
        "from typed_boto3 import SagemakerClient, ClientConfig, Region", ("typed-boto3-sdk",)
    ),
    CAPO: Peer(
        "from capo_sagemaker import SageMakerClient, Credentials",
        # boto3 is there only for the comparison: the same version as in ours.
        ("capo-sagemaker", *(f"{name}=={version(name)}" for name in ("boto3", "botocore"))),
    ),
}


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Measure every package that can be installed."""
    part = Part()
    pythons: dict[str, str] = {}
    for name, peer in PEERS.items():
        try:
            if name == OURS:
                pythons[name] = sys.executable
                continue
            pythons[name] = python_with(folder, name, *peer.requirements)
            part.versions |= versions(pythons[name], name)
        except UnavailableError as error:
            part.rows.append(Row(GROUP, f"not installed: {error}", OURS, name, None))
    _imports(part, pythons, scale)
    for name, python in pythons.items():
        _calls(part, name, python, scale)
    return part


def _imports(part: Part, pythons: dict[str, str], scale: Scale) -> None:
    start = "import time; start = time.process_time()\n"
    end = "\nseconds = time.process_time() - start\n" + fresh.REPORT + "report(seconds=seconds)\n"
    programs = {name: start + PEERS[name].imports + end for name in pythons}
    programs[RAW] = start + "import boto3" + end
    others = {name: python for name, python in pythons.items() if name != OURS}
    # Some imports take many seconds.
    turns = fresh.take_turns(programs, max(2, scale.processes // 4), others)
    seconds, peaks = turns.found["seconds"], turns.found["peak"]
    for name in programs:
        if name == OURS:
            continue
        over = spread([a / b for a, b in zip(seconds[OURS], seconds[name], strict=True)])
        part.rows.append(row(GROUP, "import to describe a training job", OURS, name, over))
    part.data["import milliseconds"] = {n: 1000 * spread(s).median for n, s in seconds.items()}
    part.data["import peak MiB"] = {n: spread(p).median / 2**20 for n, p in peaks.items()}


def _calls(part: Part, name: str, python: str, scale: Scale) -> None:
    """Measure a describe call, a page, and the peak memory of a process with one call."""
    bodies = {_DESCRIBED: _body().decode()}
    setup = f"import sys, json; sys.path.insert(0, {str(fresh.DOCS)!r})\n"
    arguments = json.dumps({"name": name, "bodies": bodies, "scale": asdict(scale)})
    own = name == OURS

    def program(function: str) -> str:
        call = f"report(**{function}(json.loads({arguments!r})))\n"
        return f"{setup}{fresh.REPORT}\nfrom benchmarks.peer_program import {function}\n{call}"

    try:
        found = fresh.run(program("measure"), python, own=own).found
        once = fresh.run(program("once"), python, own=own).found
    except fresh.FailedError as error:
        last = str(error).strip().splitlines()[-1:]
        part.rows.append(Row(GROUP, f"calls not possible: {' '.join(last)}", name, RAW, None))
        return
    for what, values in found["ratios"].items():
        note = PEERS[name].note if what == "page of 100" else ""
        part.rows.append(row(GROUP, what, name, RAW, Spread(**values), note))
        part.data.setdefault(what, {})[name] = values["median"]
    peaks = part.data.setdefault("peak MiB, import, client and one call", {})
    peaks[name] = once["peak"] / 2**20
    if name == OURS or OURS not in peaks:
        return
    over = peaks[OURS] / peaks[name]
    part.rows.append(row(GROUP, "peak memory: import, client, one call", OURS, name, over))
    if name == CAPO:
        # Both were measured against raw boto3, each in its own environment.
        described = part.data[_DESCRIBE]
        over, note = described[OURS] / described[CAPO], "both relative to raw boto3"
        part.rows.append(row(GROUP, _DESCRIBE, OURS, CAPO, over, note))


def _body() -> bytes:
    """Return a training job with every member of the model."""
    answer: dict[str, Any] = sample(service_model().operation_model(_DESCRIBED).output_shape)
    return wire(answer)
