"""Amazon Resource Names that look like real ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["ACCOUNT", "REGION", "default_arn", "filled_arns", "known_arns"]

ACCOUNT: Final = "123456789012"
REGION: Final = "us-west-2"

_FORMS: Final[Mapping[str, str]] = {
    "role": "arn:aws:iam::{account}:role/{name}",
    "key": "arn:aws:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "kms": "arn:aws:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "lambda": "arn:aws:lambda:{region}:{account}:function:{name}",
    "topic": "arn:aws:sns:{region}:{account}:{name}",
    "secret": "arn:aws:secretsmanager:{region}:{account}:secret:{name}",
    "mlflow": "arn:aws:sagemaker:{region}:{account}:mlflow-tracking-server/{name}",
    "group": "arn:aws:logs:{region}:{account}:log-group:{name}",
}
_GLOBAL: Final = {"iam", "sso", "s3"}
"""The services whose ARNs have no region."""
_FILLER: Final = {"", "a"}
"""The parts of a shortest ARN that say nothing."""


def known_arns(noun: str, name: str) -> Iterator[str]:
    """Yield ARNs for a noun that names a resource with its own form, such as a role."""
    for word in reversed(noun.split("-")):
        if word in _FORMS:
            yield _FORMS[word].format(account=ACCOUNT, region=REGION, name=name)


def default_arn(noun: str, name: str) -> str:
    """Return an ARN of SageMaker for a noun, such as ``training-job``."""
    return f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:{noun}/{name}"


def filled_arns(skeleton: str, noun: str, name: str) -> Iterator[str]:
    """Yield variants of the shortest ARN that a pattern allows, with region, account and name.

    Args:
        skeleton: The ARN, such as ``arn:aws:sagemaker::123456789012:endpoint/``.
        noun: The noun of the field, such as ``endpoint``.
        name: The name of the resource.
    """
    parts = skeleton.split(":", 5)
    if len(parts) < 6:
        return
    _, _, service, _, account, resource = parts
    if len(service) < 2:  # any service
        service = "sagemaker"
    for region in ["", REGION] if service in _GLOBAL else [REGION, ""]:
        for owner in (ACCOUNT, account) if account else ("", ACCOUNT):
            for named in _named(resource, noun, name):
                yield f"arn:aws:{service}:{region}:{owner}:{named}"


def _named(resource: str, noun: str, name: str) -> Iterator[str]:
    """Yield the resource part of an ARN with the name as its last part, and as it is."""
    for mark in "/:":
        if mark in resource:
            first, *others = resource.split(mark)
            before = [first, *others]
            middle = [
                f"{before[number]}-1" if part in _FILLER else part
                for number, part in enumerate(others)
            ]
            start = mark.join([first, *middle[:-1]])
            for short in (name, name.replace("-", "")):
                yield f"{start}{mark}{short}"
            yield mark.join([first, *middle])
    if not {"/", ":"} & {*resource}:
        yield f"{noun}/{name}"
        yield name
    yield resource
