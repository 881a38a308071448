"""Validation of every field of every request, compared with botocore's validator."""

from __future__ import annotations

import copy
import io
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache, partial
from itertools import count
from typing import Any, ClassVar, Final, cast

import attrs
import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import ParamValidationError
from botocore.model import DenormalizedStructureBuilder
from botocore.stub import Stubber
from botocore.validate import ParamValidator
from helpers.boto_calls import botocore_functions
from helpers.cases import each
from helpers.examples import EXAMPLES, FULL, examples
from helpers.folders import DOCS
from helpers.samples import OTHERS, Operation, operations, sample, service_model
from helpers.strategies import KINDS, Kind, requests
from hypothesis import given, settings

import sagemaker_typed.sagemaker
from sagemaker_typed import (
    ConversionError,
    OpenEnum,
    Request,
    Response,
    SageMaker,
    Shape,
    TaggedUnion,
    Violation,
    ViolationError,
    from_boto,
    mark_sensitive,
    to_boto,
    validate,
    violations,
    with_unknown_members,
)
from sagemaker_typed._conversion.violations import violations_of
from sagemaker_typed._schema import kinds, paths
from sagemaker_typed._schema.fields import entries, field_contents, numbered
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.paths import Key, Step
from sagemaker_typed.documents import Document
from sagemaker_typed.instance_types import (
    ProcessingInstanceType,
    ProductionVariantInstanceType,
    TrainingInstanceType,
)
from sagemaker_typed.runtime import InvokeEndpointRequest
from sagemaker_typed.sagemaker import (
    CreateEndpointConfigRequest,
    CreateWorkforceRequest,
    DescribeModelRequest,
    ListModelsRequest,
    OidcConfig,
    ProductionVariant,
    ResourceConfig,
    SearchExpression,
    Tag,
    VpcConfig,
)
from sagemaker_typed.validation import to_checked_boto

