"""``event_types.toml``, and the classes of events that are generated from it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from helpers.folders import DATA

import sagemaker_typed
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.generation import generate_service
from sagemaker_typed.codegen.model.lock import read_lock
from sagemaker_typed.codegen.model.store import SERVICE, ServiceModels, parse_model
from sagemaker_typed.codegen.plan.event_types import (
    EVENT_TYPES_FILE,
    EventType,
    EventTypes,
    Extra,
    read_event_types,
)
from sagemaker_typed.codegen.plan.rooms_file import ROOMS_FILE, read_rules
from sagemaker_typed.codegen.write.context import Context
from sagemaker_typed.codegen.write.events import event_sources

PACKAGE = Path(sagemaker_typed.__file__).parent
SOURCES = '[sources]\nlist = "https://example.com"\n'


@pytest.fixture(scope="module")
def context() -> Context:
    """Return SageMaker as it was in 2019."""
    file = DATA / "sagemaker-1.12.235.service-2.json.gz"
    raw = parse_model(file.read_bytes(), file.name)
    entry = read_lock(PACKAGE).services["sagemaker"]
    models = ServiceModels("sagemaker", "", {SERVICE: raw})
    rules = read_rules(PACKAGE / ROOMS_FILE)
    found = generate_service(entry, models, rules, is_locked=False).context
    assert found is not None
    return found


def sources_of(context: Context, *events: EventType) -> tuple[dict[str, str], list[str]]:
    types = read_event_types(PACKAGE / EVENT_TYPES_FILE)
    types = EventTypes(events or types.events, types.shapes)
    sources, notes = event_sources(types, {"sagemaker": context}, "# a marker")
    for source in sources.values():
        ast.parse(source)
    return sources, notes


def test_events_of_an_older_model_have_a_dict_where_it_has_no_operation(context: Context) -> None:
    sources, notes = sources_of(context)

    assert notes == []
    assert (
        'TrainingJobStateChange(Event["DescribeTrainingJobResponse"])'
        in (sources["events/classes.py"])
    )
    for name in ("HyperPodClusterStateChange", "A2IHumanLoopStatusChange"):
        assert f'{name}(Event["Mapping[str, Any]"])' in sources["events/classes.py"]
    assert "ResourceConfigFilter" in sources["events/filters.py"]
    assert "metadata: Document | None" in sources["events/shapes.py"]
    assert "labeling_job_status: LabelingJobStatus | None" in sources["events/shapes.py"]


def test_a_member_with_the_name_of_a_keyword_of_every_pattern_is_noted(context: Context) -> None:
    extras = {"Region": Extra("str"), "AccountId": Extra("str")}
    event = EventType("SageMaker Box State Change", "", operation="DescribeModel", extras=extras)

    sources, (note,) = sources_of(context, event)
    assert "BoxStateChange.pattern has no keyword for the member region" in note
    assert "account_id: Match[str]" in sources["events/filters.py"]
    assert "    region: " not in sources["events/filters.py"]


def test_a_member_that_the_response_has_is_no_extra(context: Context) -> None:
    extras = {"ModelName": Extra("str")}
    event = EventType("SageMaker Box State Change", "", operation="DescribeModel", extras=extras)

    sources, _ = sources_of(context, event)
    assert "__extras__" not in sources["events/classes.py"]


def test_a_package_without_the_file_has_no_events(tmp_path: Path, context: Context) -> None:
    types = read_event_types(tmp_path / "event_types.toml")

    assert types == EventTypes()
    assert event_sources(types, {"sagemaker": context}, "") == ({}, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", "not valid TOML"),
        ('[[events]]\nsource = "list"', "expected the keys"),
        ('[[events]]\ntype = "A"\nother = 1', "expected the keys"),
        ('[[events]]\ntype = "A"\nsource = "page"', "does not have 'page'"),
        ('[[events]]\ntype = "A"\ndetail = "Box"', r"\[shapes\] must have 'Box'"),
        ('[[events]]\ntype = "A"\nextras.B = "float"', "extras are bool, int"),
        ('[[events]]\ntype = "A"\nspelled.B = "upper"', "spelled is"),
        ('[[events]]\ntype = "A b"\n[[events]]\ntype = "SageMaker A b"', "two rows for AB"),
        ('[sensitive]\nBox = ["b"]\n[shapes.Box]\na = "str"', r"does not have Box\.b"),
    ],
    ids=range(9),
)
def test_a_row_of_another_form_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "event_types.toml"
    file.write_text(SOURCES + text, encoding="utf-8")

    with pytest.raises(GenerationError, match=problem):
        read_event_types(file)
