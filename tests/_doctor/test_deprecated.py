"""Names that the service or this package has deprecated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from helpers.drift import Check, Without, found_in, short, sides
from typing_extensions import deprecated

import sagemaker_typed.waiting
from sagemaker_typed import SageMaker
from sagemaker_typed._doctor import package_names

START = "from sagemaker_typed import SageMaker, sagemaker as sm\n"


def test_members_that_the_service_has_deprecated(in_equal: Check) -> None:
    code = "sm.CreateDomainRequest(home_efs_file_system_kms_key_id='a')"

    assert in_equal(START + code) == [
        "2:24 deprecated: the service has deprecated the member HomeEfsFileSystemKmsKeyId of "
        "CreateDomainRequest"
    ]


def test_operations_that_the_service_has_deprecated(tmp_path: Path) -> None:
    def deprecate(model: object) -> None:
        assert isinstance(model, dict)
        model["operations"]["ListModels"]["deprecated"] = True

    changed = sides(Without(change=deprecate), Without())
    code = (
        f"{START}SageMaker().list_models()\nsm.ListModelsRequest()\n"
        "import boto3\nboto3.client('sagemaker').list_models()\n"
    )

    assert [
        text for text in short(found_in(code, changed, tmp_path)) if "raw-call" not in text
    ] == [
        "2:13 deprecated: the service has deprecated the operation ListModels",
        "3:4 deprecated: the service has deprecated the operation ListModels",
        "5:27 deprecated: the service has deprecated the operation ListModels",
    ]


def test_old_names_of_classes(tmp_path: Path) -> None:
    both = sides(Without(), Without())
    rules = attrs.evolve(both.rules["sagemaker"], old_names={"Label": "Tag", "Gone": "NoShape"})
    renamed = attrs.evolve(both, rules={**both.rules, "sagemaker": rules})
    code = "from sagemaker_typed.sagemaker import Label, Tag\nLabel(key='a', value='b').kye\n"

    assert short(found_in(code, renamed, tmp_path)) == [
        "1:39 deprecated: this package has deprecated Label: use Tag",
        "2:27 unknown-name: Label has no field 'kye'; did you mean key?",
    ]


def test_nothing_is_said_about_a_module_that_needs_an_extra(
    in_equal: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_extra(_: str) -> object:
        raise ModuleNotFoundError("No module named 'numpy'")

    monkeypatch.setattr(package_names, "import_module", without_extra)

    assert in_equal("from sagemaker_typed.payloads import NPPY") == []
    assert package_names.names_of("sagemaker_typed.payloads") == []


def test_names_and_methods_that_this_package_has_deprecated(
    in_equal: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plain(_: object = None) -> None: ...

    old: Any = deprecated("use new instead")(plain)
    monkeypatch.setattr(sagemaker_typed.waiting, "old", old, raising=False)
    monkeypatch.setattr(SageMaker, "old", old, raising=False)
    monkeypatch.setattr(SageMaker, "list_models", old)
    code = "from sagemaker_typed.waiting import old\nSageMaker().old()\nSageMaker().list_models()"

    assert in_equal(START + code) == [
        "2:37 deprecated: this package has deprecated old: use new instead",
        "3:13 deprecated: this package has deprecated old: use new instead",
        "4:13 deprecated: this package has deprecated list_models: use new instead",
    ]