OPERATIONS: Final = operations()
TEN_EXAMPLES: Final = settings(EXAMPLES, max_examples=100 if FULL else 10)
SOME: Final = operations("sagemaker")[::17] + operations(*OTHERS)
CREDENTIALS: Final[dict[str, Any]] = {
    "region_name": "eu-west-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}


HIDDEN: Final = {"prompt", "datum_list"}
"""The sensitive fields that contain other values."""


class Text(str):
    """A subclass of str."""


# Valid and invalid values for fields.
VALUES: Final[tuple[Any, ...]] = (
    *(None, object(), "", "x", "2026-01-02T03:04:05Z", Text("xy"), b"x", bytearray(b"x")),
    *(io.BytesIO(b"x"), 0, 1, -1, 10**30, True, False, 0.0, 1.5, -1.5, float("nan"), float("inf")),
    *(Decimal("1.5"), Decimal("-1.5"), 1 + 1j, [], (), {}, set[int](), range(2)),
    *(datetime(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC), 1767323045, "1767323045"),
    *(TrainingInstanceType.ML_M5_LARGE, TrainingInstanceType.open("ml.p9.large"), Tag),
)


# --- comparison with botocore's validator ---------------------------------------------------------


def plain(value: Any) -> Any:
    """Convert an object to boto3's dict without any check."""
    if isinstance(value, Shape):
        members = ((w, getattr(value, name)) for name, w in value.__wire_names__.items())
        return {wire: plain(member) for wire, member in members if member is not None}
    if type(value) is list:
        return [plain(item) for _, item in numbered(cast("Any", value))]
    if type(value) is dict:
        return {plain(key): plain(item) for key, item in entries(cast("Any", value))}
    return value


def refused_by_botocore(cls: type[Shape], shape: Any, value: Any) -> set[str]:
    """Return the paths that botocore's validator reports, in field names."""
    validator: Any = ParamValidator()
    for name, member in shape.members.items():
        if member.metadata.get("idempotencyToken"):
            value.setdefault(name, "0" * 36)  # as botocore does before it validates
    errors = validator.validate(value, shape)._errors
    return {
        field_path(cls, f"{name}.{more['required_name']}" if "required_name" in more else name)
        for _, name, more in errors
    }


def field_path(cls: type[Shape], wire_path: str) -> str:
    steps: list[Step] = []
    at: Content = kinds.Structure(cls)
    for name, number, key in re.findall(r"\.([^.\[ ]+)|\[(\d+)\]| \(key: (.*)\)$", wire_path):
        match at:
            case kinds.Structure(type=inner):
                field = {wire: field for field, wire in inner.__wire_names__.items()}[name]
                steps.append(field)
                at = field_contents(inner)[field]
            case kinds.List():
                steps.append(int(number))
                at = at.member
            case kinds.Map():
                steps.append(Key(name or key))
                at = at.value
            case other:
                raise AssertionError(f"{other} at {wire_path}")
    return shown_path(tuple(steps))


def shown_path(steps: tuple[Step, ...]) -> str:
    """Return the path that violations show, without keys inside sensitive fields."""
    first = next((number for number, step in enumerate(steps) if step in HIDDEN), len(steps))
    hidden = (Key("<sensitive>") if isinstance(step, Key) else step for step in steps[first:])
    return str(paths.Path((*steps[:first], *hidden)))


def compare(obj: Shape, shape: Any) -> tuple[Violation, ...]:
    """Check that botocore and this package agree on ``obj``, and return the violations."""
    found = violations_of(obj, everything=False)
    without_enums = {violation.path for violation in found if violation.rule != "enum"}
    assert without_enums == refused_by_botocore(type(obj), shape, plain(obj)), found
    if not found:
        assert to_checked_boto(obj) == to_boto(obj)
    else:
        with pytest.raises(ViolationError) as caught:
            to_checked_boto(obj)
        assert repr(caught.value.violations) == repr(found)  # a NaN is not equal to itself
    return found


# --- every field of every class -------------------------------------------------------------------


@cache
def request_shapes() -> dict[type[Shape], Any]:
    """Return all classes that can be part of a request, with botocore's shape of each."""
    found: dict[type[Shape], Any] = {}

    def add(content: Content, shape: Any) -> None:
        match content:
            case kinds.Structure(type=cls) if cls not in found:
                found[cls] = shape
                for name, inner in field_contents(cls).items():
                    add(inner, shape.members[cls.__wire_names__[name]])
            case kinds.List():
                add(content.member, shape.member)
            case kinds.Map():
                add(content.value, shape.value)
            case _:
                pass

    for operation in OPERATIONS:
        if operation.input is not None:
            add(kinds.Structure(operation.request), operation.input)
    return found


def is_typo(content: Content, value: Any) -> bool:
    """Return whether a str is not a value of the field's enum, and not opened intentionally."""
    if not isinstance(content, kinds.Enum) or not isinstance(value, str):
        return False
    is_open = isinstance(value, OpenEnum) and not value.is_known
    return not is_open and str(value) not in {member.value for member in content.type}


def fields_to_fill() -> list[tuple[type[Shape], list[str]]]:
    """Return the classes with their fields; by default one field for each shape of a member."""
    found: list[tuple[type[Shape], list[str]]] = []
    seen: set[tuple[object, ...]] = set()
    for cls, shape in request_shapes().items():
        names: list[str] = []
        for name, wire in cls.__wire_names__.items():
            member = shape.members[wire]
            kind = (member.name, str(member.metadata), wire in shape.required_members)
            if FULL or kind not in seen:
                names.append(name)
            seen.add(kind)
        if names:
            found.append((cls, names))
    return found


@each(("cls", "names"), fields_to_fill(), ids=lambda case: case[0].__name__)
def test_values_in_fields_are_refused_if_botocore_refuses_them(
    cls: type[Shape], names: list[str]
) -> None:
    shape = request_shapes()[cls]
    right: Any = from_boto(cls, sample(shape, "required"))
    for name in names:
        content = field_contents(cls)[name]
        refused = 0
        for value in VALUES:
            obj = copy.copy(right)
            setattr(obj, name, value)
            if isinstance(content, kinds.Structure) and value == {}:
                continue  # a structure is a dict for botocore; see the next test
            if isinstance(content, kinds.Timestamp) and value in (10**30, float("inf")):
                continue  # botocore's validator crashes
            found = compare(obj, shape)
            enums = [violation for violation in found if violation.rule == "enum"]
            assert bool(enums) == is_typo(content, value), (name, value)
            refused += bool(found)
        assert refused, name


def test_dict_instead_of_object_is_refused_with_class_to_use() -> None:
    seen = 0
    for cls, shape in request_shapes().items():
        for name, content in field_contents(cls).items():
            if isinstance(content, kinds.Structure):
                right: Any = from_boto(cls, sample(shape, "required"))
                setattr(right, name, {"Secret": "s3cr3t"})
                by_path = {one.path: one for one in violations_of(right, everything=False)}
                wanted = content.type.__name__
                assert by_path[name].rule == "type"
                assert f"expected {wanted}, got dict; pass {wanted}(...)" in str(by_path[name])
                assert "s3cr3t" not in str(by_path)
                seen += 1
    assert seen > 300


# --- every place of every operation ---------------------------------------------------------------


@attrs.frozen
class Place:
    """The place of a value in a field, list or map."""

    content: Content
    steps: tuple[Step, ...]
    within: Any
    value: Any

    def change(self, value: Any) -> None:
        """Replace the value."""
        match self.steps[-1]:
            case Key():
                (key,) = self.within
                self.within[key] = value
            case int(number):
                self.within[number] = value
            case name:
                setattr(self.within, name, value)


def places(content: Content, value: Any, steps: tuple[Step, ...]) -> Iterator[Place]:
    """Yield every place in a value, at any depth. In samples, each map has one entry."""
    inside: list[tuple[Content, Step, Any]] = []
    match content:
        case kinds.Structure(type=cls):
            inside = [
                (inner, name, getattr(value, name)) for name, inner in field_contents(cls).items()
            ]
        case kinds.List():
            inside = [(content.member, number, item) for number, item in numbered(value)]
        case kinds.Map():
            inside = [(content.value, Key(str(key)), item) for key, item in entries(value)]
        case _:
            pass
    for inner, step, member in inside:
        if member is not None:
            yield Place(inner, (*steps, step), value, member)
            yield from places(inner, member, (*steps, step))


ALWAYS_WRONG: Final[tuple[Any, ...]] = (object(), 1j, {1, 2}, range(3), Tag, len, Ellipsis)


@each("operation", OPERATIONS)
def test_wrong_value_at_any_depth_is_refused_with_path(operation: Operation) -> None:
    cls, shape = operation.request, operation.input
    request: Any = from_boto(cls, sample(shape))
    turns = count()
    assert compare(request, shape) == ()
    for place in list(places(kinds.Structure(cls), request, ())):
        content, steps, change = place.content, place.steps, place.change
        number = next(turns)
        change(ALWAYS_WRONG[number % len(ALWAYS_WRONG)])
        (found,) = compare(request, shape)
        assert (found.path, found.rule) == (shown_path(steps), "type")
        if isinstance(content, kinds.Enum):
            change("no such value")
            (found,) = compare(request, shape)
            assert (found.path, found.rule) == (shown_path(steps), "enum")
            # The value is not shown inside a sensitive field.
            shown = "..." if HIDDEN & {*steps} else "'no such value'"
            assert f"{content.type.__name__}.open({shown})" in str(found)
            change(content.type.open("no such value"))
            assert compare(request, shape) == ()
        if not isinstance(steps[-1], str):
            change(None)
            (found,) = compare(request, shape)
            assert found.path == shown_path(steps)
        change(place.value)


@pytest.mark.parametrize("kind", KINDS)
@each("operation", SOME)
def test_valid_requests_are_accepted(operation: Operation, kind: Kind) -> None:
    @examples(operation.name, kind, of=TEN_EXAMPLES)
    @given(requests(operation.request, kind))
    def check(request: Request[Response]) -> None:
        assert compare(request, operation.input) == ()
        assert {one.rule for one in violations(request)} <= {"pattern", "json"}

    check()


# --- single rules ---------------------------------------------------------------------------------


def config(**fields: Any) -> CreateEndpointConfigRequest:
    given: dict[str, Any] = {
        "endpoint_config_name": "churn",
        "production_variants": [ProductionVariant(variant_name="blue")],
    }
    return CreateEndpointConfigRequest(**given | fields)


def boto_client() -> Any:
    session = botocore.session.Session()
    return session.create_client("sagemaker", **CREDENTIALS)


def refusal(request: Request[Any]) -> ViolationError:
    raw = boto_client()
    with pytest.raises(ViolationError) as caught, Stubber(raw):
        SageMaker(client=raw).send(request)
    return caught.value


def test_violation_error_lists_all_violations_with_suggestions() -> None:
    wrong: Any = {"VariantName": "green"}
    few: Any = 5
    error = refusal(
        config(
            production_variants=[
                ProductionVariant(
                    variant_name="blue",
                    model_name=few,
                    initial_instance_count=-1,
                    instance_type=cast("Any", "ml.m5.larg"),
                ),
                wrong,
            ],
            vpc_config=VpcConfig(security_group_ids=[], subnets=["a"]),
            tags=[Tag(key="", value="v"), cast("Any", None)],
        )
    )
    assert isinstance(error, ParamValidationError)
    assert isinstance(error, ValueError)
    assert str(error) == error.kwargs["report"]
    assert str(error).startswith("CreateEndpointConfigRequest is not valid:\n  - ")
    by_path = {one.path: (one.rule, one.value) for one in error.violations}
    assert by_path == {
        "production_variants[0].model_name": ("type", 5),
        "production_variants[0].initial_instance_count": ("min", -1),
        "production_variants[0].instance_type": ("enum", "ml.m5.larg"),
        "production_variants[1]": ("type", None),
        "vpc_config.security_group_ids": ("min_length", None),
        "tags[0].key": ("min_length", ""),
        "tags[1]": ("type", None),
    }
    for part in ("did you mean 'ml.m5.large'", "Type.open('ml.m5.larg')", "from_boto(Productio"):
        assert part in str(error)


def through_pickle(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, through_pickle])
def test_violation_error_supports_copy_and_pickle(again: Callable[[Any], Any]) -> None:
    error = refusal(config(endpoint_config_name=cast("Any", object())))
    assert type(again(error)) is ViolationError
    assert (again(error).violations, str(again(error))) == (error.violations, str(error))


