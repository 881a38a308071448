"""Kinds of content, paths, and the walk through a value."""

from __future__ import annotations

from typing import Any, ClassVar, cast, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_typed import (
    ConversionError,
    Shape,
    from_boto,
    from_json,
    mark_sensitive,
    to_boto,
    to_json,
)
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import HIDDEN, ROOT, Key, Path, Step
from sagemaker_typed._schema.walk import DELETED, Place, inside
from sagemaker_typed.sagemaker import (
    ContainerDefinition,
    CreateModelRequest,
    CreateWorkforceRequest,
    OidcConfig,
    Tag,
)
from sagemaker_typed.training_session_runtime import TensorData
from sagemaker_typed.validation import to_checked_boto, violations


@pytest.fixture(autouse=True)
def nothing_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks are global: start every test without them, and remove them afterwards."""
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())


def paths(value: Shape, **options: bool) -> dict[str, Any]:
    """The values directly inside an object, by path."""
    place = Place(kinds.Structure(type(value)), value)
    return {str(inner.path): inner.value for inner in inside(place, **options)}


def test_content_includes_every_kind() -> None:
    assert set(get_args(Content)) == set(kinds.Kind.__subclasses__())


def test_repr_of_kinds_shows_their_arguments() -> None:
    contents = field_contents(CreateModelRequest)

    assert repr(contents["tags"]).startswith(f"List(Structure({Tag!r}), Bounds(")
    assert repr(contents["enable_network_isolation"]) == "Boolean()"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ROOT, ""),
        (ROOT / "tags", "tags"),
        (
            ROOT / "production_variants" / 0 / "instance_type",
            "production_variants[0].instance_type",
        ),
        (ROOT / "environment" / Key("a'b"), 'environment["a\'b"]'),
        (ROOT / "environment" / HIDDEN / 2, "environment['<sensitive>'][2]"),
        (Path((1, 2, "a")), "[1][2].a"),
    ],
    ids=str,
)
def test_path_is_formatted_as_str(path: Path, text: str) -> None:
    assert str(path) == text
    assert Path(tuple(path)) == path


@given(
    st.lists(
        st.from_regex(r"[a-z_]+", fullmatch=True) | st.integers(0, 99) | st.builds(Key, st.text())
    )
)
def test_path_is_read_from_its_str(steps: list[Step]) -> None:
    assert Path.parsed(str(Path(steps))) == Path(steps)


def test_walk_of_object_uses_field_names() -> None:
    tag = Tag(key="a", value="b")
    model = CreateModelRequest(model_name="m", tags=[tag])
    del model.execution_role_arn

    assert paths(model) == {"model_name": "m", "tags": [tag], "execution_role_arn": DELETED}
    tags = Place(field_contents(CreateModelRequest)["tags"], [tag, None], ROOT / "tags")
    assert [str(inner.path) for inner in inside(tags)] == ["tags[0]", "tags[1]"]


def test_walk_of_dict_reads_wire_names() -> None:
    place = Place(kinds.Structure(CreateModelRequest), {"Tags": [], "Other": 1, "Containers": None})

    by_field = {str(inner.path): inner for inner in inside(place, is_dict=True)}
    by_wire = [str(inner.path) for inner in inside(place, is_dict=True, wire_path=True)]

    assert [*by_field] == ["model_name", "tags"]
    assert by_wire == ["ModelName", "Tags"]
    assert by_field["model_name"].required_by is CreateModelRequest
    assert by_field["tags"].key == "Tags"


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (kinds.Structure(Tag), [None, 1, "text", {"Key": "a"}, [1], object()]),
        (kinds.List(kinds.Text()), [None, 1, "text", {"a": "b"}, {"a"}, object()]),
        (kinds.Map(kinds.Text(), kinds.Text()), [None, 1, "text", ["a"], {"a"}, object()]),
    ],
    ids=["structure", "list", "map"],
)
def test_value_of_wrong_type_has_no_places_inside(content: Content, values: list[Any]) -> None:
    assert not [inner for value in values for inner in inside(Place(content, value))]


def test_valid_document_is_not_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[object] = []
    extended = Path.__truediv__

    def counted(path: Path, step: Step) -> Path:
        steps.append(step)
        return extended(path, step)

    monkeypatch.setattr(Path, "__truediv__", counted)
    tensor = TensorData(data={"a": [1, "b", None, {"c": 1.5}]}, dtype="f")

    assert to_checked_boto(tensor)["data"] == tensor.data
    assert violations(tensor) == ()
    assert steps == []
    assert from_json(TensorData, to_json(tensor)) == tensor
    assert steps == ["data", "dtype"]


@pytest.mark.parametrize("name", ["My-Inner", "Tag[int]", "\N{LATIN SMALL LIGATURE FI}"])
def test_class_name_need_not_be_an_identifier(name: str) -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Inner(Shape):
        a: str | None = None
        __wire_names__: ClassVar = {"a": "A"}

    Inner.__name__ = name

    @attrs.define(kw_only=True, eq=False, repr=False)
    class Outer(Shape):
        inner: Inner | None = None
        __wire_names__: ClassVar = {"inner": "Inner"}

    attrs.resolve_types(Outer, localns={"Inner": Inner})
    outer = from_boto(Outer, {"Inner": {"A": "b"}})

    assert to_boto(outer) == to_checked_boto(outer) == {"Inner": {"A": "b"}}
    assert to_boto(from_boto(Inner, {"A": "b"})) == {"A": "b"}


def test_key_inside_sensitive_field_is_hidden() -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Secrets(Shape):
        secrets: dict[str, str] | None = None
        __wire_names__: ClassVar = {"secrets": "Secrets"}

    mark_sensitive("secrets", on=Secrets)
    (field,) = inside(Place(kinds.Structure(Secrets), Secrets(secrets={"s3cr3t": "a"})))
    (entry,) = inside(field)

    assert field.is_hidden
    assert entry.key == "s3cr3t"
    assert str(entry.path) == "secrets['<sensitive>']"


def test_to_boto_names_deleted_field() -> None:
    model = CreateModelRequest(model_name="m", containers=[ContainerDefinition(image="i")])
    del model.containers[0].image  # type: ignore[index]  # just given

    with pytest.raises(ConversionError, match=r"containers\[0\]\.image: the field was deleted; "):
        to_boto(model)


def test_only_the_invalid_value_in_a_sensitive_structure_is_reported() -> None:
    mark_sensitive("oidc_config", on=CreateWorkforceRequest)
    config = OidcConfig(
        client_id="c", client_secret=cast("Any", 5), issuer="i", authorization_endpoint="a",
        token_endpoint="t", user_info_endpoint="u", logout_endpoint="l", jwks_uri="j",
    )  # fmt: skip

    with pytest.raises(ConversionError) as caught:
        to_boto(CreateWorkforceRequest(workforce_name="w", oidc_config=config))
    (problem,) = caught.value.problems
    assert str(problem) == "oidc_config.client_secret: expected str, got int"
