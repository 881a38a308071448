"""Endpoints of typed calls, resolved once.

For each call, botocore collects the parameters of the service's endpoint rules: the region, a
custom endpoint, FIPS and dual stack. Unless a hook changes them, they are always the same.
"""

from __future__ import annotations

import logging
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from botocore.endpoint_provider import EndpointProvider, RuleSetEndpoint
from botocore.regions import EndpointRulesetResolver

from sagemaker_typed._botocore.call_context import current_call
from sagemaker_typed._botocore.session import BotoClient

from .methods import OwnMethods, is_exactly, override

if TYPE_CHECKING:
    # botocore's stubs do not have what is used here.
    class _Resolver:
        _param_definitions: dict[str, Any]
        _provider: Any
        _use_ssl: bool

        def construct_endpoint(
            self, operation_model: Any, call_args: Any, request_context: Any
        ) -> Any: ...

        def _get_customized_builtins(
            self, operation_model: Any, call_args: Any, request_context: Any
        ) -> Any: ...
else:
    _Resolver = object

_LOG: Final = logging.getLogger("botocore.regions")
_PARAMETERS: Final = frozenset({"Endpoint", "Region", "UseDualStack", "UseFIPS"})
"""The parameters of rules that are the same for all calls, and have no other effect."""
_METHODS: Final = OwnMethods(
    EndpointRulesetResolver,
    *("construct_endpoint", "_get_provider_params", "_get_customized_builtins"),
    *("_resolve_param_from_context", "_resolve_param_as_builtin"),
    *("_resolve_param_as_static_context_param", "_resolve_param_as_dynamic_context_param"),
    *("_resolve_param_as_operation_context_param", "_resolve_param_as_client_context_param"),
)
_PROVIDER_METHODS: Final = OwnMethods(EndpointProvider, "resolve_endpoint")


def keep_endpoint(client: BotoClient) -> None:
    """Let typed calls of ``client`` keep their endpoint."""
    resolver = getattr(client, "_ruleset_resolver", None)
    override(resolver, EndpointRulesetResolver, _KeepingResolver)
    if isinstance(resolver, _KeepingResolver):
        resolver.constant = {}


class _KeepingResolver(_Resolver):
    """Returns the endpoint of a call, as botocore's ``construct_endpoint`` does."""

    _kept_endpoint: tuple[object, Any] = (None, None)
    """The settings that an endpoint was resolved for, and the endpoint."""
    constant: dict[str, bool]
    """Whether the endpoint of an operation depends on the settings only."""
    _given_builtins: Any = None
    """The settings to use instead of emitting the event again."""

    def construct_endpoint(self, operation_model: Any, call_args: Any, request_context: Any) -> Any:
        if not self._may_keep(operation_model):
            return super().construct_endpoint(operation_model, call_args, request_context)
        # Emits the event whose hooks may change the settings.
        builtins = self._get_customized_builtins(operation_model, call_args, request_context)
        definitions = self._param_definitions.values()
        values = [builtins.get(definition.builtin) for definition in definitions]
        settings = [self._provider, self._use_ssl, *values]
        kept, endpoint = self._kept_endpoint
        if kept != settings:
            again = copy(self)
            again._given_builtins = builtins
            endpoint = super(_KeepingResolver, again).construct_endpoint(
                operation_model, call_args, request_context
            )
            if not any(map(callable, values)):
                self._kept_endpoint = (settings, endpoint)
        return RuleSetEndpoint(endpoint.url, endpoint.properties, dict(endpoint.headers))

    def _get_customized_builtins(
        self, operation_model: Any, call_args: Any, request_context: Any
    ) -> Any:
        if self._given_builtins is not None:
            return self._given_builtins
        return super()._get_customized_builtins(operation_model, call_args, request_context)

    def _may_keep(self, model: Any) -> bool:
        call = current_call(model.name)
        if call is None or not call.takes_shortcuts or _LOG.isEnabledFor(logging.DEBUG):
            return False
        provider: Any = self._provider
        return (
            is_exactly(self, EndpointRulesetResolver, _KeepingResolver)
            and provider.__class__ is EndpointProvider
            and _METHODS.are_used(self)
            and _PROVIDER_METHODS.are_used(provider)
            and self._has_constant_parameters(model)
        )

    def _has_constant_parameters(self, model: Any) -> bool:
        """Return whether the rules have no parameter from the operation, the call or the client."""
        found = self.constant.get(model.name)
        if found is None:
            found = self.constant[model.name] = (
                self._param_definitions.keys() <= _PARAMETERS
                and not (
                    model.static_context_parameters
                    or model.context_parameters
                    or model.operation_context_parameters
                    or model.service_model.client_context_parameters
                )
            )
        return found