def test_enum_fields_accept_known_values_and_open_members() -> None:
    def with_type(value: Any) -> tuple[Violation, ...]:
        return violations(
            ResourceConfig(instance_type=value, instance_count=1, volume_size_in_gb=1)
        )

    shared = ProcessingInstanceType.ML_M5_LARGE
    assert with_type("ml.m5.large") == with_type(shared) == ()
    assert with_type(TrainingInstanceType.open("ml.p99.large")) == ()
    foreign = next(v for v in ProductionVariantInstanceType if v not in TrainingInstanceType)
    (found,) = with_type(foreign)
    assert (found.rule, found.value) == ("enum", foreign.value)
    assert type(found.value) is str


@pytest.mark.parametrize("cls", [cls for cls in request_shapes() if issubclass(cls, TaggedUnion)])
def test_union_must_have_exactly_one_branch(cls: type[Shape]) -> None:
    shape = request_shapes()[cls]
    branches = {
        name: getattr(from_boto(cls, {wire: sample(shape.members[wire])}), name)
        for name, wire in cls.__wire_names__.items()
    }
    (none,) = compare(cls(), shape)
    assert (none.path, none.rule) == ("", "union")
    assert all(name in none.message for name in branches)
    if len(branches) > 1:
        (both,) = compare(cls(**branches), shape)
        assert f"must be set, got {', '.join(branches)}" in both.message
    (unknown,) = violations(with_unknown_members(cls(), {"Qqqqqq": {}}))
    assert f"the union {cls.__name__} has no branch 'Qqqqqq'; set " in unknown.message


