"""The benchmarks in docs/benchmarks run, and all sides do the same work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import botocore
import pytest
from benchmarks import (
    bars,
    calls,
    command,
    conversion,
    editor,
    fresh,
    history,
    jedi,
    jobs,
    method,
    pages,
)
from benchmarks.payloads import operation
from benchmarks.profiles import profile
from benchmarks.report import Part, Report, Row, row, unmeasured
from benchmarks.sides import AGAIN, OURS, RAW, STUBS, TYPED
from helpers.cases import each
from helpers.folders import DOCS
from helpers.samples import service_model

from sagemaker_typed import from_boto


@pytest.fixture(scope="module", name="clients")
def make_clients() -> calls.Clients:
    names = sorted(service_model().operation_names)
    return calls.Clients({name: operation(name).body for name in names})


@each("name", sorted(service_model().operation_names))
def test_all_sides_send_and_read_the_same_bytes(name: str, clients: calls.Clients) -> None:
    sent: dict[str, tuple[Any, ...]] = {}
    answers: dict[str, Any] = {}
    for side, call in clients.sides(operation(name)).items():
        clients.stub.last = None
        answers[side] = call()
        request = clients.stub.last
        headers = [request.headers[key] for key in ("X-Amz-Target", "Content-Type")]
        sent[side] = (request.method, request.url, request.body, *headers)
    assert len(sent) >= 5
    assert set(sent.values()) == {sent[RAW]}
    raw = answers.pop(RAW)
    assert raw == answers.pop(AGAIN)
    expected = from_boto(operation(name).request.__response__, raw)
    assert all(answer == expected for answer in answers.values())


def test_run_writes_json_and_markdown_reports(tmp_path: Path) -> None:
    groups = ["calls", "pages", "threads", "loopback", "conversion", "local"]
    report = command.run(groups, method.TINY, verbose=False)
    command.write(report, tmp_path)

    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {row["group"] for row in found["rows"]} == set(groups)
    assert all(row["value"] > 0 for row in found["rows"])
    # Every bar of these groups has a row, and the other rows have no bar.
    with_bar = [row for row in found["rows"] if row["bar"] is not None]
    assert len(with_bar) == sum(len(bars.rows_of(group)) for group in groups)
    assert {"Python", "botocore", "boto3", "attrs", "cattrs"} <= found["versions"].keys()
    assert set(found["data"]) == set(groups)
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert all(row.name in text for row in report.rows)
    drawn = sorted(path.name for path in tmp_path.glob("*.svg"))
    assert drawn == ["calls.svg", "pages-growth.svg", "threads.svg"]
    assert all(f"({name})" in text for name in drawn)


@pytest.mark.parametrize(
    ("value", "bar", "met"),
    [(0.5, 0.5, True), (0.51, 0.5, False), (9.0, None, None), (None, 0.5, False)],
)
def test_row_meets_its_bar_if_below_or_equal(
    value: float | None, bar: float | None, met: bool | None
) -> None:
    assert Row("group", "name", "ours", "theirs", value, bar=bar).met is met


def test_row_takes_its_bar_from_the_table() -> None:
    assert row("calls", "call, median", TYPED, RAW, 0.7).bar == 0.75
    assert row("checkers", "pyright, six calls", OURS, STUBS, None).met is False
    assert row("calls", "call, median", AGAIN, RAW, 0.7).bar is None


def test_rows_of_the_table_name_groups_and_have_one_bar() -> None:
    assert {bar.group for bar in bars.BARS} <= command.GROUPS.keys()
    named = sum(len(bar.names) * len(bar.ours) for bar in bars.BARS)
    assert named == sum(len(bars.rows_of(group)) for group in command.GROUPS)


def test_performance_page_has_the_table_of_bars() -> None:
    page = DOCS / "performance.md"
    assert bars.markdown() in page.read_text(encoding="utf-8")


def test_unmeasured_bar_is_not_met(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = row("memory", "job summaries kept", TYPED, "boto3's dicts", 0.2)
    missing = unmeasured("memory", [measured])
    names = ["errors kept", "items streamed, peak, garbage collected"]
    assert [(row.name, row.met) for row in missing] == [(name, False) for name in names]

    def fail(_: method.Scale) -> Part:
        raise fresh.FailedError("no\nmemory")

    monkeypatch.setattr("benchmarks.memory.measure", fail)
    rows = command.run(["memory"], method.TINY, verbose=False).rows
    assert [(row.name, row.met) for row in rows] == [
        ("failed: no memory", None),
        ("job summaries kept", False),
        ("errors kept", False),
        ("items streamed, peak, garbage collected", False),
    ]


def test_missed_bar_sets_the_exit_status_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = Part([row("loopback", *names, 2.0) for names in bars.rows_of("loopback")])

    def measure(_: method.Scale) -> Part:
        return missed

    monkeypatch.setattr("benchmarks.loopback.measure", measure)
    assert command.main(["loopback"]) == 0
    assert command.main(["loopback", "--strict"]) == 1
    printed = capsys.readouterr().out
    assert "0 of 3 bars met" in printed
    assert "missed: call over HTTP, median, typed client: 2.000, bar 0.85" in printed
    with pytest.raises(SystemExit):
        command.main(["coldd"])


def test_sides_alternate_and_a_slower_side_is_detected() -> None:
    order: list[str] = []

    def work(name: str, amount: int) -> method.Call:
        def call() -> None:
            order.append(name)
            sum(range(amount))

        return call

    sides = {"one": work("one", 200_000), "four": work("four", 800_000)}
    seconds = method.take_turns(sides, method.TINY, rounds=8)
    assert {name: len(values) for name, values in seconds.items()} == {"one": 8, "four": 8}
    last = order[-16:]
    assert [last[n : n + 2] for n in range(0, 8, 2)] != [last[:2]] * 4
    assert 2.5 < method.spread(method.ratios(seconds, "four", "one")).median < 6


def test_fresh_process_reports_its_peak_memory_and_errors() -> None:
    small, large = (
        fresh.run(f"{fresh.REPORT}\nkept = b'x' * {size}\nreport(size=len(kept))").found
        for size in (1, 64 * 2**20)
    )
    assert large["size"] == 64 * 2**20
    assert 60 * 2**20 < large["peak"] - small["peak"] < 80 * 2**20
    with pytest.raises(fresh.FailedError, match="ZeroDivisionError"):
        fresh.run("1 / 0")


def test_editor_programs_call_the_same_ten_operations() -> None:
    typed, raw = (
        {name for name, _ in editor.Side(sys.executable, script).methods}
        for script in ("ten_calls_typed.py", "ten_calls_boto3.py")
    )
    # Waiting and listing on each side.
    assert typed - raw == {"wait_until_endpoint_in_service", "items"}
    assert raw - typed == {"get_waiter", "describe_endpoint", "get_paginator"}
    assert len(typed) == 10


def test_jedi_completes_a_client_in_a_fresh_process(tmp_path: Path) -> None:
    text = "from sagemaker_typed.sagemaker import SageMaker\n\nSageMaker()."
    found = fresh.run(jedi.program(text, sys.executable, str(tmp_path))).found
    assert found["seconds"] > 0
    assert {"create_model", "list_tags", "send"} <= set(found["names"])


def test_process_time_includes_child_processes() -> None:
    # More than what is waited for: the system counts in ticks, and rounds down.
    busy = "import time\nwhile time.process_time() < 0.6: pass\n"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy + 'input()'!r}])"
    with subprocess.Popen([sys.executable, "-c", nested], stdin=subprocess.PIPE) as process:
        while editor.cpu_seconds(process.pid) < 0.3:
            assert process.poll() is None
        process.communicate()
    assert abs(editor.cpu_seconds(os.getpid()) - time.process_time()) < 0.1


@pytest.mark.parametrize(("operation_name", "kind"), conversion.largest(10))
def test_handwritten_constructors_give_equal_objects(operation_name: str, kind: Any) -> None:
    for call in conversion.sides_of(operation_name, kind).values():
        call()


def test_profile_names_functions_of_both_sides() -> None:
    sides = calls.one_call("DescribeModel")
    assert "_make_api_call" in profile(sides[RAW], calls=3, shown=None)
    assert "transport.py" in profile(sides[TYPED], calls=3, shown=None)


def test_benchmark_reads_every_page() -> None:
    for count in (1, 100, 101, 250):
        clients = calls.Clients(jobs.pages(count))
        assert sum(1 for _ in pages.items_of(clients.typed)) == count
        assert sum(1 for _ in pages.items_of_raw(clients.raw)) == count


def report_of(ratio: float) -> Report:
    measured = [row("memory", *names, ratio) for names in bars.rows_of("memory")]
    return Report({"memory": Part(measured)})


def test_history_has_one_line_for_each_version() -> None:
    first = history.Line("1.0.0", "1.44.5", {"memory of 10,000 job summaries": 0.2})
    line = history.line_of(report_of(0.25))
    assert {*line.ratios.values()} == {0.25}
    assert line.botocore == botocore.__version__

    lines = history.updated(history.updated([first], line), history.line_of(report_of(0.35)))

    assert [one.version for one in lines] == ["1.0.0", line.version]
    text = "\n".join(history.table(lines))
    assert "| 1.0.0 (botocore 1.44.5) |" in text
    assert "| memory of 10,000 job summaries | boto3's dicts | 0.30 | 0.200 | **0.350** |" in text


def test_history_is_written_with_the_report(tmp_path: Path) -> None:
    path = tmp_path / history.FILE
    history.write([history.Line("1.0.0", "1.44.5", {})], path)
    command.write(report_of(0.25), tmp_path)
    command.write(report_of(0.26), tmp_path)
    lines = history.read(path)
    assert [line.ratios.get("memory of 10,000 job summaries") for line in lines] == [None, 0.26]
    assert "## History" in (tmp_path / "report.md").read_text("utf-8")


def test_run_names_missed_bars_and_what_is_slower_than_in_the_last_release(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = history.Line("1.0.0", "1.44.5", {"memory of 10,000 job summaries": 0.2})
    history.write([before], tmp_path / history.FILE)
    monkeypatch.setattr(command, "REPORT_FOLDER", tmp_path)

    def measure(_: method.Scale) -> Part:
        return report_of(0.25).parts["memory"]

    monkeypatch.setattr("benchmarks.memory.measure", measure)
    assert command.main(["memory", "--strict", "--dry-run"]) == 0
    assert (
        "slower than in 1.0.0: memory of 10,000 job summaries: 0.250, before 0.200"
        in capsys.readouterr().out
    )


def test_report_without_measurements_is_complete() -> None:
    report = Report({"calls": Part([Row("calls", "not there", "ours", "theirs", None)])})
    assert "| not there | ours | theirs |  | - |  |  |" in report.markdown()


def test_report_can_be_read_and_partly_replaced(tmp_path: Path) -> None:
    method = {"processor": "old", "system": "Linux", "scale": {"rounds": 5}}
    report = Report(
        {
            "cold": Part([Row("cold", "a", "x", "y", 0.5, bar=1.0)], method=method),
            "memory": Part(
                [Row("memory", "b", "x", "y", None)], {"peak bytes": {"x": 1}}, method=method
            ),
        }
    )
    (tmp_path / "report.json").write_text(report.json(), encoding="utf-8")
    assert Report.read(report.json()).json() == report.json()
    assert "\nold, Linux; 5 rounds.\n" in report.markdown()

    row = Row("cold", "a", "x", "y", 0.25, bar=1.0)
    newer = Report({"cold": Part([row], method=method | {"scale": {"rounds": 7}})})
    both = command.merged(newer, tmp_path)
    assert [(row.name, row.value) for row in both.rows] == [("a", 0.25), ("b", None)]
    assert both.parts["memory"].data == {"peak bytes": {"x": 1}}
    assert "- `cold`: old, Linux; 7 rounds.\n- `memory`: old, Linux; 5 rounds.\n" in both.markdown()
