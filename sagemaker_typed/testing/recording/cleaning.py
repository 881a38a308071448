"""Remove what must not be in a recording: sensitive members, account ids and signatures."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, assert_never

from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.sensitive import is_sensitive

__all__ = [
    "PLACEHOLDER",
    "account_ids",
    "changed",
    "replaced",
    "without_secrets",
    "without_signatures",
]

ShapeT = TypeVar("ShapeT", bound=Shape)

PLACEHOLDER: Final = "<sensitive>"
_FIRST: Final = "123456789012"
# The account of an ARN, of an image in ECR, in the name of a bucket, of a queue, and in a message.
_ACCOUNTS: Final = re.compile(
    r"arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):"
    r"|(?<!\d)(\d{12})\.dkr[.-]ecr\."
    r"|\bs3[an]?://(?:[^/\s]*?\D)?(\d{12})(?!\d)"
    r"|\bsqs\.[\w.-]+/(\d{12})/"
    r"|(?i:\baccount(?:[ _-]?id)?\W{1,3})(\d{12})(?!\d)"
)
# Parameters of presigned URLs, and access keys.
_SIGNATURES: Final = re.compile(
    r"(?i)(X-Amz-(?:Signature|Credential|Security-Token)|token|signature)=[^&\s\"']+"
)
_KEYS: Final = re.compile(r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])")
# Names of environment variables and hyperparameters; not of a model's tokens (``pad_token``).
_SECRET_NAMES: Final = re.compile(
    r"(?i:secret|passw|passphrase|(?:access|api|private)[_-]?key|(?:hf|hub|auth|api)_token$)"
    r"|(?:^|_)TOKEN$"
)
# Credentials of a session, which the service model does not mark as sensitive.
_SECRET_FIELDS: Final = {("StartSessionResponse", "token_value")}


def without_secrets(shape: ShapeT) -> ShapeT:
    """Return a copy of an object with placeholders for the values of sensitive fields.

    These are also the values of environment variables, and of entries of other maps whose keys name
    a secret, such as ``api_token``. The keys are kept.
    """
    copied = copy.copy(shape)
    cls = type(shape)
    for name, content in contents_of(cls).items():
        value = getattr(shape, name)
        if value is not None:
            hidden = is_sensitive(cls, name) or (cls.__name__, name) in _SECRET_FIELDS
            if not hidden and isinstance(content, kinds.Map) and "environment" in name:
                setattr(copied, name, dict.fromkeys(value, PLACEHOLDER))
            else:
                setattr(copied, name, _clean(content, value, hidden=hidden))
    return copied


def _clean(content: Content, value: Any, *, hidden: bool) -> Any:
    match content:
        case kinds.Structure():
            return _hidden(value) if hidden else without_secrets(value)
        case kinds.List():
            return [_clean(content.member, item, hidden=hidden) for item in value]
        case kinds.Map():
            return {
                PLACEHOLDER if hidden else key: _clean(
                    content.value, item, hidden=hidden or _SECRET_NAMES.search(str(key)) is not None
                )
                for key, item in value.items()
            }
        case _ if not hidden:
            return value
        case kinds.Text():
            return PLACEHOLDER
        case kinds.Blob():
            return PLACEHOLDER.encode()
        case kinds.Document():
            return PLACEHOLDER
        case kinds.Number() | kinds.Boolean():
            return content.type(0)
        case kinds.Timestamp():
            return datetime.fromtimestamp(0, UTC)
        case kinds.Enum() | kinds.Stream() | kinds.Events() | kinds.Other():
            return value
        case _:
            assert_never(content)


def _hidden(shape: Any) -> Any:
    """Return a copy of an object whose values are all placeholders."""
    copied = copy.copy(shape)
    cls: type[Shape] = shape.__class__
    for name, content in contents_of(cls).items():
        value = getattr(shape, name)
        if value is not None:
            setattr(copied, name, _clean(content, value, hidden=True))
    return copied


def account_ids(value: Any) -> dict[str, str]:
    """Return a replacement for each account id in a JSON value, in the order in which they occur.

    They are found in ARNs, in the names of images, buckets and queues, after the word "account",
    and in fields of that name.
    """
    found = dict.fromkeys(
        str(match[match.lastindex or 0])
        for text in _texts(value)
        for match in _ACCOUNTS.finditer(text)
    )
    return {
        account: _FIRST if number == 1 else f"{number:012d}"
        for number, account in enumerate(found, 1)
    }


def replaced(value: Any, accounts: Mapping[str, str]) -> Any:
    """Return a JSON value with other account ids, wherever they occur."""
    if not accounts:
        return value
    pattern = re.compile(rf"(?<!\d)(?:{'|'.join(accounts)})(?!\d)")

    def change(text: str) -> str:
        return pattern.sub(lambda match: accounts[match[0]], text)

    return changed(value, change)


def without_signatures(value: Any) -> Any:
    """Return a JSON value without signatures, tokens in URLs, and access keys."""

    def clean(text: str) -> str:
        return _KEYS.sub(PLACEHOLDER, _SIGNATURES.sub(rf"\1={PLACEHOLDER}", text))

    return changed(value, clean)


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a JSON value with other strs."""
    if isinstance(value, str):
        return change(value)
    if is_map(value):
        return {change(str(key)): changed(entry, change) for key, entry in value.items()}
    return [changed(item, change) for item in value] if is_list(value) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_map(value):
        for key, entry in value.items():
            yield str(key)
            named = "account " if "account" in str(key).lower() else ""
            yield from (f"{named}{text}" for text in _texts(entry))
    elif is_list(value):
        for item in value:
            yield from _texts(item)