@pytest.mark.parametrize(
    ("value", "is_right"),
    [
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), False),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), False),
        (datetime.max, True),
        (1e20, False),
        (float("nan"), False),
    ],
)
def test_timestamps_out_of_range_are_refused(value: Any, is_right: bool) -> None:
    request = ListModelsRequest(creation_time_after=value)
    assert (violations_of(request, everything=False) == ()) == is_right
    if not is_right:
        assert refusal(request).violations[0].path == "creation_time_after"


@pytest.mark.parametrize(
    ("weight", "rules"),
    [
        (Decimal("1.5"), {"json"}),
        (float("nan"), {"json"}),
        (float("inf"), {"json"}),
        (1.5, set[str]()),
    ],
)
def test_validate_refuses_numbers_that_json_does_not_support(weight: Any, rules: set[str]) -> None:
    variant = ProductionVariant(variant_name="a", initial_variant_weight=weight)
    assert {one.rule for one in violations(variant)} == rules
    assert violations_of(variant, everything=False) == ()


@pytest.mark.parametrize(
    "weight",
    [Decimal("nan"), Decimal("snan"), 10**400, 10**5000],
    ids=["nan", "snan", "400", "5000"],
)
def test_numbers_that_crash_botocore_are_refused(weight: Any) -> None:
    variant = ProductionVariant(variant_name="a", initial_variant_weight=weight)
    error = refusal(config(production_variants=[variant]))
    assert error.violations[0].path == "production_variants[0].initial_variant_weight"
    many = refusal(ListModelsRequest(max_results=10**5000))
    assert many.violations[0].path == "max_results"


