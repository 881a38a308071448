"""``documentation()`` returns AWS documentation as clean Markdown."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from botocore.loaders import Loader
from helpers.models import locked_model

import sagemaker_typed._documentation.lookup
import sagemaker_typed.sagemaker
import sagemaker_typed.sagemaker.errors
from sagemaker_typed import (
    OpenEnum,
    Request,
    Response,
    SageMaker,
    ServiceError,
    Shape,
    documentation,
)
from sagemaker_typed._botocore.model_files import cached_model
from sagemaker_typed.errors import BotocoreTooOldError
from sagemaker_typed.instance_types import TrainingInstanceType
from sagemaker_typed.sagemaker import (
    AutoMLS3DataSource,
    CreateEndpointConfigRequest,
    CreateModelRequest,
    CreateModelResponse,
    DeleteModelResponse,
    DescribeModelResponse,
    ModelCardStatus,
    Tag,
)
from sagemaker_typed.sagemaker.errors import ResourceNotFound

MODEL: Any = Loader().load_service_model("sagemaker", "service-2")
NAMESPACE: Any = sagemaker_typed.sagemaker
TAG_OR_ENTITY = re.compile(
    r"</?(?:p|code|li|ul|ol|a|i|b|note|important|dt|dd|dl|div|span|br)\b[^>]*>|&\w+;|&#\d+;"
)


@pytest.fixture(autouse=True)
def installed_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let botocore read its own models: the committed ones have no documentation."""
    monkeypatch.delenv("AWS_DATA_PATH", raising=False)


