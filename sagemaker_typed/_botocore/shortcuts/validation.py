"""Typed calls without botocore's validation, because their requests have been validated already.

Raw calls on the same boto3 client, and calls by name, keep botocore's validation.
"""

from __future__ import annotations

from typing import Any

from sagemaker_typed._botocore.call_context import current_call
from sagemaker_typed._botocore.session import BotoClient


class _Serializer:
    """Serializes typed calls directly, and raw calls with botocore's serializer, which validates.

    Args:
        validating: botocore's serializer that validates.
        plain: The serializer that it uses.
    """

    def __init__(self, validating: Any, plain: Any) -> None:
        self._validating = validating
        self._plain = plain

    # For other libraries that look for the attributes of botocore's serializer.
    def __getattr__(self, name: str) -> Any:
        return getattr(self._validating, name)

    def serialize_to_request(self, parameters: Any, operation_model: Any) -> Any:
        """Return the HTTP request for ``parameters``."""
        call = current_call(operation_model.name)
        if call is not None and call.takes_shortcuts and not call.is_untyped:
            try:
                return self._plain.serialize_to_request(parameters, operation_model)
            except RecursionError:
                raise
            except Exception:  # noqa: BLE001 - a serializer may raise anything
                # A hook may have changed the parameters, or this botocore does not have a member:
                # botocore's validator says what is wrong.
                pass
        return self._validating.serialize_to_request(parameters, operation_model)


def validate_once(client: BotoClient) -> None:
    """Let typed calls of ``client`` skip botocore's validation.

    This uses undocumented attributes of botocore. If they do not exist, botocore validates too.
    """
    from botocore.validate import ParamValidationDecorator

    given: Any = client
    serializer = getattr(given, "_serializer", None)
    if isinstance(serializer, ParamValidationDecorator):
        plain = getattr(serializer, "_serializer", None)
        if plain is not None:
            given._serializer = _Serializer(serializer, plain)
