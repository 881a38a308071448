"""Completion of ``client.`` by jedi, as in Spyder, vim, IPython and other programs that use it.

Each side runs in fresh processes. The time is measured from after the import of jedi to the result.
jedi's cache of parsed files is in a temporary folder and warm, as it is after the first use.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tempfile
from pathlib import Path

from botocore import xform_name
from helpers.samples import service_model

from . import fresh
from .checkers import our_python
from .environments import UnavailableError, python_with, versions
from .method import Scale, ratios, spread
from .report import Part, Row, row
from .sides import OURS, STUBS

GROUP = "jedi"
NEEDS_ENVIRONMENTS = True
COMPLETION = "completion of `client.`"
# The import of the README, and the one that the documentation of mypy-boto3-sagemaker recommends.
PROGRAMS = {
    OURS: "from sagemaker_typed import SageMaker\n\nclient = SageMaker()\nclient.",
    STUBS: "import boto3\nfrom mypy_boto3_sagemaker import SageMakerClient\n\n"
    'client: SageMakerClient = boto3.client("sagemaker")\nclient.',
}
_PATH = "import json, sys; print(json.dumps([entry for entry in sys.path if entry]))"
_COMPLETE = """
import time
import jedi
jedi.settings.cache_directory = cache
start = time.process_time()
project = jedi.Project(folder, sys_path=path)
script = jedi.Script(text, path=file, project=project, environment=jedi.InterpreterEnvironment())
names = [completion.name for completion in script.complete()]
report(seconds=time.process_time() - start, names=names)
"""


def measure(scale: Scale, folder: Path | None = None) -> Part:
    """Measure both programs, in turn; there is no ratio unless all operations are completed."""
    part = Part()
    try:
        theirs = python_with(folder, "boto3-stubs", "boto3", "boto3-stubs[sagemaker]")
        pythons = {OURS: our_python(folder), STUBS: theirs}
        part.versions |= versions(theirs, "mypy-boto3-sagemaker", "boto3-stubs")
    except UnavailableError as error:
        part.rows.append(Row(GROUP, f"not installed: {error}", OURS, STUBS, None))
        return part
    part.versions["jedi"] = importlib.metadata.version("jedi")
    with tempfile.TemporaryDirectory() as cache:
        programs = {side: program(PROGRAMS[side], pythons[side], cache) for side in PROGRAMS}
        turns = fresh.take_turns(programs, max(2, scale.processes // 2))
    operations = {xform_name(name) for name in service_model().operation_names}
    offered = len(operations.intersection(turns.found["names"][OURS][-1]))
    over = spread(ratios(turns.found["seconds"], OURS, STUBS))
    # Offering fewer names must not count as faster.
    part.rows.append(
        row(GROUP, COMPLETION, OURS, STUBS, over if offered == len(operations) else None,
            f"{offered} of {len(operations)} operations")
    )  # fmt: skip
    part.data["CPU seconds"] = {
        side: spread(values).median for side, values in turns.found["seconds"].items()
    }
    return part


def program(text: str, python: str, cache: str) -> str:
    """Return a program that completes the end of ``text`` as if another Python ran it."""
    found = subprocess.run(
        [python, "-c", _PATH], capture_output=True, text=True, check=True,
        env=fresh.environment(own=python == sys.executable),
    )  # fmt: skip
    folder = str(Path(cache, "program"))
    given = (
        f"path, cache, folder = {found.stdout.strip()}, {cache!r}, {folder!r}\n"
        f"text, file = {text!r}, {str(Path(folder, 'program.py'))!r}\n"
    )
    return fresh.REPORT + given + _COMPLETE
