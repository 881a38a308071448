"""The service model's patterns match the same strings as in Java."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from helpers.cases import each
from helpers.samples import SERVICES, Operation, operations, sample, service_model
from helpers.valid_texts import java_said, with_valid_texts

from sagemaker_typed import from_boto, violations
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import field_contents
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.patterns import is_match, translated


def model_patterns() -> Counter[str]:
    """The number of shapes with each pattern."""
    metadata: list[dict[str, Any]] = [
        model.shape_for(name).metadata
        for model in map(service_model, SERVICES)
        for name in model.shape_names
    ]
    return Counter(one["pattern"] for one in metadata if "pattern" in one)


def patterns_of_classes() -> set[str]:
    found: set[str] = set()
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
                found.add(bounds.pattern)
            case _:
                pass

    for operation in operations():
        add(kinds.Structure(operation.request))
        add(kinds.Structure(operation.response))
    return found


def test_every_pattern_of_the_model_is_translated() -> None:
    model = model_patterns()
    assert model.total() == 549
    assert set(model) == set(java_said()) == patterns_of_classes()
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
    ],
)
def test_untranslatable_pattern_raises_value_error(pattern: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        is_match(pattern, "a")


def test_every_pattern_terminates_on_long_strings() -> None:
    """Runs in a separate process, which a timeout can stop."""
    code = """
import sys
from helpers.valid_texts import java_said
from sagemaker_typed._schema.patterns import is_match
for pattern, said in java_said().items():
    heads = {"", *(text[:40] for text in said["true"])}
    for head in heads:
        for middle in ("a", "-", " ", "a-", "a/", "a.", "1", "0.", "a ", "\\n"):
            for end in ("\\x85", "!", "\\x00"):
                is_match(pattern, head + middle * 200 + end)
"""
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        timeout=120,
        env={"PYTHONPATH": ":".join(sys.path)},
    )


@each("operation", operations())
def test_valid_request_has_no_violations(operation: Operation) -> None:
    request = from_boto(operation.request, sample(operation.input))
    assert violations(with_valid_texts(request)) == ()
