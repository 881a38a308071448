"""Endpoints of typed calls, resolved once.

For each call, botocore collects the parameters of the service's endpoint rules: the region, a
custom endpoint, FIPS and dual stack. Unless a hook changes them, they are always the same.
"""

from __future__ import annotations

import logging
from copy import copy
from functools import partial
from typing import Any, Final

from botocore.endpoint_provider import EndpointProvider, RuleSetEndpoint
from botocore.regions import EndpointRulesetResolver

from sagemaker_typed._botocore.call_context import current_call
from sagemaker_typed._botocore.session import BotoClient

from .methods import are_unchanged, own_methods, replace_method

_LOG: Final = logging.getLogger("botocore.regions")
_PARAMETERS: Final = frozenset({"Endpoint", "Region", "UseDualStack", "UseFIPS"})
"""The parameters of rules that are the same for all calls, and have no other effect."""
_METHODS: Final = own_methods(
    EndpointRulesetResolver,
    (
        *("construct_endpoint", "_get_provider_params", "_get_customized_builtins"),
        *("_resolve_param_from_context", "_resolve_param_as_builtin"),
        *("_resolve_param_as_static_context_param", "_resolve_param_as_dynamic_context_param"),
        *("_resolve_param_as_operation_context_param", "_resolve_param_as_client_context_param"),
    ),
)
_PROVIDER_METHODS: Final = own_methods(EndpointProvider, ("resolve_endpoint",))


def keep_endpoint(client: BotoClient) -> None:
    """Let typed calls of ``client`` keep their endpoint."""
    replace_method(getattr(client, "_ruleset_resolver", None), "construct_endpoint", _KeptEndpoint)


class _KeptEndpoint:
    """Returns the endpoint of a call, as botocore's ``construct_endpoint`` does."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver
        self._is_constant: dict[str, bool] = {}
        """Whether the endpoint of an operation depends on the settings only."""
        self._kept: tuple[object, Any] = (None, None)
        """The settings that an endpoint was resolved for, and the endpoint."""

    def __call__(self, operation_model: Any, call_args: Any, request_context: Any) -> Any:
        resolver = self._resolver
        cls: Any = resolver.__class__
        if not self._may_keep(operation_model):
            return cls.construct_endpoint(resolver, operation_model, call_args, request_context)
        # Emits the event whose hooks may change the settings.
        builtins = resolver._get_customized_builtins(operation_model, call_args, request_context)
        definitions = resolver._param_definitions.values()
        settings = [builtins.get(definition.builtin) for definition in definitions]
        kept, endpoint = self._kept
        if kept != settings:
            again: Any = copy(resolver)
            again._get_customized_builtins = partial(_given, builtins)
            endpoint = cls.construct_endpoint(again, operation_model, call_args, request_context)
            if not any(map(callable, settings)):
                self._kept = (settings, endpoint)
        return RuleSetEndpoint(endpoint.url, endpoint.properties, dict(endpoint.headers))

    def _may_keep(self, model: Any) -> bool:
        call = current_call(model.name)
        if call is None or not call.takes_shortcuts or _LOG.isEnabledFor(logging.DEBUG):
            return False
        is_constant = self._is_constant.get(model.name)
        if is_constant is None:
            is_constant = self._is_constant[model.name] = self._has_constant_parameters(model)
        return (
            is_constant
            and type(self._resolver) is EndpointRulesetResolver
            and are_unchanged(EndpointRulesetResolver, _METHODS)
            and are_unchanged(EndpointProvider, _PROVIDER_METHODS)
        )

    def _has_constant_parameters(self, model: Any) -> bool:
        """Return whether the rules have no parameter from the operation, the call or the client."""
        return self._resolver._param_definitions.keys() <= _PARAMETERS and not (
            model.static_context_parameters
            or model.context_parameters
            or model.operation_context_parameters
            or model.service_model.client_context_parameters
        )


def _given(builtins: Any, *_: object) -> Any:
    return builtins
