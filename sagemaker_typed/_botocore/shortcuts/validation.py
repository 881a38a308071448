"""Typed calls without botocore's validation, because their requests have been validated already.

Raw calls on the same boto3 client, and calls by name, keep botocore's validation; so do calls with
hooks that may change the parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from botocore.validate import ParamValidationDecorator, ParamValidator

from sagemaker_typed._botocore.call_context import current_call
from sagemaker_typed._botocore.session import BotoClient

from .methods import OwnMethods, is_exactly, override

if TYPE_CHECKING:
    # botocore's stubs do not have what is used here.
    class _Serializer:
        _serializer: Any
        _param_validator: Any

        def serialize_to_request(self, parameters: Any, operation_model: Any) -> Any: ...
else:
    _Serializer = object

_METHODS: Final = OwnMethods(ParamValidationDecorator, "serialize_to_request")
_VALIDATOR_METHODS: Final = OwnMethods(ParamValidator, "validate")
_EVENTS: Final = ("provide-client-params", "before-parameter-build")


def validate_once(client: BotoClient) -> None:
    """Let typed calls of ``client`` skip botocore's validation."""
    serializer: Any = getattr(client, "_serializer", None)
    events: Any = getattr(getattr(client, "meta", None), "events", None)
    override(serializer, ParamValidationDecorator, _OnceValidating)
    if isinstance(serializer, _OnceValidating):
        serializer.emitter = getattr(events, "_emitter", None)
        serializer.event_names = {}
        serializer.harmless = {}


class _OnceValidating(_Serializer):
    """Serializes typed calls without validation, and others as botocore does."""

    emitter: Any = None
    """botocore's emitter of events, which knows the hooks of the call."""
    event_names: dict[str, list[str]]
    """The names of the events of an operation that let hooks change the parameters."""
    harmless: dict[str, Any]
    """The hooks of an event, if all of them are botocore's own."""

    def serialize_to_request(self, parameters: Any, operation_model: Any) -> Any:
        """Return the HTTP request for ``parameters``."""
        call = current_call(operation_model.name)
        if (
            call is not None
            and call.takes_shortcuts
            and not call.is_untyped
            and is_exactly(self, ParamValidationDecorator, _OnceValidating)
            and _METHODS.are_used(self)
            and _VALIDATOR_METHODS.are_used(self._param_validator)
            and not self._is_changed_by_hooks(operation_model)
        ):
            try:
                return self._serializer.serialize_to_request(parameters, operation_model)
            except RecursionError:
                raise
            except Exception:  # noqa: BLE001 - a serializer may raise anything
                # This botocore does not have a member: its validator says so.
                pass
        return super().serialize_to_request(parameters, operation_model)

    def _is_changed_by_hooks(self, model: Any) -> bool:
        """Return whether somebody's hook may have changed the parameters of the current call."""
        names = self.event_names.get(model.name)
        if names is None:
            service = model.service_model.service_id.hyphenize()
            names = [f"{event}.{service}.{model.name}" for event in _EVENTS]
            self.event_names[model.name] = names
        # The hooks of events that have just been emitted.
        known: Any = getattr(self.emitter, "_lookup_cache", None)
        if known is None:
            return True
        for name in names:
            hooks = known.get(name, ())
            if hooks is not self.harmless.get(name):
                if not all(map(_is_of_botocore, hooks)):
                    return True
                # The same object as long as no hook is added or removed.
                self.harmless[name] = hooks
        return False


def _is_of_botocore(hook: Any) -> bool:
    return str(getattr(hook, "__module__", "")).startswith("botocore.")