def test_only_validate_checks_maximum_lengths_and_patterns() -> None:
    request = config(
        endpoint_config_name="-" * 64,
        tags=[Tag(key="é", value="✓"), Tag(key="a" * 129, value="\x00")],
        production_variants=[ProductionVariant(variant_name="b", initial_instance_count=1)] * 11,
    )
    assert violations_of(request, everything=False) == ()
    with pytest.raises(ViolationError) as caught:
        validate(request)
    found = [(one.path, one.rule) for one in caught.value.violations]
    assert ("endpoint_config_name", "max_length") in found
    assert ("endpoint_config_name", "pattern") not in found  # too long to be matched
    assert ("production_variants", "max_length") in found
    assert ("tags[1].key", "max_length") in found
    assert ("tags[1].value", "pattern") in found
    assert not any(path.startswith("tags[0].key") for path, _ in found)


def test_validate_checks_maximum_values_and_naive_datetimes() -> None:
    request = ListModelsRequest(max_results=101, creation_time_after=datetime(2026, 1, 2))
    first, second = violations(request)
    assert {first.rule, second.rule} == {"max", "time_zone"}
    assert "would be sent as UTC" in f"{first} {second}"


@pytest.mark.parametrize(
    ("body", "size"),
    [(b"x" * 6291457, 6291457), ("é" * 3145729, 6291458), (bytearray(6291457), 6291457)],
    ids=["bytes", "str", "bytearray"],
)
def test_validate_checks_the_length_of_a_body_in_bytes(body: Any, size: int) -> None:
    request = InvokeEndpointRequest(endpoint_name="churn", body=body)

    (found,) = violations(request)
    assert (found.path, found.rule) == ("body", "max_length")
    assert found.message == f"must be at most 6291456 bytes long, got {size}"
    assert violations_of(request, everything=False) == ()
    shorter = attrs.evolve(request, body=body[: len(body) - 1])
    assert violations(shorter) == ()
    assert violations(attrs.evolve(request, body=io.BytesIO(b"x" * 6291457))) == ()


def test_object_that_contains_itself_is_refused() -> None:
    expression = SearchExpression()
    expression.sub_expressions = [expression]
    assert violations(expression)[0].rule == "depth"


