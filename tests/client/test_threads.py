"""Tests of lazy initialization with 32 concurrent threads, in new processes."""

from __future__ import annotations

import hashlib
import json
import pickle
import subprocess
import sys
from functools import cache
from typing import Any

import attrs
import pytest
from helpers.examples import FULL
from helpers.samples import sample, service_model

import sagemaker_typed.sagemaker
from sagemaker_typed import from_boto, to_json

PROCESSES = 5 if FULL else 2
# The operations that the threads call: some share classes, some have unions.
CALLED = [
    "CreateEndpointConfig",
    "CreateTrainingJob",
    "DescribeFeatureGroup",
    "DescribeTrainingJob",
    "GetScalingConfigurationRecommendation",
    "ListPipelineExecutionSteps",
    "UpdateEndpoint",
]
# Converted in addition to the requests and responses of these operations; it is recursive.
CONVERTED = ["SearchRequest"]
TOUCHED = [
    *(operation + kind for operation in CALLED for kind in ("Request", "Response")),
    *CONVERTED,
    "CreateAutoMLJobV2Request",
    "CreateClusterRequest",
    "DescribeDomainResponse",
    "DescribeHyperParameterTuningJobResponse",
    "DescribeLabelingJobResponse",
    "DescribeModelPackageResponse",
    "SageMaker",
    "SearchResponse",
    "SortOrder",
    "Tag",
    "TrainingInstanceType",
    "VpcConfig",
]

PROGRAM = '''
import faulthandler, gc, hashlib, json, pickle, sys, threading
from types import SimpleNamespace

faulthandler.dump_traceback_later(90, exit=True)
sys.setswitchinterval(2e-4)
THREADS = 32
scenario, to_touch, to_convert, to_call = pickle.load(sys.stdin.buffer)
assert not any(name.startswith("sagemaker_typed") for name in sys.modules)


def rotated(items, number):
    """Odd threads start at different items; even threads all start at the first."""
    start = number * len(items) // THREADS if number % 2 else 0
    return items[start:] + items[:start]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def touch_classes(number):
    import sagemaker_typed.sagemaker as api

    return {name: id(getattr(api, name)) for name in rotated(to_touch, number)}


kept = []  # values that are not used are freed, and their ids are used again


def open_enums(number):
    import sagemaker_typed.instance_types as types
    from sagemaker_typed.sagemaker import SortOrder, TrainingJobStatus

    texts = [f"ml.p9.{size}xlarge" for size in range(100)] + ["ml.m5.large", ""]
    enums = [getattr(types, name) for name in types.__all__] + [SortOrder, TrainingJobStatus]
    opened = {}
    for text in rotated(texts, number):
        for enum in rotated(enums, number):
            value = enum.open(text)
            assert value is enum.open(text)
            assert value.value == text
            kept.append(value)
            opened[f"{enum.__name__} {text}"] = id(value)
    return opened


def convert(number):
    import sagemaker_typed
    import sagemaker_typed.sagemaker as api

    results = {}
    for name in rotated(list(to_convert), number):
        cls, plain = getattr(api, name), to_convert[name]
        read = sagemaker_typed.from_boto(cls, plain)
        text = sagemaker_typed.to_json(read)
        assert sagemaker_typed.from_json(cls, text) == read
        assert sagemaker_typed.from_boto(cls, plain, unknown_members=False) == read
        assert sagemaker_typed.to_boto(read) == plain
        results[name] = digest(repr(read) + text)
    return results


sent = threading.local()


def answer(model, params, **_):
    sent.body = json.loads(params["body"])
    return SimpleNamespace(status_code=200), to_call[model.name][1]


def call(number):
    import sagemaker_typed
    import sagemaker_typed.sagemaker as api

    client = clients[number % len(clients)]
    results = {}
    for operation in rotated(list(to_call), number):
        cls = getattr(api, operation + "Request")
        request = sagemaker_typed.from_boto(cls, to_call[operation][0])
        fields = {name: getattr(request, name) for name in request.__wire_names__}
        response = getattr(client, request.__method__)(**fields)
        assert type(response) is getattr(api, operation + "Response")
        body = json.dumps(sent.body, sort_keys=True)
        results[operation] = digest(body + repr(response) + sagemaker_typed.to_json(response))
    return results


def make_clients():
    import botocore.session

    from sagemaker_typed import SageMaker

    raw = botocore.session.Session().create_client(
        "sagemaker", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    raw.meta.events.register("before-call.sagemaker", answer)
    return [SageMaker(client=raw), SageMaker(client=raw)]


works = {"classes": touch_classes, "enums": open_enums, "conversion": convert, "calls": call}
clients = make_clients() if scenario in ("calls", "everything") else []
names = list(works) if scenario == "everything" else [scenario]
ready, results, problems = threading.Barrier(THREADS), [None] * THREADS, []


def run(number):
    try:
        ready.wait(60)
        # In the scenario "everything", a quarter of the threads starts with each work.
        done = {name: works[name](number) for name in names[number % len(names):] + names}
        results[number] = done
    except BaseException as problem:
        import traceback
        problems.append(traceback.format_exc())


threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(80)
sys.setswitchinterval(0.005)
assert not problems, problems[0]
assert not any(thread.is_alive() for thread in threads)
assert all(result == results[0] for result in results), "the threads have different results"

from sagemaker_typed.enums import OpenEnum
from sagemaker_typed.operation import Shape

gc.collect()  # attrs builds a second class to add slots; free the first
waiting, built = [Shape, OpenEnum], []
while waiting:
    waiting += (found := waiting.pop().__subclasses__())
    built += [f"{cls.__module__}.{cls.__qualname__}" for cls in found]
twice = sorted({name for name in built if built.count(name) > 1})
assert not twice, f"built twice: {twice}"
if "classes" in names:
    import sagemaker_typed.sagemaker as api
    for name, identity in results[0]["classes"].items():
        assert id(getattr(api, name)) == identity
        assert getattr(sys.modules[getattr(api, name).__module__], name) is getattr(api, name)
if "enums" in names:
    assert len(set(results[0]["enums"].values())) == len(results[0]["enums"])
print(json.dumps({"threads": len(results), "built": len(built), "results": results[0]}))
'''


