"""Runs moto's tests in this process, and compares the results with the table of misses."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attrs
import pytest

from .service import MotoService

FOLDERS = ("test_sagemaker", "test_sagemakerruntime", "test_sagemakermetrics")
# Tests that freeze the time skip servers; this server is in their process.
FROZEN = {
    'raise SkipTest("Can\'t freeze time in ServerMode")': "pass",
    'settings.TEST_SERVER_MODE, reason="freeze_time': 'False, reason="',
}
TABLE = Path(__file__).parent.parent / "data" / "moto_tests.toml"


@attrs.frozen
class Expected:
    """The table: the settings of tests, and the tests that fail, with the reason."""

    settings: Mapping[str, Mapping[str, bool]]
    misses: Mapping[str, Mapping[str, str]]
    """The reasons, by the kind of the miss and by the test."""
    moto: str
    """The version of moto that the figures are of."""
    passed: int

    @property
    def failing(self) -> Mapping[str, str]:
        return {test: reason for kind in self.misses.values() for test, reason in kind.items()}


def expected(path: Path = TABLE) -> Expected:
    """Read the table."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    settings = {
        test: {name: value}
        for name, value, tests in (
            ("check_references", False, table["settings"]["without_references"]),
            ("until_stopped", True, table["settings"]["until_stopped"]),
        )
        for test in tests
    }
    return Expected(settings, table["misses"], **table["run"])


@attrs.define
class Results:
    """The tests that passed, failed and were skipped, by ``file::test``."""

    passed: list[str] = attrs.field(factory=list[str])
    failed: dict[str, str] = attrs.field(factory=dict[str, str])
    skipped: dict[str, str] = attrs.field(factory=dict[str, str])


def wrong(results: Results, table: Expected, moto: str) -> list[str]:
    """Return what differs from the table, with a version of moto: the check of the run."""
    failing, run = table.failing, {*results.passed, *results.failed, *results.skipped}
    count = len(results.passed)
    figure = f"{count} tests pass, not {table.passed}: change the figures here and in docs/local.md"
    return [
        *([figure] if moto == table.moto and count != table.passed else []),
        *(f"{test} fails: {text}" for test, text in results.failed.items() if test not in failing),
        *(f"{test} passes: remove its row" for test in results.passed if test in failing),
        *(f"{test} was not run: remove its row" for test in failing if test not in run),
        *(f"{test} was not run: it has a setting" for test in table.settings if test not in run),
    ]


def name_of(nodeid: str) -> str:
    """Return the name of a test in the table: its file and its function."""
    return nodeid.partition("[")[0].rpartition("/")[2]


class _Plugin:
    def __init__(self, service: MotoService, settings: Mapping[str, Mapping[str, bool]]) -> None:
        self.results = Results()
        self._service = service
        self._settings = settings

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._service.renew(**self._settings.get(name_of(item.nodeid), {}))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.results.failed[report.nodeid] = str(report.longrepr)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = name_of(report.nodeid)
        # A test with parameters counts once for each of them.
        full = name + report.nodeid[report.nodeid.rfind("[") :] if "[" in report.nodeid else name
        if report.failed:
            crash: Any = getattr(report.longrepr, "reprcrash", None)
            text = crash.message if crash else str(report.longrepr)
            self.results.failed[full] = text.partition("\n")[0]
        elif report.skipped:
            reason: Any = report.longrepr
            self.results.skipped[full] = str(reason[2] if reason else "").removeprefix("Skipped: ")
        elif report.when == "call":
            self.results.passed.append(full)


def sources(folder: Path) -> Path:
    """Download the sources of the installed moto, with its tests, into a folder."""
    wanted = f"moto=={version('moto')}"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary=moto"]
    subprocess.run([*command, f"--dest={folder}", wanted], check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("moto-*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def copied(moto: Path, folder: Path, address: str) -> Path:
    """Copy moto's tests of SageMaker, with the address of a server in place of moto's own."""
    for source in [
        moto / "tests" / "__init__.py",
        moto / "tests" / "conftest.py",
        *(one for name in FOLDERS for one in (moto / "tests" / name).rglob("*.py")),
    ]:
        if source.exists():
            target = folder / source.relative_to(moto)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8").replace("localhost:5000", address)
            for skip, other in FROZEN.items():
                text = text.replace(skip, other)
            target.write_text(text, encoding="utf-8")
    return folder


def run(
    moto: Path,
    folder: Path,
    settings: Mapping[str, Mapping[str, bool]],
    *,
    strict: bool = False,
    arguments: Collection[str] = (),
) -> Results:
    """Run moto's tests against a server of the engine.

    Args:
        moto: The sources of moto.
        folder: An empty folder.
        settings: The settings of the engine, by test.
        strict: Whether the engine checks lengths and patterns.
        arguments: More arguments for pytest.
    """
    service = MotoService(strict=strict)
    copied(moto, folder, service.address)
    os.environ |= {
        "TEST_SERVER_MODE": "true",
        "TEST_SERVER_MODE_ENDPOINT": f"http://{service.address}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    plugin = _Plugin(service, settings)
    given = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", f"--rootdir={folder}"]
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*given, "-c", os.devnull, *arguments, "tests"], plugins=[plugin])
    return plugin.results