@pytest.mark.parametrize("read", [violations, partial(violations_of, everything=False)])
def test_object_that_contains_itself_and_a_wrong_value_is_refused(
    read: Callable[[Shape], tuple[Violation, ...]],
) -> None:
    untyped: Any = SearchExpression
    expression = untyped(filters=5)
    expression.sub_expressions = [expression]
    assert [violation.rule for violation in read(expression)] == ["depth"]


@pytest.mark.parametrize("depth", [300, 5000])
def test_send_refuses_nesting_too_deep_for_botocore(depth: int) -> None:
    expression = SearchExpression()
    for _ in range(depth):
        expression = SearchExpression(sub_expressions=[expression])
    client = SageMaker(**CREDENTIALS)
    request = sagemaker_typed.sagemaker.SearchRequest(
        resource=cast("Any", "TrainingJob"), search_expression=expression
    )
    with pytest.raises(ViolationError, match="nested too deeply"):
        client.send(request)
    # Checking needs fewer frames than botocore's serializer.
    if depth == 5000:
        assert [violation.rule for violation in violations(request)] == ["depth"]


@pytest.mark.parametrize("depth", [300, 5000])
def test_wrapped_client_refuses_nesting_too_deep_for_the_serializer(depth: int) -> None:
    expression = SearchExpression()
    for _ in range(depth):
        expression = SearchExpression(sub_expressions=[expression])
    session: Any = botocore.session.Session()
    client = SageMaker(client=session.create_client("sagemaker", **CREDENTIALS))
    request = sagemaker_typed.sagemaker.SearchRequest(
        resource=cast("Any", "TrainingJob"), search_expression=expression
    )
    with pytest.raises(ViolationError, match="nested too deeply"):
        client.send(request)


# --- secrets --------------------------------------------------------------------------------------

SECRET: Final = "s3cr3t-value"


def workforce(**fields: Any) -> CreateWorkforceRequest:
    others: dict[str, Any] = dict.fromkeys(
        (
            *("client_id", "issuer", "authorization_endpoint", "token_endpoint"),
            *("user_info_endpoint", "logout_endpoint", "jwks_uri"),
        ),
        "https://a/b",
    )
    return CreateWorkforceRequest(workforce_name="w", oidc_config=OidcConfig(**others | fields))


@pytest.mark.parametrize("secret", [SECRET.encode(), [SECRET], {SECRET: SECRET}, SECRET * 200])
def test_violations_do_not_show_sensitive_value(secret: Any) -> None:
    found = violations(workforce(client_secret=secret))
    assert found[0].path == "oidc_config.client_secret"
    assert SECRET not in repr(found) + str(ViolationError("W", found))


def test_violations_do_not_show_marked_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagemaker_typed.sensitive._marked", set[Any]())
    job = sagemaker_typed.sagemaker.CreateTrainingJobRequest
    request: Any = from_boto(job, sample(service_model().shape_for("CreateTrainingJobRequest")))
    for environment in ({SECRET: 5}, {"a": SECRET.encode()}, {"a": [SECRET]}, SECRET):
        request.environment = environment
        mark_sensitive("environment")
        error = refusal(request)
        assert error.violations[0].path.startswith("environment")
        assert SECRET not in repr(error.violations) + str(error)


# --- clients --------------------------------------------------------------------------------------


def created() -> SageMaker:
    return SageMaker(config=Config(read_timeout=7), **CREDENTIALS)


def wrapped() -> SageMaker:
    return SageMaker(client=boto_client())


@pytest.fixture
def botocore_validations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The shapes that botocore's validator has checked."""
    checked: list[str] = []
    validate: Any = ParamValidator.validate

    def note(self: Any, params: Any, shape: Any) -> Any:
        checked.append(shape.name)
        return validate(self, params, shape)

    monkeypatch.setattr(ParamValidator, "validate", note)
    return checked