class Words(HTMLParser):
    """Collects the words in HTML with Python's own parser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.found += re.findall(r"\w+", data)


def words(html: str) -> list[str]:
    return Words(html).found


def assert_clean(text: str, html: str) -> None:
    """Check that the text has every word of the HTML, in order, and no HTML syntax."""
    assert text
    # Code may contain HTML as an example.
    assert not TAG_OR_ENTITY.search(re.sub(r"`[^`]+`", "", text)), text
    assert text == text.strip()
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    remaining = iter(re.findall(r"\w+", text))
    assert all(word in remaining for word in words(html)), (text, html)


def classes() -> Iterator[Any]:
    for name in NAMESPACE.__all__:
        cls: Any = getattr(NAMESPACE, name)
        if isinstance(cls, type) and issubclass(cls, Shape):
            yield cls


def raw_of(cls: Any) -> Any:
    name = cls.__shape_name__ if issubclass(cls, Request | Response) else cls.__name__
    return MODEL["shapes"].get(name, {})


def test_documentation_of_every_operation() -> None:
    for name in locked_model()["operations"]:
        operation = MODEL["operations"][name]
        request = getattr(NAMESPACE, f"{name}Request")
        text = documentation(request)

        assert_clean(text, operation["documentation"])
        assert text == documentation(getattr(SageMaker, request.__method__))
    assert len(MODEL["operations"]) > 400


def test_documentation_of_every_class_and_field() -> None:
    texts = 0
    for cls in classes():
        raw = raw_of(cls)
        own = raw.get("documentation", "")
        if own and not cls.__name__.endswith("Request"):
            assert_clean(documentation(cls), own)
        for field, wire in cls.__wire_names__.items():
            member = raw["members"][wire]
            html = member.get("documentation") or MODEL["shapes"][member["shape"]].get(
                "documentation", ""
            )
            text = documentation(cls, field)
            if html and words(html):
                assert_clean(text, html)
                texts += 1
            else:
                assert text == ""
    assert texts > 5000


@pytest.mark.parametrize("error", sagemaker_typed.sagemaker.errors.BY_CODE.values())
def test_documentation_of_every_error(error: type[ServiceError]) -> None:
    html = MODEL["shapes"][error.__name__]["documentation"]
    assert_clean(documentation(error), html)


def test_lists_code_links_and_notes_become_markdown() -> None:
    text = documentation(SageMaker.create_endpoint)

    assert "[CreateEndpointConfig](https://docs.aws.amazon.com/" in text
    assert "`EndpointConfig`" in text
    assert "\n\n**Note:** You must not delete an `EndpointConfig`" in text
    assert "\n\n- Option 1: " in text


def test_documentation_accepts_classes_fields_methods_errors_and_clients() -> None:
    client = SageMaker(region_name="us-west-2")
    # For mypy, a slot is not an attribute of the class.
    untyped: Any = CreateEndpointConfigRequest
    name = documentation(CreateEndpointConfigRequest, "endpoint_config_name")

    assert name.startswith("The name of the endpoint configuration.")
    assert name == documentation(untyped.endpoint_config_name)
    assert name == documentation(client.create_endpoint_config, "endpoint_config_name")
    assert documentation(client.create_model) == documentation(CreateModelRequest)
    assert documentation(CreateModelResponse) == documentation(CreateModelRequest)
    assert documentation(DeleteModelResponse) == documentation(SageMaker.delete_model)
    assert documentation(DescribeModelResponse, "model_name") == "Name of the SageMaker model."
    assert documentation(ResourceNotFound) == "Resource being access is not found."
    assert documentation(SageMaker).startswith("Provides APIs")
    assert documentation(TrainingInstanceType) == documentation(ModelCardStatus) == ""
    assert documentation(AutoMLS3DataSource)


def test_subclass_has_the_documentation_of_the_generated_class() -> None:
    class TeamTag(Tag):
        pass

    untyped: Any = Tag

    assert documentation(TeamTag) == documentation(Tag)
    assert documentation(TeamTag, "key") == documentation(untyped.key)


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ((Tag, "kye"), ValueError, "Tag has no field 'kye'; did you mean key?"),
        ((Tag, "Key"), ValueError, "Tag has no field 'Key'; did you mean key?"),
        ((TrainingInstanceType, "x"), ValueError, "TrainingInstanceType has no field 'x'"),
        (
            (SageMaker.create_model, "modelname"),
            ValueError,
            "SageMaker.create_model has no field 'modelname'; did you mean model_name?",
        ),
        ((Tag(key="a", value="b"),), TypeError, "not Tag: pass its class, Tag"),
        ((dict,), TypeError, "not the class dict"),
        ((OpenEnum,), TypeError, "not the class OpenEnum"),
        (("Tag",), TypeError, "not str"),
        ((len,), TypeError, "not builtin_function_or_method"),
        ((SageMaker.send,), TypeError, "takes a class of the API, a field such as Tag.key, or a"),
        (
            (SageMaker.wait_until_endpoint_deleted,),
            TypeError,
            "pass the method of the operation it polls",
        ),
    ],
)
def test_undocumented_things_are_refused(
    arguments: tuple[Any, ...], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=re.escape(text)):
        documentation(*arguments)


def test_too_old_botocore_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {
        "operations": {},
        "shapes": {"Tag": {"type": "structure", "members": {"Key": {"shape": "TagKey"}}}},
    }

    def no_operations(_service: str) -> Any:
        return old

    monkeypatch.setattr(sagemaker_typed._documentation.lookup, "service_model", no_operations)

    table: list[tuple[Any, str]] = [
        ((CreateModelRequest,), "the operation CreateModel"),
        ((SageMaker.create_model,), "an operation create_model"),
        ((ModelCardStatus,), "ModelCardStatus"),
        ((Tag, "value"), r"the member Tag\.Value"),
    ]
    for asked, lacking in table:
        with pytest.raises(BotocoreTooOldError, match=f"does not have {lacking};"):
            documentation(*asked)


def test_service_model_is_read_only_once() -> None:
    cached_model.cache_clear()

    documentation(Tag)
    documentation(SageMaker.create_model)

    assert cached_model.cache_info().misses == 1


def test_missing_extra_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from sagemaker_typed._documentation import markdown as _markdown

    _markdown.converter_of.cache_clear()
    monkeypatch.setitem(sys.modules, "markdownify", None)

    with pytest.raises(ModuleNotFoundError, match=r"sagemaker-typed\[documentation\]"):
        documentation(Tag)
