"""Tests of the loader of model files: it finds the same as botocore's own."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import BotoCoreError
from botocore.loaders import Loader, create_loader

from sagemaker_typed import SageMaker
from sagemaker_typed._botocore.model_files import quick_loader

KEYS: dict[str, Any] = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
MODEL = "sagemaker/2017-07-24/service-2"

FACTS_OF_A_CLIENT = """
import hashlib, json, sys
meta = client.meta
def digest(content):
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
waiters = [client.get_waiter(name) for name in client.waiter_names]
pages = [client.get_paginator(name) for name in meta.method_to_api_mapping
    if client.can_paginate(name)]
facts = {
    "boto3": "boto3" in sys.modules,
    "model": digest(meta.service_model._service_description),
    "endpoint": meta.endpoint_url,
    "partition": meta.partition,
    "waiters": [waiter.config.__dict__["operation"] for waiter in waiters],
    "pages": [[page._operation_name if hasattr(page, "_operation_name") else "",
        page._pagination_cfg] for page in pages],
    "version": meta.service_model.api_version,
}
print(json.dumps(facts))
"""
OURS = """
from sagemaker_typed import SageMaker
client = SageMaker(region_name={region!r}).boto_client
"""
PLAIN = """
import botocore.session
client = botocore.session.Session().create_client("sagemaker", region_name={region!r})
"""


def facts(program: str, region: str) -> dict[str, Any]:
    finished = subprocess.run(
        [sys.executable, "-c", program.format(region=region) + FACTS_OF_A_CLIENT],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(finished.stdout)
    return found


@pytest.mark.parametrize("region", ["us-west-2", "cn-north-1", "us-gov-west-1"])
def test_client_is_the_same_as_from_a_plain_session(region: str) -> None:
    plain = facts(PLAIN, region)

    assert plain["waiters"]
    assert plain["pages"]
    assert facts(OURS, region) == plain


# --- files ----------------------------------------------------------------------------------------


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of models."""
    monkeypatch.setattr(Loader, "CUSTOMER_DATA_PATH", str(tmp_path / "models"))
    return tmp_path / "models"


def put(folder: Path, name: str, content: object) -> None:
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def both(search_path: Path | None = None) -> list[Any]:
    """botocore's loader, and the package's."""
    path = None if search_path is None else str(search_path)
    plain: Any = create_loader
    return [plain(path), quick_loader(path)]


@pytest.mark.parametrize("kind", ["service-2", "paginators-1", "waiters-2", "endpoint-rule-set-1"])
@pytest.mark.parametrize("service", ["sagemaker", "dynamodb", "s3"])
def test_models_are_the_same(service: str, kind: str) -> None:
    plain, ours = (loader.load_service_model(service, kind) for loader in both())

    assert plain == ours
    assert json.dumps(plain) == json.dumps(ours)  # in the same order, too


def test_other_files_are_the_same() -> None:
    plain, ours = both()

    for name in ("endpoints", "partitions", "_retry", "sdk-default-configuration"):
        assert plain.load_data_with_path(name) == ours.load_data_with_path(name)


@pytest.mark.parametrize("search_path", [True, False], ids=["AWS_DATA_PATH", "home"])
def test_models_of_the_user_are_found(users: Path, tmp_path: Path, search_path: bool) -> None:
    folder = tmp_path / "more" if search_path else users
    loaders = both(folder if search_path else None)
    put(folder, MODEL, {"metadata": {"serviceId": "mine"}})
    put(folder, "sagemaker/2031-01-01/waiters-2", {"waiters": {}, "version": 2})
    put(folder, "own-service/2020-01-01/service-2", {"metadata": {}})
    put(folder, "sagemaker/2017-07-24/service-2.sdk-extras", {"merge": {"extra": {"a": 1}}})

    plain, ours = (
        {
            "model": loader.load_service_model("sagemaker", "service-2"),
            "newer": loader.load_service_model("sagemaker", "waiters-2"),
            "own": loader.load_service_model("own-service", "service-2"),
            "older": loader.load_service_model("sagemaker", "waiters-2", "2017-07-24"),
            "services": loader.list_available_services("service-2"),
            "versions": loader.list_api_versions("sagemaker", "waiters-2"),
        }
        for loader in loaders
    )

    assert plain == ours
    assert plain["model"] == {"metadata": {"serviceId": "mine"}, "extra": {"a": 1}}
    assert plain["newer"] == {"waiters": {}, "version": 2}
    assert {"own-service", "s3"} <= {*ours["services"]}


def test_client_uses_a_model_of_the_user(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model: dict[str, Any] = both()[0].load_service_model("sagemaker", "service-2")
    own = {**model, "metadata": {**model["metadata"], "signingName": "own-signing"}}
    put(users / "other", MODEL, own)
    monkeypatch.setenv("AWS_DATA_PATH", str(users / "other"))
    monkeypatch.delitem(sys.modules, "boto3", raising=False)

    client = SageMaker(region_name="us-west-2", **KEYS).boto_client

    assert client.meta.service_model.signing_name == "own-signing"


# --- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "kind", "version"),
    [
        ("sagemakr", "service-2", None),
        ("sagemaker", "service-99", None),
        ("sagemaker", "service-2", "1999-01-01"),
    ],
)
def test_errors_match_botocore(service: str, kind: str, version: str | None) -> None:
    errors: list[BotoCoreError] = []
    for loader in both():
        with pytest.raises(BotoCoreError) as caught:
            loader.load_service_model(service, kind, version)
        errors.append(caught.value)

    plain, ours = errors
    assert type(plain) is type(ours)
    assert str(plain) == str(ours)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [("json", b"{"), ("json", b'"\xff"'), ("json.gz", b"{}"), ("json.gz", b"\x1f\x8b\x08\x00")],
)
def test_error_for_a_broken_file_is_the_same(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"broken.{suffix}").write_bytes(content)
    errors: list[Exception] = []
    for loader in both(tmp_path):
        with pytest.raises((ValueError, OSError, EOFError)) as caught:
            loader.load_data("broken")
        errors.append(caught.value)

    plain, ours = errors
    assert (type(plain), str(plain)) == (type(ours), str(ours))


def test_log_messages_are_the_same(caplog: pytest.LogCaptureFixture) -> None:
    logged: list[list[str]] = []
    for loader in both():
        with caplog.at_level(logging.DEBUG, "botocore.loaders"):
            loader.load_service_model("sagemaker", "service-2")
        logged.append(caplog.messages)
        caplog.clear()

    plain, ours = logged
    assert plain == ours
    assert any(MODEL in message for message in plain)


def test_only_the_folder_of_the_service_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []
    real: Any = os.listdir

    def listdir(path: str) -> Any:
        listed.append(path)
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    both()[1].load_service_model("sagemaker", "service-2")

    assert {Path(path).name for path in listed} == {"sagemaker"}
    assert (
        botocore.session.Session().get_available_services()
    )  # botocore's own loader still lists all
