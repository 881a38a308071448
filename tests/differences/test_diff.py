"""``diff`` names what differs, where, and how."""

from __future__ import annotations

import copy
import json
import math
import pickle
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar, cast

import attrs
import pytest
from helpers.cases import each

import sagemaker_typed.sagemaker as sm
from sagemaker_typed import (
    ByteStream,
    Differences,
    Document,
    Shape,
    as_request,
    diff,
    with_unknown_members,
)
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.paths import Key
from sagemaker_typed.differences.comparison import Comparison, Side
from sagemaker_typed.differences.item_keys import BY_POSITION, KEYS, UNORDERED, item_key
from sagemaker_typed.instance_types import TrainingInstanceType
from sagemaker_typed.runtime import InvokeEndpointRequest, InvokeEndpointResponse


def model(**fields: Any) -> sm.CreateModelRequest:
    return sm.CreateModelRequest(**cast("Any", {"model_name": "churn"} | fields))


def described(**fields: Any) -> sm.DescribeModelResponse:
    required = {
        "model_name": "churn",
        "model_arn": "arn",
        "creation_time": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return sm.DescribeModelResponse(**cast("Any", required | fields))


def lines(old: Shape, new: Shape, **options: Any) -> list[str]:
    return str(diff(old, new, **options)).splitlines()


@attrs.define(kw_only=True, eq=False, repr=False)
class Values(Shape):
    """A structure with each kind of content."""

    __wire_names__: ClassVar[Mapping[str, str]] = {
        "number": "Number",
        "moment": "Moment",
        "blob": "Blob",
        "instance": "Instance",
        "any": "Any",
        "texts": "Texts",
        "named": "Named",
        "secret": "Secret",
        "tags": "Tags",
        "flag": "Flag",
    }

    number: float | None = None
    moment: datetime | None = None
    blob: bytes | None = None
    instance: TrainingInstanceType | None = None
    any: Document | None = None
    texts: list[str] | None = None
    named: dict[str, str] | None = None
    secret: dict[str, sm.Tag] | None = attrs.field(default=None, repr=False)
    tags: list[sm.Tag] | None = None
    flag: bool | None = None


class Odd:
    """A value that can be neither compared nor copied."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("never equal")

    def __hash__(self) -> int:
        return 1

    def __deepcopy__(self, memo: object) -> Odd:
        raise RuntimeError("never copied")


@attrs.define(kw_only=True, eq=False, repr=False)
class Ours(Shape):
    """A structure with a user's type."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"odd": "Odd"}

    odd: Odd | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class Loop(Shape):
    """A structure that can contain itself."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"inner": "Inner"}

    inner: list[Loop] | None = None


# --- what is a difference -------------------------------------------------------------------------


def test_equal_objects_have_no_differences() -> None:
    found = diff(model(tags=[sm.Tag(key="a", value="b")]), model(tags=[sm.Tag(key="a", value="b")]))

    assert not found
    assert len(found) == 0
    assert str(found) == "no differences"


def test_differences_are_in_the_order_of_the_fields() -> None:
    old = model(execution_role_arn="r", tags=[sm.Tag(key="a", value="1")])
    new = model(
        model_name="other",
        tags=[sm.Tag(key="a", value="2")],
        vpc_config=sm.VpcConfig(security_group_ids=[], subnets=["s"]),
    )

    assert lines(old, new) == [
        "~ model_name: 'churn' -> 'other'",
        "- execution_role_arn: 'r'",
        "~ tags['a'].value: '1' -> '2'",
        "+ vpc_config: VpcConfig(security_group_ids=[], subnets=['s'])",
    ]


def test_absent_and_empty_differ() -> None:
    empty: list[tuple[str, Any]] = [("texts", []), ("named", {}), ("any", {}), ("number", 0)]
    for name, value in empty:
        (added,) = diff(Values(), Values(**{name: value}))
        (removed,) = diff(Values(**{name: value}), Values())
        assert (added.path, added.kind, added.old, added.new) == (name, "added", None, value)
        assert (removed.path, removed.kind, removed.old) == (name, "removed", value)


MOMENT = datetime(2026, 1, 1, 12, tzinfo=UTC)
SAME: list[tuple[str, Any, Any]] = [
    ("number", 1, 1.0),
    ("number", math.nan, math.nan),
    ("number", float("nan"), float("nan")),
    ("number", 0.0, -0.0),
    ("moment", MOMENT, MOMENT.astimezone(timezone(timedelta(hours=5)))),
    ("moment", MOMENT, MOMENT.replace(tzinfo=None)),
    ("moment", MOMENT, MOMENT.timestamp()),
    ("moment", MOMENT, "2026-01-01T12:00:00Z"),
    ("blob", b"a", bytearray(b"a")),
    ("blob", b"a", "a"),
    ("instance", TrainingInstanceType.ML_M5_LARGE, "ml.m5.large"),
    ("instance", TrainingInstanceType.open("new"), "new"),
    ("any", {"a": [1, {"b": None}]}, {"a": [1.0, {"b": None}]}),
    ("any", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ("texts", ["a"], ("a",)),
    ("named", {"a": "1", "b": "2"}, {"b": "2", "a": "1"}),
]
OTHER: list[tuple[str, Any, Any, str]] = [
    ("number", 1, 2, "~ number: 1 -> 2"),
    ("number", 1, True, "~ number: 1 -> True"),
    ("number", 1, "1", "~ number: 1 -> '1'"),
    ("moment", MOMENT, MOMENT + timedelta(1), "~ moment: 2026-01-01T12:00:00+00:00 -> 2026-01-02"),
    ("moment", MOMENT, "soon", "~ moment: 2026-01-01T12:00:00+00:00 -> 'soon'"),
    ("blob", b"a", b"bc", "~ blob: <1 bytes> -> <2 bytes>"),
    ("any", {"a": 1}, {"a": True}, "~ any['a']: 1 -> True"),
    ("any", {"a": None}, {}, "- any['a']: None"),
    ("any", [1, [2]], [1, [3]], "~ any[1][0]: 2 -> 3"),
    ("any", [1], {"a": 1}, "~ any: [1] -> {'a': 1}"),
    ("texts", ["a", "b"], ["b", "a"], "~ texts[0]: 'a' -> 'b'"),
    ("named", {"a": "1"}, {"a": "1", "it's": ""}, "+ named[\"it's\"]: ''"),
    ("flag", True, False, "~ flag: True -> False"),
    ("flag", True, 1, "~ flag: True -> 1"),
]


@each(("name", "old", "new"), SAME, ids=lambda case: f"{case[0]}-{case[1]!r}-{case[2]!r}")
def test_values_that_mean_the_same_are_equal(name: str, old: Any, new: Any) -> None:
    assert lines(Values(**{name: old}), Values(**{name: new})) == ["no differences"]
    assert lines(Values(**{name: new}), Values(**{name: old})) == ["no differences"]


@each(("name", "old", "new", "line"), OTHER, ids=lambda case: case[3])
def test_other_values_differ(name: str, old: Any, new: Any, line: str) -> None:
    first, *_ = lines(Values(**{name: old}), Values(**{name: new}))
    assert first.startswith(line)


def test_unknown_members_are_compared_without_their_values() -> None:
    old = with_unknown_members(model(), {"Same": [1], "Old": {"a": "b"}, "Both": {"a": "secret"}})
    new = with_unknown_members(model(), {"Same": [1], "New": 1, "Both": {"a": "other"}})

    assert lines(old, new) == [
        "- Old: <sensitive>",
        "~ Both: <sensitive> -> <sensitive>",
        "+ New: <sensitive>",
    ]
    assert "secret" not in repr(diff(old, new))


def test_deleted_field_is_absent() -> None:
    request = model(execution_role_arn="r")
    del request.execution_role_arn

    assert lines(model(execution_role_arn="r"), request) == ["- execution_role_arn: 'r'"]


def test_values_of_users_types_are_compared() -> None:
    one = Odd()
    assert not diff(Ours(odd=one), Ours(odd=one))
    assert lines(Ours(odd=one), Ours(odd=Odd())) == ["~ odd: '<Odd>' -> '<Odd>'"]


def test_object_that_contains_itself_is_refused() -> None:
    objects = [Loop(inner=[]), Loop(inner=[])]
    for obj in objects:
        cast("Any", obj.inner).append(obj)

    with pytest.raises(ValueError, match="cannot compare two Loop: nested too deeply, or"):
        diff(*objects)


def test_objects_of_the_wrong_class_are_compared_as_a_whole() -> None:
    wrong: Any = [sm.VpcConfig(security_group_ids=[], subnets=["a"])]
    other: Any = [sm.VpcConfig(security_group_ids=[], subnets=["b"])]

    assert not diff(model(tags=wrong), model(tags=copy.deepcopy(wrong)))
    assert lines(model(tags=wrong), model(tags=other)) == [
        "~ tags[0]: VpcConfig(security_group_ids=[], subnets=['a']) -> "
        "VpcConfig(security_group_ids=[], subnets=['b'])"
    ]


# --- lists ----------------------------------------------------------------------------------------


def tags(**values: str) -> list[sm.Tag]:
    return [sm.Tag(key=key, value=value) for key, value in values.items()]


def test_items_with_a_key_are_compared_in_any_order() -> None:
    old, new = model(tags=tags(a="1", b="2", c="3")), model(tags=tags(c="3", d="4", a="0"))

    assert lines(old, new) == [
        "~ tags['a'].value: '1' -> '0'",
        "- tags['b']: Tag(key='b', value='2')",
        "+ tags['d']: Tag(key='d', value='4')",
    ]
    (first, *_) = diff(old, new)
    assert first.steps == ("tags", Key("a"), "value")


def test_all_lists_can_be_compared_by_position() -> None:
    old, new = model(tags=tags(a="1", b="2")), model(tags=tags(b="2"))

    assert lines(old, new) == ["- tags['a']: Tag(key='a', value='1')"]
    assert lines(old, new, by_position=True) == [
        "~ tags[0].key: 'a' -> 'b'",
        "~ tags[0].value: '1' -> '2'",
        "- tags[1]: Tag(key='b', value='2')",
    ]


def test_items_whose_keys_repeat_are_compared_by_position() -> None:
    old, new = model(tags=tags(a="1") + tags(a="2")), model(tags=tags(a="1") + tags(a="3"))

    assert lines(old, new) == ["~ tags[1].value: '2' -> '3'"]


def test_items_without_a_key_are_compared_by_position() -> None:
    def named(*names: str | None) -> sm.CreateModelRequest:
        containers = [sm.ContainerDefinition(container_hostname=n, image=f"{n}") for n in names]
        return model(containers=containers)

    assert lines(named("a", None), named("b", None))[0] == (
        "~ containers[0].container_hostname: 'a' -> 'b'"
    )
    # Containers run in their order.
    assert lines(named("a", "b"), named("b", "a"))[0].startswith("~ containers[0]")
    assert lines(named("a", "b"), named("x", "a", "b")) == [
        "+ containers['x']: ContainerDefinition(container_hostname='x', image='x')"
    ]


def test_null_items_are_compared_by_position() -> None:
    nothing: Any = None

    assert lines(model(tags=[nothing]), model(tags=tags(a="1"))) == [
        "~ tags[0]: None -> Tag(key='a', value='1')"
    ]
    assert not diff(model(tags=[nothing]), model(tags=[nothing]))


def test_sets_have_no_order() -> None:
    def network(*subnets: str) -> sm.VpcConfig:
        return sm.VpcConfig(security_group_ids=["a"], subnets=[*subnets])

    assert not diff(network("a", "b"), network("b", "a"))
    assert lines(network("a", "b"), network("c", "a")) == [
        "- subnets['b']: 'b'",
        "+ subnets['c']: 'c'",
    ]
    assert lines(network("a", "a"), network("a")) == ["- subnets[1]: 'a'"]
    assert lines(network("a", "b"), network("b", "a"), by_position=True) == [
        "~ subnets[0]: 'a' -> 'b'",
        "~ subnets[1]: 'b' -> 'a'",
    ]


@attrs.define(kw_only=True, eq=False, repr=False)
class Unheard(Shape):
    """A structure that no row names."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"port_name": "PortName", "value": "Value"}

    port_name: str
    value: str


def test_rule_finds_the_key_of_a_class_without_a_row() -> None:
    key = item_key(Unheard)

    assert key is not None
    assert (key.member, key.is_ordered) == ("port_name", False)
    assert item_key(sm.CustomImage) is None  # two names
    assert item_key(sm.NotebookInstanceLifecycleHook) is None  # no name


# --- rows -----------------------------------------------------------------------------------------


def is_gone(name: str, member: str) -> bool:
    return member not in getattr(getattr(sm, name, None), "__wire_names__", {})


@each("name", KEYS)
def test_row_of_a_key_names_a_member_that_the_rule_does_not_find(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = KEYS[name]
    assert row.reason
    if is_gone(name, row.member):
        pytest.skip(f"the service has removed {name}.{row.member}")
    assert item_key(getattr(sm, name)) == row
    monkeypatch.setattr("sagemaker_typed.differences.item_keys.KEYS", {})
    by_rule = item_key(getattr(sm, name))
    monkeypatch.undo()
    assert by_rule is None or row.is_ordered or by_rule.member != row.member


@each("name", BY_POSITION)
def test_row_without_a_key_corrects_the_rule(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert BY_POSITION[name]
    if getattr(sm, name, None) is None:
        pytest.skip(f"the service has removed {name}")
    assert item_key(getattr(sm, name)) is None
    monkeypatch.setattr("sagemaker_typed.differences.item_keys.BY_POSITION", {})
    assert item_key(getattr(sm, name)) is not None
    monkeypatch.undo()


def test_rows_of_sets_name_lists_of_the_model() -> None:
    package: Any = sm
    names = {
        field
        for name in package.__all__
        for field in getattr(getattr(sm, name), "__wire_names__", {})
    }
    assert {*UNORDERED} <= names


# --- a request and a description ------------------------------------------------------------------


def test_request_is_compared_with_its_description() -> None:
    request = model(execution_role_arn="s", tags=tags(a="b"))

    assert lines(described(execution_role_arn="r"), request) == [
        "~ execution_role_arn: 'r' -> 's'",
        "not compared: tags",
    ]
    assert lines(request, described(execution_role_arn="r")) == [
        "~ execution_role_arn: 's' -> 'r'",
        "not compared: tags",
    ]
    assert diff(request, described()).not_compared == ("tags",)
    assert not diff(model(), described())


def test_unknown_members_of_a_request_and_a_description_are_not_compared() -> None:
    request = with_unknown_members(model(), {"New": 1})
    newer = with_unknown_members(described(), {"New": 2, "Newer": 3})

    assert lines(request, newer) == ["no differences", "not compared: New"]


def test_structures_of_other_classes_are_compared_by_the_requests_members() -> None:
    request = sm.CreateClusterRequest(
        cluster_name="c",
        instance_groups=[
            sm.ClusterInstanceGroupSpecification(
                instance_group_name=name, instance_count=count, execution_role="r"
            )
            for name, count in (("a", 1), ("b", 2))
        ],
    )
    cluster = sm.DescribeClusterResponse(
        cluster_arn="arn",
        cluster_status=sm.ClusterStatus.IN_SERVICE,
        cluster_name="c",
        instance_groups=[
            sm.ClusterInstanceGroupDetails(
                instance_group_name=name,
                current_count=9,
                target_count=count,
                execution_role="r",
                status=sm.InstanceGroupStatus.IN_SERVICE,
            )
            for name, count in (("b", 2), ("a", 3))
        ],
    )

    assert lines(request, cluster) == ["~ instance_groups['a'].instance_count: 1 -> 3"]
    assert lines(cluster, request) == ["~ instance_groups['a'].instance_count: 3 -> 1"]


def test_description_in_a_structure_is_compared() -> None:
    team = sm.Workteam(workteam_name="t", member_definitions=[], workteam_arn="a", description="d")
    request = sm.UpdateWorkteamRequest(workteam_name="t", description="e")

    assert lines(sm.DescribeWorkteamResponse(workteam=team), request) == [
        "- member_definitions: []",
        "~ description: 'd' -> 'e'",
    ]


def test_objects_of_a_users_subclass_are_compared() -> None:
    class Ours(sm.CreateModelRequest):
        pass

    ours = Ours(model_name="a")

    assert lines(ours, model()) == ["~ model_name: 'a' -> 'churn'"]
    assert lines(model(), ours) == ["~ model_name: 'churn' -> 'a'"]
    assert lines(ours, described()) == ["~ model_name: 'a' -> 'churn'"]


def test_streams_are_not_compared() -> None:
    one = InvokeEndpointResponse(body=ByteStream(b"a"))
    other = InvokeEndpointResponse(body=ByteStream(b"b"), content_type="t")

    assert lines(one, other) == ["+ content_type: 't'", "not compared: body"]
    one.body = other.body = cast("Any", None)
    assert not diff(one, other).not_compared
    assert lines(one, InvokeEndpointResponse(body=ByteStream(b"")))[-1] == "not compared: body"


NOT_COMPARABLE: list[tuple[Any, Any, str]] = [
    (model(), sm.Tag(key="a", value="b"), "here DescribeModelResponse"),
    (sm.Tag(key="a", value="b"), model(), "here DescribeModelResponse"),
    (model(), sm.DescribeHubResponse.__new__(sm.DescribeHubResponse), "here DescribeModelRes"),
    (sm.DeleteModelRequest(model_name="a"), described(), "diff cannot compare DeleteModelRequest"),
    (described(), sm.ListModelsResponse(models=[]), "with ListModelsResponse: it compares two"),
    (InvokeEndpointRequest(endpoint_name="a", body=b""), described(), "as_request"),
    (model(), {"ModelName": "a"}, "not dict; use from_boto"),
    ({"ModelName": "a"}, model(), "not dict; use from_boto"),
    (sm.CreateModelRequest, model(), "not the class CreateModelRequest"),
]


@each(("old", "new", "message"), NOT_COMPARABLE, ids=lambda case: case[2])
def test_other_objects_are_refused(old: Any, new: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        diff(old, new)
    assert message in str(caught.value)


def test_error_says_how_to_compare_other_objects() -> None:
    update = sm.UpdatePipelineRequest(pipeline_name="p", role_arn="r")
    create = sm.CreatePipelineRequest(pipeline_name="q", role_arn="r")
    with pytest.raises(TypeError, match="make requests of one class with as_request"):
        diff(update, create)

    assert lines(as_request(sm.CreatePipelineRequest, update), create) == [
        "~ pipeline_name: 'p' -> 'q'"
    ]


def test_members_of_different_kinds_are_not_compared() -> None:
    @attrs.define(kw_only=True, eq=False, repr=False)
    class Other(Shape):
        __wire_names__: ClassVar[Mapping[str, str]] = {"number": "Number", "flag": "Flag"}
        number: str | None = None
        flag: bool | None = None

    sides = (Values(number=1, flag=True), Other(number="1", flag=False))
    old, new = (Side(kinds.Structure(type(value)), value) for value in sides)
    comparison = Comparison(is_old_leading=False, by_position=False)

    assert [str(one) for one in comparison.differences(old, new)] == ["~ flag: True -> False"]
    assert comparison.not_compared == ["number"]


# --- results --------------------------------------------------------------------------------------


def found() -> Differences:
    old = model(tags=tags(a="1"), vpc_config=sm.VpcConfig(security_group_ids=[], subnets=["s"]))
    new = model(tags=tags(a="2"), primary_container=sm.ContainerDefinition(image="i"))
    return diff(old, new)


def test_differences_are_a_sequence() -> None:
    differences = found()

    assert [one.path for one in differences] == [
        "primary_container",
        "tags['a'].value",
        "vpc_config",
    ]
    assert differences[-1].kind == "removed"
    assert differences[:1] == (differences[0],)
    assert len(differences) == 3
    assert differences[1] in differences
    assert differences == found()
    assert differences != Differences()


def test_results_can_be_pickled_and_copied() -> None:
    differences = found()
    for again in (
        pickle.loads(pickle.dumps(differences)),
        copy.copy(differences),
        copy.deepcopy(differences),
    ):
        assert again == differences
        assert str(again) == str(differences)
    assert type(differences).__module__ == "sagemaker_typed.differences"
    assert b"_schema" not in pickle.dumps(differences, 0)


def test_results_do_not_change() -> None:
    differences = found()
    (difference, *_) = differences
    for obj, name in ((differences, "items"), (difference, "new"), (difference, "steps")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(obj, name, ())


def test_results_are_independent_of_the_objects() -> None:
    container = sm.ContainerDefinition(image="i", environment={"a": "b"})
    new = model(primary_container=container, tags=tags(a="b"))
    differences = diff(model(), new)
    text, before = str(differences), copy.deepcopy(new)

    container.environment = {"a": "c"}
    cast("Any", new.tags).clear()
    assert str(differences) == text

    differences[0].new.image = "other"
    assert container.image == "i"
    assert before.primary_container is not None


def test_to_dict_has_json_values() -> None:
    old = Values(number=1, blob=b"a", any={"a": None}, instance=TrainingInstanceType.ML_M5_LARGE)
    new = Values(number=math.inf, moment=MOMENT, any={}, tags=tags(a="b"))

    assert diff(old, new).to_dict() == {
        "differences": [
            {"path": "number", "kind": "changed", "old": 1, "new": "inf"},
            {"path": "moment", "kind": "added", "new": "2026-01-01T12:00:00+00:00"},
            {"path": "blob", "kind": "removed", "old": "YQ=="},
            {"path": "instance", "kind": "removed", "old": "ml.m5.large"},
            {"path": "any['a']", "kind": "removed", "old": None},
            {"path": "tags", "kind": "added", "new": [{"key": "a", "value": "b"}]},
        ],
        "not_compared": [],
    }
    assert json.loads(diff(old, new).to_json()) == diff(old, new).to_dict()
    assert "\n" not in diff(old, new).to_json(indent=None)


def test_long_values_are_shortened_around_the_difference() -> None:
    old, new = "x" * 1000 + "old" + "y" * 1000, "x" * 1000 + "new" + "y" * 1000

    (line,) = lines(model(execution_role_arn=old), model(execution_role_arn=new))

    assert line == (
        f"~ execution_role_arn: ...{'x' * 16}old{'y' * 61}... -> ...{'x' * 16}new{'y' * 61}..."
    )
    (difference,) = diff(model(execution_role_arn=old), model(execution_role_arn=new))
    assert difference.new == new
    assert str(difference) == line


def test_line_ends_do_not_break_a_line() -> None:
    assert len(lines(model(execution_role_arn="a\nb"), model(execution_role_arn="\x1b[0m"))) == 1
    assert "\x1b" not in str(diff(model(), model(execution_role_arn="\x1b[0m")))


@pytest.mark.parametrize(
    ("terminal", "environment", "colors"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colors_are_for_terminals(
    terminal: bool, environment: dict[str, str], colors: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)

    assert ("\x1b[" in found().to_text()) is colors
    assert "\x1b[" in found().to_text(color=True)
    assert found().to_text(color=False) == str(found())
    assert found().to_text(color=True).splitlines()[0] == (
        "\x1b[32m+ primary_container: ContainerDefinition(image='i')\x1b[0m"
    )


def test_notebooks_show_the_text() -> None:
    shown: list[str] = []

    class Printer:
        text = shown.append

    cast("Any", found())._repr_pretty_(Printer(), False)

    assert shown == [str(found())]
