"""The service model's patterns match the same strings as in Java."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from helpers.attacks import attacks
from helpers.cases import each
from helpers.samples import SERVICES, Operation, operations, sample, service_model
from helpers.valid_texts import java_said, with_valid_texts

from sagemaker_typed import from_boto, violations
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents, required_fields
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.patterns import as_python, is_match, linear, translated, untranslatable
from sagemaker_typed.sagemaker import CreateMlflowTrackingServerRequest, EMRServerlessStepMetadata

# The longest string that is tried if a pattern has no maximum.
UNLIMITED = 10_000


def model_patterns() -> Counter[str]:
    """The number of shapes with each pattern."""
    metadata: list[dict[str, Any]] = [
        model.shape_for(name).metadata
        for model in map(service_model, SERVICES)
        for name in model.shape_names
    ]
    patterns = Counter(one["pattern"] for one in metadata if "pattern" in one)
    return Counter({p: n for p, n in patterns.items() if not untranslatable(p)})


def patterns_of_classes() -> dict[str, int]:
    """The maximum length of the strings that each pattern is matched with."""
    found: dict[str, int] = {}
    seen: set[type] = set()

    def add(content: Content) -> None:
        match content:
            case kinds.Structure(type=cls) if cls not in seen:
                seen.add(cls)
                for inner in field_contents(cls).values():
                    add(inner)
            case kinds.List():
                add(content.member)
            case kinds.Map():
                add(content.key)
                add(content.value)
            case kinds.Text(bounds=bounds) if bounds.pattern is not None:
                longest = bounds.max_length or UNLIMITED
                found[bounds.pattern] = max(longest, found.get(bounds.pattern, 0))
            case _:
                pass

    for operation in operations():
        add(kinds.Structure(operation.request))
        add(kinds.Structure(operation.response))
    return found


def test_every_pattern_of_the_model_is_translated() -> None:
    model = model_patterns()
    assert model.total() == 549
    assert set(model) == set(java_said()) == set(patterns_of_classes())
    for pattern in model:
        translated(pattern)


@each("pattern", sorted(model_patterns()))
def test_pattern_matches_the_same_strings_as_in_java(pattern: str) -> None:
    said = java_said()[pattern]
    assert [text for text in said["true"] if not is_match(pattern, text)] == []
    assert [text for text in said["false"] if is_match(pattern, text)] == []
    assert said["true"]
    # Some patterns match any str.
    assert said["false"] or is_match(pattern, "\x00\n\u2028😀")


REAL = {
    "EndpointArn": ["arn:aws:sagemaker:us-west-2:123456789012:endpoint/churn-blue"],
    "RoleArn": [
        "arn:aws:iam::123456789012:role/SageMaker",
        "arn:aws-cn:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20260101T1",
    ],
    "S3Uri": ["s3://bucket/a/key with blanks.tar.gz", "https://bucket.s3.amazonaws.com/key"],
    "ContainerImage": ["123456789012.dkr.ecr.us-west-2.amazonaws.com/xgboost:1.7-1"],
    "EndpointName": ["churn", "churn-blue-2026-01-02"],
    "TagKey": ["sagemaker:project", "Équipe", "チーム", "a b/c=d+e-f@g"],
    "TagValue": ["", "été 2026", "5 _.:/=+-@"],
    "KmsKeyId": ["alias/mine", "arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab"],
    "VpcId": ["vpc-0a1b2c3d"],
    "SubnetId": ["subnet-0a1b2c3d"],
    "ModelPackageArn": ["arn:aws:sagemaker:us-west-2:123456789012:model-package/group/3"],
    "PipelineArn": ["arn:aws:sagemaker:us-west-2:123456789012:pipeline/daily"],
}


@pytest.mark.parametrize("shape", sorted(REAL))
def test_real_values_match_their_patterns(shape: str) -> None:
    pattern: str = service_model().shape_for(shape).metadata["pattern"]
    assert [text for text in REAL[shape] if not is_match(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        (r"\p{IsGreek}+", "p{IsGree"),
        (r"[a-z&&[aeiou]]", "a set within a set"),
        (r"\Qa\E", "Qa"),
        ("(a", "no translation for the pattern"),
        ("(?<year>[0-9]{4})", "no translation for the pattern"),
        ("a{99999999999999}", "no translation for the pattern"),
        ("(" * 5000 + ")" * 5000, "no translation for the pattern"),
    ],
    ids=lambda text: text[:12],
)
def test_untranslatable_pattern_raises_value_error(pattern: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        is_match(pattern, "a")
    assert named in untranslatable(pattern)


def test_translatable_patterns_have_no_problem() -> None:
    # Python has possessive quantifiers and atomic groups since 3.11.
    for pattern in (r"[a-z]++", "(?>a|ab)c", r"\p{L}*", r"^[\p{Alnum}_-]{1,63}$"):
        assert untranslatable(pattern) == ""
    assert [pattern for pattern in java_said() if untranslatable(pattern)] == []


# --- time -----------------------------------------------------------------------------------------

LIMIT = 0.05


def seconds(pattern: str, text: str) -> float:
    start = time.process_time()
    is_match(pattern, text)
    return time.process_time() - start


@each(("pattern", "length"), sorted(patterns_of_classes().items()), ids=lambda case: case[0])
def test_no_pattern_takes_long_on_any_string_of_its_maximum_length(
    pattern: str, length: int
) -> None:
    is_match(pattern, "")
    slow = [
        text for text in {*attacks(translated(pattern), length)} if seconds(pattern, text) > LIMIT
    ]
    # Measured again, because the machine may have been busy.
    slow = [text for text in slow if min(seconds(pattern, text) for _ in range(3)) > LIMIT]
    assert [(text[:40], len(text), text[-10:]) for text in slow] == []


@pytest.mark.parametrize(
    ("pattern", "lengths"),
    [("(a|a)*b", range(12, 40)), ("[ab]*[a-c]*[a-z]*1", (800,)), ("s3://([^/]+)/?(.*)", (8000,))],
)
def test_attacks_find_slow_patterns(pattern: str, lengths: Sequence[int]) -> None:
    def is_slow(text: str) -> bool:
        start = time.process_time()
        re.fullmatch(pattern, text)
        return time.process_time() - start > LIMIT

    assert any(is_slow(text) for length in lengths for text in attacks(pattern, length))


@each("pattern", sorted(p for p in model_patterns() if linear(p) != p))
def test_linear_pattern_matches_the_same_strings(pattern: str) -> None:
    original = re.compile(as_python(pattern), re.ASCII)
    # Some originals take exponential time.
    lengths = (6, 14, 24, 64) if "arn:" in pattern or "[^/]+" in pattern else (6, 10, 14)
    texts = {text for length in lengths for text in attacks(original.pattern, length)}
    accepted = [text for text in texts if original.fullmatch(text)]
    assert accepted
    assert len(accepted) < len(texts)
    assert accepted == [text for text in texts if is_match(pattern, text)]


@pytest.mark.parametrize(
    ("obj", "field", "longest"),
    [
        (EMRServerlessStepMetadata, "application_id", 64),
        (CreateMlflowTrackingServerRequest, "mlflow_version", 16),
    ],
)
def test_string_that_is_too_long_is_not_matched(obj: Any, field: str, longest: int) -> None:
    shape = obj(**dict.fromkeys(required_fields(obj), "a") | {field: "0" * 2048 + "\n"})
    start = time.process_time()
    found = [violation for violation in violations(shape) if violation.path == field]
    assert time.process_time() - start < LIMIT
    assert [violation.rule for violation in found] == ["max_length"]
    setattr(shape, field, "0" * (longest - 1) + "\n")
    assert [one.rule for one in violations(shape) if one.path == field] == ["pattern"]


@each("operation", operations())
def test_valid_request_has_no_violations(operation: Operation) -> None:
    request = from_boto(operation.request, sample(operation.input))
    assert violations(with_valid_texts(request)) == ()