@pytest.mark.parametrize("make", [created, wrapped])
def test_botocore_validates_raw_calls_only(
    make: Callable[[], SageMaker], botocore_validations: list[str]
) -> None:
    client = make()
    for wrong in ({"ModelName": 5}, {}, {"ModelName": "a", "Modle": "a"}):
        with pytest.raises(ParamValidationError) as caught:
            client.boto_client.describe_model(**wrong)
        assert not isinstance(caught.value, ViolationError)
        with pytest.raises(ParamValidationError):
            client.boto_client.generate_presigned_url("describe_model", Params=wrong)
    assert botocore_validations == ["DescribeModelInput"] * 6
    botocore_validations.clear()

    with pytest.raises(ViolationError, match="model_name: expected str, got 5"):
        client.send(DescribeModelRequest(model_name=cast("Any", 5)))
    assert botocore_validations == []


@pytest.mark.parametrize("make", [created, wrapped])
def test_typed_calls_are_validated_once(make: Callable[[], SageMaker]) -> None:
    client = make()
    request = DescribeModelRequest(model_name="a")
    functions = botocore_functions(lambda: client.presigned_url(request))
    with Stubber(client.boto_client) as stubber:
        stubber.add_response("list_models", {"Models": []})
        functions |= botocore_functions(client.list_models)
    assert "BaseClient._make_api_call" in functions
    assert "ParamValidator.validate" not in functions


@pytest.mark.parametrize("make", [created, wrapped])
def test_raw_call_in_a_hook_of_a_typed_call_is_validated(make: Callable[[], SageMaker]) -> None:
    client = make()
    errors: list[Exception] = []

    def hook(**_: Any) -> None:
        client.boto_client.meta.events.unregister("before-parameter-build", hook)
        try:
            client.boto_client.list_models(MaxResults="many")
        except ParamValidationError as error:
            errors.append(error)

    client.boto_client.meta.events.register("before-parameter-build", hook)
    with Stubber(client.boto_client) as stubber:
        stubber.add_response("list_models", {"Models": []})
        client.list_models()
    assert len(errors) == 1


@pytest.mark.parametrize("make", [created, wrapped])
def test_unknown_parameter_that_a_hook_adds_to_a_typed_call_is_named(
    make: Callable[[], SageMaker],
) -> None:
    client = make()

    def hook(params: Any, **_: Any) -> None:
        params["Nmae"] = "churn"

    client.boto_client.meta.events.register("before-parameter-build", hook)
    with pytest.raises(ParamValidationError, match='Unknown parameter in input: "Nmae"'):
        client.list_models()


def test_several_typed_clients_of_one_boto_client_skip_the_validation_once() -> None:
    raw: Any = boto_client()
    SageMaker(client=raw)
    serializer = raw._serializer
    SageMaker(client=raw).with_options(headers={"X-Trace": "1"})
    assert raw._serializer is serializer


@pytest.mark.parametrize("later", [False, True], ids=["immediately", "later"])
def test_parameter_validation_can_be_turned_off(later: bool) -> None:
    off = Config(parameter_validation=False)
    client = (
        SageMaker(**CREDENTIALS).with_options(config=off)
        if later
        else SageMaker(config=off, **CREDENTIALS)
    )
    variants = [ProductionVariant(variant_name="", instance_type=cast("Any", "ml.m5.larg"))]
    with Stubber(client.boto_client) as stubber:
        stubber.add_response("create_endpoint_config", {"EndpointConfigArn": "a" * 20})
        client.send(config(production_variants=variants))
        with pytest.raises(ConversionError, match="expected ProductionVariant"):
            client.send(config(production_variants=[cast("Any", {})]))


def test_conversion_failure_without_violations_raises_runtime_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_violations(_: Shape, *, everything: bool, placeholders: bool) -> tuple[Violation, ...]:
        assert not everything
        assert not placeholders
        return ()

    monkeypatch.setattr("sagemaker_typed.validation.violations_of", no_violations)
    with pytest.raises(RuntimeError, match="it violates no rule"):
        to_checked_boto(DescribeModelRequest(model_name=cast("Any", 5)))