@cache
def to_convert() -> dict[str, Any]:
    """Plain dicts by the name of their class."""
    both = [operation + kind for operation in CALLED for kind in ("Request", "Response")]
    return {name: plain(name) for name in [*CONVERTED, *both]}


@cache
def to_call() -> dict[str, tuple[Any, Any]]:
    """Parameters and responses by operation."""
    return {name: (plain(f"{name}Request"), plain(f"{name}Response")) for name in CALLED}


def plain(name: str) -> Any:
    if name.endswith("Request"):
        return sample(service_model().operation_model(name.removesuffix("Request")).input_shape)
    return sample(service_model().operation_model(name.removesuffix("Response")).output_shape)


@attrs.frozen
class Outcome:
    """The results of the threads of a process, which are all the same."""

    threads: int
    built: int
    results: dict[str, dict[str, Any]]


def run_threads(scenario: str) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=pickle.dumps((scenario, TOUCHED, to_convert(), to_call())),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    outcome = Outcome(**json.loads(done.stdout))
    assert outcome.threads == 32
    return outcome


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def converted() -> dict[str, str]:
    """The results of the conversions without threads."""
    results: dict[str, str] = {}
    for name, value in to_convert().items():
        read: Any = from_boto(getattr(sagemaker_typed.sagemaker, name), value)
        results[name] = digest(repr(read) + to_json(read))
    return results


def called() -> dict[str, str]:
    """The results of the calls without threads."""
    results: dict[str, str] = {}
    for operation, (parameters, answer) in to_call().items():
        response = from_boto(getattr(sagemaker_typed.sagemaker, f"{operation}Response"), answer)
        body = json.dumps(json.loads(wire_body(operation, parameters)), sort_keys=True)
        results[operation] = digest(body + repr(response) + to_json(response))
    return results


def wire_body(operation: str, parameters: Any) -> Any:
    from botocore.serialize import create_serializer

    serializer: Any = create_serializer("json")
    model = service_model().operation_model(operation)
    return serializer.serialize_to_request(parameters, model)["body"]


@pytest.mark.parametrize("process", range(PROCESSES))
def test_classes_are_built_once_by_concurrent_threads(process: int) -> None:
    outcome = run_threads("classes")

    assert outcome.results["classes"].keys() == set(TOUCHED)
    assert outcome.built > 500


@pytest.mark.parametrize("process", range(PROCESSES))
def test_open_enum_values_are_created_once_by_concurrent_threads(process: int) -> None:
    assert len(run_threads("enums").results["enums"]) == 12 * 102


@pytest.mark.parametrize("process", range(PROCESSES))
def test_conversions_are_correct_in_concurrent_threads(process: int) -> None:
    assert run_threads("conversion").results["conversion"] == converted()


@pytest.mark.parametrize("process", range(PROCESSES))
def test_calls_are_correct_in_concurrent_threads(process: int) -> None:
    assert run_threads("calls").results["calls"] == called()


@pytest.mark.parametrize("process", range(PROCESSES))
def test_classes_conversions_and_calls_are_correct_in_concurrent_threads(process: int) -> None:
    outcome = run_threads("everything")

    assert outcome.results.keys() == {"classes", "enums", "conversion", "calls"}
    assert outcome.results["conversion"] == converted()
    assert outcome.results["calls"] == called()
