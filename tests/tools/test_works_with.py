"""The programs of the page "Works with" that need tools: each tool records the call."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.folders import DOCS

from sagemaker_typed.local import LocalServer, local_server

PROGRAM = re.compile(
    r"^<!-- not run: [^\n]*; the session tools runs it -->\n```py\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
PROGRAMS = PROGRAM.findall((DOCS / "works-with.md").read_text(encoding="utf-8"))

# What runs before a program, so that nothing is sent to another host, and what is printed.
DATADOG = """\
import os
os.environ |= {
    "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false", "DD_REMOTE_CONFIGURATION_ENABLED": "false",
}
from ddtrace.trace import TraceFilter, tracer
class Shown(TraceFilter):
    def process_trace(self, trace):
        print([(span.name, span.resource) for span in trace])
tracer.configure(trace_processors=[Shown()])
"""
SENTRY = """\
import sentry_sdk
from sentry_sdk.transport import Transport
class Shown(Transport):
    def capture_envelope(self, envelope):
        print([item.payload.json for item in envelope.items])
initialize = sentry_sdk.init
sentry_sdk.init = lambda **options: initialize(
    dsn="http://key@127.0.0.1/1", transport=Shown, **options
)
"""
XRAY = """\
from aws_xray_sdk.core import xray_recorder
class Shown:
    def send_entity(self, entity):
        print(entity.serialize())
xray_recorder.configure(emitter=Shown(), sampling=False)
"""
TOOLS = {
    "opentelemetry": ("", '"name": "SageMaker.ListModels"'),
    "aws_xray_sdk": (XRAY, '"operation": "ListModels"'),
    "ddtrace": (DATADOG, "('api.sagemaker.command', 'api.sagemaker.listmodels')"),
    "sentry_sdk": (SENTRY, "aws.sagemaker.ListModels"),
    "vcr": ("", ""),
}


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server(region_name="eu-west-1", engine="built-in") as running:
        yield running


@pytest.mark.parametrize("tool", TOOLS)
def test_program_of_the_page_records_its_call(
    tool: str, server: LocalServer, tmp_path: Path
) -> None:
    (program,) = (one for one in PROGRAMS if f"import {tool}" in one or f"from {tool}" in one)
    before, shown = TOOLS[tool]
    account = {
        "AWS_ENDPOINT_URL": server.endpoint_url,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
    }

    done = subprocess.run(
        [sys.executable, "-c", before + program],
        env={**os.environ, **account},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
    if tool == "vcr":
        assert (tmp_path / "models.yaml").read_text().count("uri:") == 1


def test_every_program_has_a_tool() -> None:
    assert len(PROGRAMS) == len(TOOLS)
