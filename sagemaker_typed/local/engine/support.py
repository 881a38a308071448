"""How completely the engine implements an operation."""

# Annotations are evaluated, because the class is exported from a package without these names.

from typing import Literal, TypeAlias

import attrs

from sagemaker_typed._lazy import exported_from

__all__ = ["Operation", "Support"]

Support: TypeAlias = Literal["full", "partial", "empty"]


@exported_from("sagemaker_typed.local")
@attrs.frozen
class Operation:
    """The support of the engine for an operation.

    Attributes:
        service: botocore's name of the service.
        name: The name of the operation.
        support: ``full``: it does what the model says; ``partial``: the note says what is left
            out; ``empty``: it returns a valid answer, and changes nothing.
        note: What is left out; empty if nothing is.
    """

    service: str
    name: str
    support: Support
    note: str = ""