def test_examples_of_the_page_on_validation_run(capsys: pytest.CaptureFixture[str]) -> None:
    text = (DOCS / "validation.md").read_text()
    first, second = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(first.replace('region_name="us-west-2"', "**CREDENTIALS"), names | globals(), names)
    assert capsys.readouterr().out == shown
    exec(second, names)
    assert "endpoint_config_name pattern\n" in capsys.readouterr().out


# --- JSON values ----------------------------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class Noted(Shape):
    """A structure with a JSON value."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"note": "Note"}

    note: Document | None = None


NOTED: Final[Any] = DenormalizedStructureBuilder().with_members(
    {"Note": {"type": "structure", "document": True, "members": {}}}
).build_model()  # fmt: skip
INFINITE: Final = float("inf")


@pytest.mark.parametrize(
    "value",
    ["x", 0, -1, 0.5, True, [], {}, [None, 1, ["a", {"b": None}]], {"a": {"b": [1, 2.5, False]}}],
    ids=repr,
)
def test_json_values_are_accepted(value: Any) -> None:
    assert compare(Noted(note=value), NOTED) == ()
    assert violations(Noted(note=value)) == ()


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        (object(), "note", "expected dict, list, str, int, float, bool or None, got object"),
        ([b"a"], "note[0]", "expected dict, list, str, int, float, bool or None, got bytes"),
        ({"a": [1, (2,)]}, "note['a'][1]", "expected dict, list, str, int, float, bool or None"),
        ({"a": {"b": {1}}}, "note['a']['b']", "expected dict, list, str, int, float, bool or None"),
    ],
)
def test_values_that_are_not_json_are_refused(value: Any, path: str, message: str) -> None:
    # botocore refuses them too, but it does not report their paths.
    validator: Any = ParamValidator()
    assert validator.validate({"Note": value}, NOTED).has_errors()
    (found,) = violations_of(Noted(note=value), everything=False)
    with pytest.raises(ViolationError, match=re.escape(str(found))):
        to_checked_boto(Noted(note=value))

    assert (found.path, found.rule) == (path, "type")
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        (INFINITE, "note", "JSON cannot represent inf"),
        ([1.0, {"a": INFINITE}], "note[1]['a']", "JSON cannot represent inf"),
        ({1: "a"}, "note['1']", "JSON keys must be str, got 1"),
        ([{"a": {2: "b"}}], "note[0]['a']['2']", "JSON keys must be str, got 2"),
    ],
)
def test_values_that_json_cannot_represent_are_violations_but_are_sent(
    value: Any, path: str, message: str
) -> None:
    assert compare(Noted(note=value), NOTED) == ()
    (found,) = violations(Noted(note=value))

    assert (found.path, found.rule, found.message) == (path, "json", message)


@pytest.mark.parametrize(("size", "is_listed"), [(2, True), (8, True), (9, False)])
def test_violation_lists_the_values_of_an_enum_if_there_are_few(size: int, is_listed: bool) -> None:
    cls, name, enum = next(
        (cls, name, content.type)
        for cls in request_shapes()
        for name, content in field_contents(cls).items()
        if isinstance(content, kinds.Enum) and len(content.type) == size
    )
    obj: Any = from_boto(cls, sample(request_shapes()[cls], "required"))
    setattr(obj, name, "!")

    (found,) = (one for one in violations(obj) if one.rule == "enum")

    listed = "; known values are " + ", ".join(repr(member.value) for member in enum)
    assert (listed in found.message) is is_listed
    assert ("known values" in found.message) is is_listed


def test_json_value_of_an_object_is_a_copy_of_the_dict_it_was_read_from() -> None:
    plain: Any = {"Note": {"a": [{"b": 1}]}}
    read: Any = from_boto(Noted, plain)

    assert read.note == plain["Note"]
    read.note["a"][0]["b"] = 2
    written: Any = to_boto(read)
    written["Note"]["a"].append(3)
    assert plain == {"Note": {"a": [{"b": 1}]}}
    assert read.note == {"a": [{"b": 2}]}
