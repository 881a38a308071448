"""Readable texts: by the name of the field first, checked against the rules of the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from sagemaker_typed._schema.bounds import Bounds
from sagemaker_typed._schema.patterns import is_match

from .arns import ACCOUNT, REGION, default_arn, filled_arns, known_arns
from .expressions import examples
from .words import noun_of_field, phrase, place_of_field, spellings

__all__ = ["Wanted", "fits", "is_arn", "readable_texts", "text_for"]

_HEX: Final = "0123456789abcdef"
_UUID: Final = "01234567-89ab-4cde-8f01-23456789abcd"
_ROWS: Final = (
    (r"client.*token|event_id|operation_id", _UUID),
    (r"private_dns", "ip-10-0-0-{number}.{region}.compute.internal"),
    (r"image(_uri)?$|_image$", f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{{place}}:1"),
    (r"s3_ur[il]|s3_(output|failure)_(path|location)|data_url$", "s3://example-bucket/{place}"),
    (r"model_artifacts?$", "s3://example-bucket/model.tar.gz"),
    (r"destination$", "s3://example-bucket/{place}"),
    (r"^local_path$", "/opt/ml/{place}"),
    (r"^directory_path$", "/{place}"),
    (r"uri$|_path$|location$", "s3://example-bucket/{place}"),
    (r"path$", "/opt/ml/{place}"),
    (r"(url|uri|issuer|endpoint|repository)(_equals)?$", "https://example.com/{place}"),
    (r"kms_key", f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    (r"role", f"arn:aws:iam::{ACCOUNT}:role/{{noun}}-{{number}}"),
    (r"domain_id", "d-abcdefghijkl"),
    (r"domain_id", "dzd-abcdefghijkl"),
    (r"account_id|owner_account|registry_id|trusted_accounts", ACCOUNT),
    (r"subnet", f"subnet-{_HEX}{{digit}}"),
    (r"security_group", f"sg-{_HEX}{{digit}}"),
    (r"vpc_endpoint", f"vpce-{_HEX}{{digit}}"),
    (r"vpc_id", f"vpc-{_HEX}{{digit}}"),
    (r"attachment_id", f"eni-attach-{_HEX}{{digit}}"),
    (r"network_interface|customer_eni|efa_eni", f"eni-{_HEX}{{digit}}"),
    (r"instance_id|node_id", f"i-{_HEX}{{digit}}"),
    (r"volume_id", f"vol-{_HEX}{{digit}}"),
    (r"image_id", f"ami-{_HEX}{{digit}}"),
    (r"file_system_id", f"fs-{_HEX}{{digit}}"),
    (r"dns_name", f"fs-{_HEX}{{digit}}.fsx.{REGION}.amazonaws.com"),
    (r"device_name", "/dev/xvd{letter}"),
    (r"hash|digest", f"sha256:{_HEX * 4}"),
    (r"availability_zone_id", "usw2-az{number}"),
    (r"availability_zone", f"{REGION}a"),
    (r"region", REGION),
    (r"content_type|accept|(mime|media)_type", "application/json"),
    (r"email", "user@example.com"),
    (r"cidr", "10.0.0.0/16"),
    (r"ipv6$", "2001:db8::{number}"),
    (r"(^|_)ip$|ip_address", "10.0.0.{number}"),
    (r"(host|dns)_?name$|hostname", "{noun}.example.com"),
    (r"policy$", '{{"Version": "2012-10-17", "Statement": []}}'),
    (r"(definition|document|schema|config|content|configuration_values)$", "{{}}"),
    (r"version", "1.0.0"),
    (r"version", "1.0"),
    (r"version", "1"),
    (r"maintenance_window", "Mon:03:00"),
    (r"schedule_expression", "cron(0 * ? * * *)"),
    (r"time_offset", "-PT1H"),
    (r"_time$|_at$|time_range", "2026-01-02T12:00:00Z"),
    (r"frequency", "1D"),
    (r"quantile", "p50"),
    (r"sequence_length", "4K"),
    (r"currency", "USD"),
    (r"fee$|price|cost", "1.00"),
    (r"e_?tag", _HEX * 2),
    (r"ml_framework", "PyTorch 2.4"),
    (r"programming_lang", "Python 3.11"),
    (r"ultra_server_type", "ml.u-p6e-gb200x36"),
    (r"(^|_)status(_equals)?$", "Active"),
    (r"sort_by", "CreationTime"),
    (r"contains$", "churn"),
    (
        r"description|reason|message|details|notes|advisory|markdown|title|comment|instructions",
        "{phrase}",
    ),
    (r"value", "value-{number}"),
)
"""The form of a string, by a part of the name of its field. Several rows can apply."""
_RULES: Final = tuple((re.compile(pattern), form) for pattern, form in _ROWS)


class Wanted(NamedTuple):
    """The text that is wanted: for which field, and which number it has in a list."""

    field: str
    """The name of the field, or of the field of the list or map."""
    cls: str
    """The name of the class."""
    number: int = 1
    """The number of the item, from 1."""
    part: str = ""
    """``key`` or ``value`` for a part of a map."""
    name: str = ""
    """The name of the resource, if another field says it."""


def is_arn(field: str) -> bool:
    """Return whether a field has ARNs, according to its name."""
    return field in {"arn", "arns"} or field.endswith(("_arn", "_arns"))


def fits(text: str, bounds: Bounds) -> bool:
    """Return whether the service accepts a string."""
    if len(text) < bounds.min_length:
        return False
    if bounds.max_length is not None and len(text) > bounds.max_length:
        return False
    return bounds.pattern is None or is_match(bounds.pattern, text)


@lru_cache(maxsize=8192)
def text_for(wanted: Wanted, bounds: Bounds) -> str:
    """Return the text for a field: the first readable one that the service accepts.

    Raises:
        ValueError: no text was found.
    """
    for text in readable_texts(wanted, bounds):
        if fits(text, bounds):
            return text
    for text in examples(bounds.pattern or "", bounds.min_length):
        if fits(text, bounds):
            return text
    raise ValueError(
        f"found no text for {wanted.cls}.{wanted.field} that matches the pattern "
        f"{bounds.pattern!r}, with {bounds.min_length} to {bounds.max_length} characters; pass one"
    )


def readable_texts(wanted: Wanted, bounds: Bounds) -> Iterator[str]:
    """Yield strings that people would write, best first. The service may refuse some of them."""
    for text in _written(wanted, bounds):
        yield from spellings(text, bounds.min_length, bounds.max_length)
    yield str(wanted.number)
    yield "1.0.0"


def _written(wanted: Wanted, bounds: Bounds) -> Iterator[str]:
    noun = noun_of_field(wanted.field, wanted.cls)
    place = place_of_field(noun, wanted.cls)
    name = wanted.name or f"{noun}-{wanted.number}"
    if wanted.part == "key":
        yield f"key-{wanted.number}"
    if is_arn(wanted.field):
        yield from _arns_of(noun, name, bounds)
    for rule, form in _RULES:
        if rule.search(wanted.field):
            yield form.format(
                noun=noun,
                place=place,
                letter=chr(ord("a") + (wanted.number - 1) % 26),
                number=wanted.number,
                digit=(wanted.number - 1) % 10,
                phrase=phrase(wanted.field),
                region=REGION,
            )
    if wanted.part == "value":
        yield f"value-{wanted.number}"
    yield name
    yield from _arns_of(noun, name, bounds)


def _arns_of(noun: str, name: str, bounds: Bounds) -> Iterator[str]:
    """Yield ARNs as the pattern begins, if it describes one, and as others of the kind look."""
    yield from known_arns(noun, name)
    for skeleton in _skeletons(bounds.pattern or ""):
        yield from filled_arns(skeleton, noun, name)
    yield default_arn(noun, name)


@lru_cache(maxsize=1024)
def _skeletons(pattern: str) -> tuple[str, ...]:
    """Return the shortest ARNs of a pattern, which may still be too short."""
    found: list[str] = []
    for text, _ in zip(examples(pattern), range(4), strict=False):
        if text.startswith("arn:") and text not in found:
            found.append(text)
    return tuple(found)
