"""Classes with libraries that convert objects: what ``docs/schemas.md`` says about each."""

from __future__ import annotations

import json
from typing import Any, Final

import attrs
import cattrs
import msgspec
import pytest
from omegaconf import OmegaConf, ValidationError
from pydantic import Json, TypeAdapter
from pydantic_settings import BaseSettings

from sagemaker_typed import sagemaker as sm

PLAIN: Final[dict[str, Any]] = {
    "model_name": "churn",
    "tags": [{"key": "team", "value": "growth"}],
    "enable_network_isolation": True,
    "primary_container": {"image": "churn:1", "environment": {"LEVEL": "info"}},
}
REQUEST: Final = sm.CreateModelRequest(
    model_name="churn",
    tags=[sm.Tag(key="team", value="growth")],
    enable_network_isolation=True,
    primary_container=sm.ContainerDefinition(image="churn:1", environment={"LEVEL": "info"}),
)


def test_cattrs_and_attrs_use_the_names_of_fields() -> None:
    assert cattrs.structure(PLAIN, sm.CreateModelRequest) == REQUEST
    present = attrs.asdict(REQUEST, filter=lambda _, value: value is not None)
    assert present == PLAIN
    assert attrs.asdict(REQUEST)["vpc_config"] is None


def test_msgspec_uses_the_names_of_fields() -> None:
    assert msgspec.convert(PLAIN, sm.CreateModelRequest) == REQUEST
    encoded = msgspec.json.encode(REQUEST)
    assert json.loads(encoded)["vpc_config"] is None
    assert msgspec.json.decode(encoded, type=sm.CreateModelRequest) == REQUEST
    with pytest.raises(msgspec.ValidationError, match=r"Expected `str`, got `int` .*\.key"):
        msgspec.convert({**PLAIN, "tags": [{"key": 1, "value": ""}]}, sm.CreateModelRequest)
    unchecked = msgspec.convert({"model_name": "churn!"}, sm.CreateModelRequest)
    assert unchecked.model_name == "churn!"


def test_configuration_of_omegaconf_is_read_after_its_interpolations() -> None:
    config = OmegaConf.create({"name": "churn", "model": {**PLAIN, "model_name": "${name}"}})
    plain: Any = OmegaConf.to_container(config, resolve=True)
    adapter: Any = TypeAdapter(sm.CreateModelRequest)
    assert adapter.validate_python(plain["model"]) == REQUEST
    with pytest.raises(ValidationError, match="unknown_members"):
        OmegaConf.structured(sm.CreateModelRequest)


class Settings(BaseSettings):
    """A user's settings."""

    vpc: Json[sm.VpcConfig]
    status: sm.TrainingJobStatus = sm.TrainingJobStatus.COMPLETED


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VPC", '{"Subnets": ["subnet-1"], "security_group_ids": ["sg-1"]}')
    monkeypatch.setenv("STATUS", "Failed")
    untyped: Any = Settings
    settings = untyped()
    assert settings.vpc == sm.VpcConfig(subnets=["subnet-1"], security_group_ids=["sg-1"])
    assert settings.status is sm.TrainingJobStatus.FAILED
