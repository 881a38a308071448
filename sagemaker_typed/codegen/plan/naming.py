"""The Python names of shapes, members, operations and enum values."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Sequence

from botocore import xform_name

from sagemaker_typed.client import BaseClient
from sagemaker_typed.codegen.errors import GenerationError

# Attributes of the base classes, and names that a class body needs; fields must not hide them.
RESERVED_FIELDS = frozenset({"response_metadata", "unknown_members", "attrs", "self", "cls"})

# The methods and attributes of every client; methods of operations must not hide them.
RESERVED_METHODS = frozenset(name for name in dir(BaseClient) if not name.startswith("_"))

# Names that generated modules import or use; a class with one of these names would break them.
RESERVED_CLASSES = frozenset(dir(builtins)) | frozenset(
    {"Annotated", "Any", "ClassVar", "Generic", "Interval", "Len", "Literal", "Ge", "Le", "Pattern"}
    | {
        "Sensitive",
        "Shape",
        "Request",
        "Response",
        "PagedRequest",
        "RequestOfPages",
        "TaggedUnion",
        "BaseClient",
    }
    | {"OpenEnum", "InstanceTypeEnum", "Paging", "Body", "ByteStream", "Document", "EventStream"}
    | {"Acceptor", "Cancel", "OnProgress", "Poll", "StreamEvent", "Waiter", "Waiters"}
    | {"ServiceError", "ResponseMetadata", "BY_CODE", "Mapping"}
)

# The other modules of an area; modules of resources must not replace them.
RESERVED_MODULES = frozenset({"enums", "lists", "operations", "scalars", "shared"})

# Product names that count as one word, despite their capital letters.
_PRODUCT_NAMES = ("SageMaker", "FSx", "RStudio", "MLflow")

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]*|[A-Z]+|[a-z0-9]+")
_VALUE_PARTS = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+[A-Za-z]*|[A-Z]+")


def field_name(member: str) -> str:
    """Return the field name for a wire name: botocore's snake case, with ``_`` after a keyword."""
    # botocore does not change names with underscores, which may have capitals.
    name = xform_name(member).replace("-", "_").replace(".", "_").lower().lstrip("_")
    if keyword.iskeyword(name) or name in RESERVED_FIELDS:
        name += "_"
    if not name.isidentifier() or name.startswith("__"):
        raise GenerationError(
            f"member {member!r} would be the field {name!r}, which is not a valid name"
        )
    return name


def field_names(structure: str, members: Sequence[str]) -> dict[str, str]:
    """Return field name by wire name; two members of a structure must not share a field name."""
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
    """Return whether a class can have this name."""
    return (
        name.isidentifier()
        and name.isascii()
        and name[0].isupper()
        and not keyword.iskeyword(name)
        and name not in RESERVED_CLASSES
    )


def class_name(shape: str) -> str:
    """Return the class or alias name of a shape, with ``Shape`` after a reserved name.

    Some services have names such as ``__stringMin1Max64``, which becomes ``StringMin1Max64``.
    """
    plain = shape.lstrip("_")
    name = plain[0].upper() + plain[1:]
    if keyword.iskeyword(name) or name in RESERVED_CLASSES:
        name += "Shape"
    return name


def boto_method_name(operation: str) -> str:
    """Return the name of boto3's method for an operation."""
    return str(xform_name(operation))


def method_name(operation: str) -> str:
    """Return the method name for an operation: boto3's, with ``_`` after a reserved name."""
    name = boto_method_name(operation)
    return name + "_" if keyword.iskeyword(name) or name in RESERVED_METHODS else name


def waiter_method_name(waiter: str) -> str:
    """Return the method name for a waiter."""
    return f"wait_until_{xform_name(waiter)}"


def module_name(noun: str) -> str:
    """Return the module name for a noun in CamelCase, with ``_`` after a reserved name."""
    name = str(xform_name(noun)).lower()
    return name + "_" if keyword.iskeyword(name) or name in RESERVED_MODULES else name


def words(name: str) -> list[str]:
    """Split a name in CamelCase into words: ``AutoMLJobs`` into ``Auto``, ``ML``, ``Jobs``."""
    return _WORDS.findall(name)


def enum_member_names(enum: str, values: Sequence[str]) -> dict[str, str]:
    """Return member name by value, in the order of the values.

    ``ml.g4dn.xlarge`` becomes ``ML_G4DN_XLARGE`` and ``InService`` becomes ``IN_SERVICE``. The name
    of a value that starts with a digit starts with ``VALUE_``. If several values have the same
    name, the later ones end with ``_2``, ``_3`` and so on, so that existing names do not change
    when the service adds a value.
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
    # A part in lower case, possibly with digits (``g4dn``), is one word.
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
