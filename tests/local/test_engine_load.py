"""The built-in engine with 10,000 resources and 32 threads, and its states in files."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from helpers.cases import each
from hypothesis import settings

from sagemaker_typed.local import LocalEngine
from sagemaker_typed.local._engine import engine_of
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.engine.errors import EngineError

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
THREADS = 32


def call(engine: Engine, name: str, **members: Any) -> dict[str, Any]:
    return engine.call("sagemaker", name, members)


def count() -> int:
    """Return the number of resources: 10,000 in the session ``tests_full``."""
    return 10_000 if settings.get_current_profile_name() == "full" else 2_000


def name_of(number: int) -> str:
    return f"churn-{number:05d}"


def make(engine: Engine, number: int) -> None:
    call(
        engine,
        "CreateModel",
        ModelName=name_of(number),
        ExecutionRoleArn=ROLE,
        Tags=[{"Key": "even", "Value": str(number % 2 == 0)}],
    )


@pytest.fixture(scope="module")
def many() -> Engine:
    engine = Engine(speed=0)
    for number in range(count()):
        make(engine, number)
        engine.advance(1)
    return engine


def listed(engine: Engine, **members: Any) -> list[str]:
    found: list[str] = []
    while True:
        answer = call(engine, "ListModels", MaxResults=100, **members)
        found += [one["ModelName"] for one in answer["Models"]]
        if "NextToken" not in answer:
            return found
        members["NextToken"] = answer["NextToken"]


@each("order", ["Ascending", "Descending"])
def test_pages_have_each_of_many_resources_once_and_in_order(many: Engine, order: str) -> None:
    names = [name_of(number) for number in range(count())]
    expected = names if order == "Ascending" else names[::-1]
    assert listed(many, SortOrder=order) == expected
    some = names[::100] if order == "Ascending" else names[::-100]
    found = listed(many, SortOrder=order, SortBy="Name", NameContains="00")
    assert found == [name for name in expected if "00" in name]
    assert {name for name in some if "00" in name} <= {*found}


def test_pages_neither_repeat_nor_miss_resources_while_others_come_and_go() -> None:
    engine = Engine(speed=0)
    for number in range(30):
        make(engine, number)
    for by in ("CreationTime", "Name"):
        found: list[str] = []
        token: dict[str, str] = {}
        for page in range(3):
            answer = call(
                engine, "ListModels", MaxResults=10, SortBy=by, SortOrder="Descending", **token
            )
            found += [one["ModelName"] for one in answer["Models"]]
            make(engine, 100 + page + 10 * len(by))  # comes first
            call(engine, "DeleteModel", ModelName=found[0])  # of a page that was read
            make(engine, int(found[0][-5:]))
            token = {"NextToken": answer["NextToken"]} if "NextToken" in answer else {}
        assert len(found) == len({*found}) == 30, by


def test_search_finds_some_of_many_resources(many: Engine) -> None:
    expression = {"Filters": [{"Name": "Tags.even", "Operator": "Equals", "Value": "True"}]}
    answer = call(many, "Search", Resource="Model", SearchExpression=expression, MaxResults=100)
    assert answer["TotalHits"]["Value"] == count() // 2
    assert len(answer["Results"]) == 100
    named = {"Filters": [{"Name": "ModelName", "Operator": "Equals", "Value": name_of(77)}]}
    (one,) = call(many, "Search", Resource="Model", SearchExpression=named)["Results"]
    assert one["Model"]["Model"]["ModelName"] == name_of(77)


def test_saved_state_of_many_resources_is_equal_in_another_engine(many: Engine) -> None:
    other = Engine(speed=0)
    other.restore(many.dump())
    assert other.dump() == many.dump()
    assert other.resources() == many.resources()
    assert len(other.resources()) == count()
    for number in range(0, count(), 97):
        name = name_of(number)
        shown = call(many, "DescribeModel", ModelName=name)
        assert call(other, "DescribeModel", ModelName=name) == shown
    make(other, count())  # numbers of new resources follow those of the others
    assert listed(other)[0] == name_of(count())


def test_threads_create_describe_and_delete_and_each_name_is_taken_once() -> None:
    engine = Engine(speed=0)
    each_has = count() // 100
    outcomes: list[str] = []

    def work(number: int) -> None:
        for index in range(each_has):
            own, shared = f"own-{number}-{index}", f"shared-{index}"
            call(engine, "CreateModel", ModelName=own, ExecutionRoleArn=ROLE)
            assert call(engine, "DescribeModel", ModelName=own)["ModelName"] == own
            with contextlib.suppress(EngineError):
                call(engine, "CreateModel", ModelName=shared, ExecutionRoleArn=ROLE)
                outcomes.append(shared)
            if index % 2:
                call(engine, "DeleteModel", ModelName=own)
            call(engine, "ListModels", MaxResults=10)

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work, number) for number in range(THREADS)]:
            done.result()
    assert sorted(outcomes) == sorted(f"shared-{index}" for index in range(each_has))
    kept = (each_has + 1) // 2
    assert len(engine.resources()) == THREADS * kept + each_has
    assert len(listed(engine, NameContains="own")) == THREADS * kept


def test_states_saved_while_threads_write_are_whole(tmp_path: Path) -> None:
    local = LocalEngine(speed=0)
    engine = engine_of(local)
    stop = threading.Event()

    def work(number: int) -> None:
        for index in range(100):
            if stop.is_set():
                break
            name = f"m-{number}-{index}"
            call(engine, "CreateModel", ModelName=name, ExecutionRoleArn=ROLE)
            call(engine, "AddTags", ResourceArn=arn_of(name), Tags=[{"Key": "a", "Value": "b"}])

    path = tmp_path / "state.json"
    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(work, number) for number in range(8)]
        try:
            before = 0
            for _ in range(5):
                local.save(path)
                number = len(json.loads(path.read_text())["records"])
                assert number >= before
                before = number
        finally:
            stop.set()
        for done in running:
            done.result()
    local.save(path)
    other = LocalEngine(speed=0)
    other.load(path)
    assert other.resources() == local.resources()


def arn_of(name: str) -> str:
    return f"arn:aws:sagemaker:us-east-1:123456789012:model/{name}"


def test_file_keeps_its_content_if_saving_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = LocalEngine(speed=0)
    path = tmp_path / "state.json"
    link = tmp_path / "link.json"
    local.save(path)
    link.symlink_to(path)
    before = path.read_text()
    make(engine_of(local), 1)

    def fail(_: int) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="disk full"):
            local.save(link)
    assert path.read_text() == before
    assert sorted(tmp_path.iterdir()) == [link, path]
    local.save(link)
    assert link.is_symlink()
    assert "churn-00001" in path.read_text()
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(OSError, match="nowhere"):
        local.save(tmp_path / "nowhere" / "state.json")


BROKEN: dict[str, Callable[[str], str | bytes]] = {
    "a part of a file": lambda text: text[: len(text) // 2],
    "not UTF-8": lambda text: b"\xff\xfe" + text.encode(),
    "a time without a zone": lambda text: text.replace("+00:00", ""),
    "a clock without a time": lambda text: edited(text, now="today"),
    "a key that is a list": lambda text: edited(text, record={"key": ["a"]}),
    "a noun that is a number": lambda text: edited(text, record={"noun": 1}),
    "members that are a list": lambda text: edited(text, record={"given": []}),
    "a resource twice": lambda text: edited(text, twice=True),
    "a field too much": lambda text: edited(text, record={"colour": "red"}),
    "tables that are a list": lambda text: edited(text, tables=[]),
    "a table that is a number": lambda text: edited(text, tables={"runs": 1}),
}


def edited(text: str, *, record: Any = None, twice: bool = False, **members: Any) -> str:
    state = json.loads(text) | members
    state["records"][0].update(record or {})
    state["records"] *= 2 if twice else 1
    return json.dumps(state)


@each("change", BROKEN)
def test_broken_state_is_refused_and_changes_nothing(change: str, tmp_path: Path) -> None:
    local = LocalEngine(speed=0)
    engine = engine_of(local)
    make(engine, 1)
    broken = BROKEN[change](engine.dump())
    path = tmp_path / "broken.json"
    path.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    before = engine.dump()
    with pytest.raises(ValueError, match=r"broken\.json: not a saved state"):
        local.load(path)
    assert engine.dump() == before
