"""Names: what a shape, a member, an operation and an enum value are called in Python."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Sequence

from botocore import xform_name

from sagemaker_typed.codegen.errors import GenerationError

# What a field must not replace: names of the runtime's own, and those that the class body needs.
RESERVED_FIELDS = frozenset({"response_metadata", "unknown_members", "attrs", "self", "cls"})

# What every client has, now or by design.
RESERVED_METHODS = frozenset({"boto_client", "items", "pages", "send", "wait"})

# What a generated module imports or uses by name; a class of one of these names would break it.
RESERVED_CLASSES = frozenset(dir(builtins)) | frozenset(
    {"Annotated", "Any", "ClassVar", "Generic", "Interval", "Len", "Literal", "Ge", "Le", "Pattern"}
    | {"Sensitive", "Shape", "Request", "Response", "PagedRequest", "TaggedUnion", "BaseClient"}
    | {"OpenEnum", "InstanceTypeEnum", "Paging", "Body", "ByteStream", "Document", "EventStream"}
    | {"Acceptor", "Cancel", "OnProgress", "Poll", "StreamEvent", "Waiter", "Waiters"}
    | {"ServiceError", "ResponseMetadata", "BY_CODE", "Mapping"}
)

# Product names that are one word whatever their capitals say.
_PRODUCT_NAMES = ("SageMaker", "FSx", "RStudio", "MLflow")

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]*|[A-Z]+|[a-z0-9]+")
_VALUE_PARTS = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+[A-Za-z]*|[A-Z]+")


def field_name(member: str) -> str:
    """The attribute for a wire name: botocore's own snake case, with ``_`` after a keyword."""
    # A wire name with underscores stays as it is in botocore; a field never looks like a class.
    name = xform_name(member).replace("-", "_").replace(".", "_").lower().lstrip("_")
    if keyword.iskeyword(name) or name in RESERVED_FIELDS:
        name += "_"
    if not name.isidentifier() or name.startswith("__"):
        raise GenerationError(f"member {member!r} gives {name!r}, which is not a field name")
    return name


def field_names(structure: str, members: Sequence[str]) -> dict[str, str]:
    """Field name by wire name; two members of one structure must not share a field."""
    fields: dict[str, str] = {}
    for member in members:
        name = field_name(member)
        taken = next((wire for wire, field in fields.items() if field == name), None)
        if taken is not None:
            raise GenerationError(
                f"{structure}: members {taken!r} and {member!r} would both be the field {name!r}"
            )
        fields[member] = name
    return fields


def is_class_name(name: str) -> bool:
    """Whether a name can be given to a class."""
    return (
        name.isidentifier()
        and name.isascii()
        and name[0].isupper()
        and not keyword.iskeyword(name)
        and name not in RESERVED_CLASSES
    )


def class_name(shape: str) -> str:
    """The class or alias for a shape: its own name, kept from hiding what the modules use."""
    name = shape[0].upper() + shape[1:]
    if keyword.iskeyword(name) or name in RESERVED_CLASSES:
        name += "Shape"
    return name


def boto_method_name(operation: str) -> str:
    """boto3's method of an operation."""
    return str(xform_name(operation))


def method_name(operation: str) -> str:
    """Our method of an operation: boto3's, with ``_`` after a keyword or a name of the client's."""
    name = boto_method_name(operation)
    return name + "_" if keyword.iskeyword(name) or name in RESERVED_METHODS else name


def waiter_method_name(waiter: str) -> str:
    """Our method of a waiter."""
    return f"wait_until_{xform_name(waiter)}"


def module_name(noun: str) -> str:
    """The module for a CamelCase noun."""
    name = xform_name(noun)
    return name + "_" if keyword.iskeyword(name) else name


def words(name: str) -> list[str]:
    """The words of a CamelCase name: ``AutoMLJobs`` is ``Auto``, ``ML``, ``Jobs``."""
    return _WORDS.findall(name)


def enum_member_names(enum: str, values: Sequence[str]) -> dict[str, str]:
    """Member name by value, in the values' order.

    ``ml.g4dn.xlarge`` is ``ML_G4DN_XLARGE`` and ``InService`` is ``IN_SERVICE``. A value that
    starts with a digit gets ``VALUE_`` before it. Where two values would get the same name, the
    later ones get ``_2``, ``_3`` ...: names that exist stay when the service adds a value.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for value in values:
        base = _enum_member_name(value)
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base}_{count}"
        taken.add(name)
        names[value] = name
    return names


def _enum_member_name(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    for product in _PRODUCT_NAMES:
        plain = plain.replace(product, product.capitalize())
    # Values that are lower case with digits (``g4dn``) are one word between their separators.
    parts = [
        piece
        for part in re.split(r"[^A-Za-z0-9]+", plain)
        for piece in ([part] if part == part.lower() or part == part.upper() else _split(part))
        if piece
    ]
    name = "_".join(parts).upper()
    if not name:
        name = "EMPTY" if not value else "VALUE_" + "_".join(f"U{ord(c):04X}" for c in value)
    if name[0].isdigit():
        name = "VALUE_" + name
    return name


def _split(part: str) -> list[str]:
    pieces = _VALUE_PARTS.findall(part)
    return pieces if "".join(pieces) == part else [part]
