"""The undocumented parts of botocore that this package uses, and that may change without notice.

One test checks that the installed botocore has all of them. Another checks that no module outside
of ``_botocore`` uses any of them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_ALL: Final = "no call can be made"


class Name(NamedTuple):
    """An undocumented name in botocore."""

    name: str
    """The dotted name: a module, a class, and an attribute of the class or its instances."""
    module: str
    """The module of ``_botocore`` that uses it."""
    use: str
    """Its purpose here."""
    without: str
    """The consequence if botocore does not have it."""


class Event(NamedTuple):
    """An undocumented event of botocore."""

    name: str
    arguments: frozenset[str]
    """The arguments of the event that the hook uses."""
    module: str
    """The module of ``_botocore`` that uses it."""
    use: str
    """Its purpose here."""
    without: str
    """The consequence if botocore does not have it."""


NAMES: Final = (
    *(
        Name(
            f"botocore.context.{name}",
            "call_context",
            "to tell a typed call from a raw call that a user's hook makes during it",
            "a raw call of the same operation, made by a hook, is read like the typed call",
        )
        for name in (
            "ClientContext.features",
            "get_context",
            "set_context",
            "reset_context",
            "deepcopy",  # of the context of the enclosing call: the copy counts its depth
        )
    ),
    *(
        Name(
            name,
            "shortcuts.user_agent",
            "to build the User-Agent header only once",
            "no client can be created, or botocore builds the header for each call",
        )
        for name in (
            "botocore.client.BaseClient._user_agent_creator",
            "botocore.useragent.UserAgentString._client_config",
            "botocore.useragent.UserAgentString._client_features",
            "botocore.useragent.UserAgentString.to_string",
            "botocore.useragent.modify_components",
        )
    ),
    *(
        Name(
            name,
            "arrivals",
            "to notice a response that was cut within its HTTP headers",
            "such a response looks like an empty one",
        )
        for name in (
            "botocore.client.BaseClient._endpoint",
            "botocore.endpoint.Endpoint.http_session",
            "botocore.httpsession.URLLib3Session.send",
        )
    ),
    *(
        Name(
            f"botocore.model.{name}",
            "body_kinds",
            "to know which responses are entirely JSON, and can be read directly",
            _ALL,
        )
        for name in (
            "ServiceModel.resolved_protocol",
            "OperationModel.service_model",
            "OperationModel.output_shape",
            "OperationModel.has_event_stream_output",
            "OperationModel.has_streaming_output",
            "StructureShape.members",
            "StructureShape.name",
            "StructureShape.serialization",
            "StructureShape.type_name",
            "ListShape.member",
            "MapShape.value",
        )
    ),
    *(
        Name(
            f"botocore.model.{name}",
            "supported",
            "to name the parts of a request that an older botocore does not have",
            "a call that botocore cannot make raises a Python error instead",
        )
        for name in (
            "ServiceModel.operation_names",
            "ServiceModel.operation_model",
            "OperationModel.input_shape",
            "ListShape.member",
            "MapShape.value",
        )
    ),
    Name(
        "botocore.model.OperationModel.name",
        "hooks",
        "to tell a typed call from a call of another operation",
        _ALL,
    ),
    Name(
        "botocore.model.ServiceModel.service_name",
        "given",
        "to refuse a client of another service",
        "the user's boto3 clients cannot be wrapped",
    ),
    *(
        Name(
            f"botocore.model.ServiceModel.{name}",
            "advice",
            "to report that a service is not available in a region",
            "botocore's connection error is replaced with another error",
        )
        for name in ("service_name", "endpoint_prefix")
    ),
    Name(
        "botocore.model.ServiceModel.shape_for_error_code",
        "reproduce",
        "to find out whether botocore's parser failed on the members of an error",
        "a call that failed with a Python error raises another one",
    ),
    *(
        Name(
            f"botocore.parsers.{name}",
            "reproduce",
            "to find out whether botocore's parser or a user's hook failed on a response",
            "a call that failed with a Python error raises another one",
        )
        for name in ("create_parser", "ResponseParser.parse")
    ),
    *(
        Name(
            f"botocore.serialize.{name}",
            "reproduce",
            "to find out whether a request is nested too deeply for botocore",
            "a call that failed with a Python error raises another one",
        )
        for name in ("create_serializer", "Serializer.serialize_to_request")
    ),
    *(
        Name(
            f"botocore.eventstream.EventStream.{name}",
            "event_messages",
            "to decode all events, because botocore drops unknown ones",
            "unknown events are dropped, and a truncated stream looks complete",
        )
        for name in ("_raw_stream", "_parse_event")
    ),
    Name(
        "botocore.eventstream.EventStream._output_shape",
        "event_messages",
        "to read binary payloads from a message without botocore's parser",
        "reading events is slower",
    ),
    Name(
        "botocore.eventstream.EventStream._operation_name",
        "event_messages",
        "to name the operation in an error of a stream",
        "the error says 'the operation'",
    ),
    *(
        Name(
            f"botocore.eventstream.{name}",
            "event_messages",
            "to decode the messages of an event stream",
            "no events can be read",
        )
        for name in (
            "EventStreamBuffer.add_data",
            "EventStreamMessage.prelude",
            "EventStreamMessage.headers",
            "EventStreamMessage.payload",
            "MessagePrelude.total_length",
            "ParserError",
        )
    ),
    *(
        Name(
            f"botocore.response.StreamingBody.{name}",
            "bodies",
            "to return the available bytes of a body immediately",
            "iterating over a body waits for full chunks",
        )
        for name in ("_raw_stream", "_amount_read")
    ),
    *(
        Name(
            name,
            "shortcuts.validation",
            "to validate the request of a typed call only once",
            "no client can be created, or botocore validates it again",
        )
        for name in (
            "botocore.client.BaseClient._serializer",
            "botocore.hooks.EventAliaser._emitter",
            "botocore.hooks.HierarchicalEmitter._lookup_cache",
            "botocore.model.OperationModel.name",
            "botocore.model.OperationModel.service_model",
            "botocore.model.ServiceModel.service_id",
            "botocore.validate.ParamValidationDecorator.serialize_to_request",
            "botocore.validate.ParamValidationDecorator._param_validator",
            "botocore.validate.ParamValidationDecorator._serializer",
            "botocore.validate.ParamValidator.validate",
        )
    ),
    *(
        Name(
            name,
            "shortcuts.endpoints",
            "to resolve the endpoint of a client once",
            "botocore resolves it for each call; nothing else changes",
        )
        for name in (
            "botocore.client.BaseClient._ruleset_resolver",
            *(
                f"botocore.regions.EndpointRulesetResolver.{method}"
                for method in (
                    *("construct_endpoint", "_get_provider_params", "_get_customized_builtins"),
                    *("_resolve_param_from_context", "_resolve_param_as_builtin"),
                    "_resolve_param_as_static_context_param",
                    "_resolve_param_as_dynamic_context_param",
                    "_resolve_param_as_operation_context_param",
                    "_resolve_param_as_client_context_param",
                )
            ),
            "botocore.endpoint_provider.EndpointProvider.resolve_endpoint",
        )
    ),
    *(
        Name(
            name,
            "shortcuts.endpoints",
            "to know whether all calls have the same endpoint",
            "no client can be created, or calls fail",
        )
        for name in (
            "botocore.endpoint_provider.RuleSetEndpoint.headers",
            "botocore.endpoint_provider.RuleSetEndpoint.properties",
            "botocore.endpoint_provider.RuleSetEndpoint.url",
            "botocore.regions.EndpointRulesetResolver._param_definitions",
            "botocore.regions.EndpointRulesetResolver._provider",
            "botocore.regions.EndpointRulesetResolver._use_ssl",
            "botocore.model.OperationModel.name",
            "botocore.model.OperationModel.service_model",
            "botocore.model.OperationModel.static_context_parameters",
            "botocore.model.OperationModel.context_parameters",
            "botocore.model.OperationModel.operation_context_parameters",
            "botocore.model.ServiceModel.client_context_parameters",
        )
    ),
    *(
        Name(
            name,
            "shortcuts.signing",
            "to sign typed calls with less work",
            "botocore signs them; nothing else changes",
        )
        for name in (
            "botocore.client.BaseClient._request_signer",
            "botocore.signers.RequestSigner.get_auth_instance",
            *(
                f"botocore.auth.SigV4Auth.{method}"
                for method in (
                    *("add_auth", "canonical_headers", "canonical_query_string"),
                    *("canonical_request", "credential_scope", "headers_to_sign", "payload"),
                    *("scope", "signature", "signed_headers", "string_to_sign", "_header_value"),
                    *("_inject_signature_to_request", "_normalize_url_path", "_sign"),
                    *("_should_sha256_sign_payload", "credentials"),
                    *("_region_name", "_service_name"),
                )
            ),
        )
    ),
    *(
        Name(
            "botocore.compat.HTTPHeaders.raw_items",
            module,
            "to read the headers of a request",
            "no client can be created",
        )
        for module in ("shortcuts.preparing", "shortcuts.signing")
    ),
    Name(
        "botocore.auth.SIGNED_HEADERS_BLACKLIST",
        "shortcuts.signing",
        "to leave the same headers out of a signature",
        "calls fail",
    ),
    *(
        Name(
            name,
            "shortcuts.preparing",
            "to prepare the requests of typed calls with less work",
            "botocore prepares them; nothing else changes",
        )
        for name in (
            "botocore.client.BaseClient._endpoint",
            "botocore.endpoint.Endpoint.prepare_request",
            "botocore.endpoint.Endpoint._encode_headers",
            *(
                f"botocore.awsrequest.AWSRequestPreparer.{method}"
                for method in (
                    *("prepare", "_prepare_url", "_prepare_body", "_prepare_headers"),
                    "_determine_content_length",
                )
            ),
        )
    ),
    *(
        Name(
            name,
            "shortcuts.preparing",
            "to prepare the requests of typed calls with less work",
            "no client can be created, or calls fail",
        )
        for name in (
            "botocore.awsrequest.AWSPreparedRequest",
            "botocore.awsrequest.AWSRequest._request_preparer",
            "botocore.awsrequest.AWSRequest.prepare",
            "botocore.awsrequest.HeadersDict._dict",
        )
    ),
    *(
        Name(
            name,
            "shortcuts.parsing",
            "to leave out botocore's parser for responses that have been read",
            "botocore parses them; nothing else changes",
        )
        for name in (
            "botocore.client.BaseClient._endpoint",
            "botocore.endpoint.Endpoint._response_parser_factory",
            "botocore.parsers.BaseJSONParser._handle_structure",
            "botocore.parsers.BaseJSONParser._inject_response_metadata",
            "botocore.parsers.BaseJSONParser._parse_body_as_json",
            "botocore.parsers.JSONParser._do_parse",
            "botocore.parsers.JSONParser._handle_json_body",
            "botocore.parsers.ResponseParser._add_checksum_response_metadata",
            "botocore.parsers.ResponseParser._parse_shape",
        )
    ),
    *(
        Name(
            name,
            "shortcuts.parsing",
            "to return the metadata of a response that has been read",
            "no client can be created, or calls fail",
        )
        for name in (
            "botocore.awsrequest.HeadersDict._dict",
            "botocore.awsrequest._HeaderKey._lower",
            "botocore.parsers.PROTOCOL_PARSERS",
            "botocore.parsers.ResponseParser.parse",
            "botocore.parsers.ResponseParserFactory.create_parser",
        )
    ),
    *(
        Name(
            f"botocore.{name}",
            f"asynchronous.{module}",
            "to send the requests of asynchronous clients with botocore's settings",
            "asynchronous clients cannot be used",
        )
        for module, names in {
            "failures": ("httpsession.mask_proxy_url",),
            "http": (
                "client.BaseClient._endpoint",
                "endpoint.Endpoint.http_session",
                "httpsession.URLLib3Session.send",
                "httpsession.URLLib3Session._proxy_config",
                "httpsession.URLLib3Session._timeout",
                "httpsession.URLLib3Session._max_pool_connections",
                "httpsession.ProxyConfiguration.proxy_url_for",
                "httpsession.ProxyConfiguration.proxy_headers_for",
                "awsrequest.AWSResponse._content",
            ),
            "receiving": ("httpsession.URLLib3Session.send",),
            "tls": (
                "httpsession.get_cert_path",
                "httpsession.URLLib3Session._verify",
                "httpsession.URLLib3Session._cert_file",
                "httpsession.URLLib3Session._key_file",
                "httpsession.URLLib3Session._get_ssl_context",
                "httpsession.URLLib3Session._setup_proxy_ssl_context",
            ),
        }.items()
        for name in names
    ),
    *(
        Name(
            name,
            "retries",
            "to pause between attempts without blocking the event loop",
            "asynchronous clients cannot be used",
        )
        for name in (
            "botocore.client.BaseClient._endpoint",
            "botocore.endpoint.Endpoint._needs_retry",
            "botocore.hooks.EventAliaser._emitter",
            "botocore.hooks.HierarchicalEmitter._handlers",
            "botocore.retries.adaptive.ClientRateLimiter._token_bucket",
            "botocore.retries.bucket.TokenBucket.acquire",
            "botocore.retries.bucket.TokenBucket.available_capacity",
            "botocore.retries.bucket.TokenBucket.max_rate",
        )
    ),
    Name(
        "botocore.retries.bucket.TokenBucket._clock",
        "retries",
        "to let the adaptive retries of a fake service take no time",
        "fakes cannot be used with adaptive retries",
    ),
    Name(
        "botocore.endpoint.Endpoint",
        "faking.patching",
        "to replace its method _send, which would reach a network",
        "FakeService.patched cannot be used",
    ),
    *(
        Name(
            f"botocore.{name}",
            f"faking.{module}",
            "to answer the calls of a fake service, and to record calls",
            "FakeService and Recorder cannot be used",
        )
        for module, names in {
            "seam": (
                "hooks.EventAliaser.register_first",
                "hooks.EventAliaser.unregister",
                "response.StreamingBody.seek",
                "response.StreamingBody.tell",
            ),
            "observing": (
                "awsrequest.AWSResponse.status_code",
                "hooks.EventAliaser.register_first",
                "hooks.EventAliaser.unregister",
                "model.OperationModel.has_event_stream_output",
                "model.OperationModel.has_streaming_output",
                "eventstream.EventStream._raw_stream",
            ),
            "http": ("awsrequest.AWSResponse._content",),
            "responses": (
                "model.OperationModel.http",
                "model.OperationModel.output_shape",
                "model.ServiceModel.resolved_protocol",
                "model.StructureShape.serialization",
            ),
            "service_errors": ("model.ServiceModel.shape_for_error_code",),
            "sessions": (
                "session.Session.get_service_model",
                "session.Session.register_component",
            ),
        }.items()
        for name in names
    ),
    *(
        Name(
            f"botocore.{name}",
            "faking.patching",
            "to answer the calls of clients that a program creates, and to stop all others",
            "FakeService.patched cannot be used",
        )
        for name in (
            "session.Session.full_config",
            "session.Session.get_credentials",
            "session.Session.get_scoped_config",
            "signers.RequestSigner._credentials",
            "waiter.time",
            "client.BaseClient._request_signer",
            "credentials.Credentials",
            "endpoint.Endpoint.http_session",
        )
    ),
    *(
        Name(
            name,
            "asynchronous.credentials",
            "to refresh credentials without blocking the event loop",
            "asynchronous clients cannot be used",
        )
        for name in (
            "botocore.client.BaseClient._request_signer",
            "botocore.signers.RequestSigner.get_auth_instance",
            "botocore.signers.RequestSigner._credentials",
            "botocore.credentials.RefreshableCredentials.get_frozen_credentials",
            "botocore.credentials.RefreshableCredentials.refresh_needed",
        )
    ),
    Name(
        "botocore.config.Config.parameter_validation",
        "session",
        "to know whether the user has turned off validation",
        "requests are validated even if the user has turned validation off",
    ),
    Name(
        "botocore.session.Session.lazy_register_component",
        "session",
        "to find model files faster in sessions that this package creates",
        "no client can be created without a session",
    ),
    Name(
        "botocore.session.Session.SESSION_VARIABLES",
        "session",
        "to create a session that reads no configuration, for local_sagemaker",
        "local_sagemaker cannot be used",
    ),
    *(
        Name(
            f"botocore.loaders.{name}",
            "model_files",
            "to find and read botocore's model files faster",
            "no client can be created without a session",
        )
        for name in (
            "create_loader",
            "JSONFileLoader.load_file",
            "Loader.search_paths",
            "Loader.load_service_model",
            "Loader.list_available_services",
            "Loader.list_api_versions",
        )
    ),
    *(
        Name(
            f"botocore.session.Session.{name}",
            "advice",
            "to advise on a missing profile or an unknown region",
            "botocore's error has no advice, or is replaced with another error",
        )
        for name in ("full_config", "set_config_variable")
    ),
    *(
        Name(
            f"botocore.paginate.{name}",
            "page_tokens",
            "to write and read tokens that boto3's paginators and the AWS CLI understand",
            "pages and items cannot be used",
        )
        for name in ("TokenEncoder.encode", "TokenDecoder.decode")
    ),
    *(
        Name(
            name,
            "untyped_paging",
            "to read the paginator of an operation that has no classes",
            "call_pages and call_items cannot be used, or find pages by the names of tokens",
        )
        for name in (
            "botocore.client.BaseClient.can_paginate",
            "botocore.client.BaseClient.get_paginator",
            "botocore.paginate.Paginator._pagination_cfg",
        )
    ),
    *(
        Name(
            f"botocore.validate.{name}",
            "untyped_violations",
            "to list all violations of an untyped request",
            "the error is botocore's own, with its text",
        )
        for name in ("ParamValidator.validate", "ValidationErrors._errors")
    ),
    *(
        Name(
            f"botocore.model.{name}",
            module,
            "to find the operation, its sensitive members and its tokens",
            "client.call, call_pages and call_items cannot be used",
        )
        for module, names in (
            (
                "untyped_requests",
                ("ServiceModel.operation_names", "MapShape.key", "StructureShape.metadata"),
            ),
            (
                "untyped_paging",
                (
                    "OperationModel.input_shape",
                    "StructureShape.members",
                    "StructureShape.metadata",
                ),
            ),
        )
        for name in names
    ),
    Name(
        "botocore.waiter.AcceptorConfig.matcher_func",
        "matchers",
        "to match a response with an acceptor of the waiter model",
        "wait_until_... methods cannot be used",
    ),
    *(
        Name(
            f"botocore.utils.{name}",
            "values",
            "to read values as botocore does",
            "timestamps in unusual formats, and booleans in rest-json, cannot be read",
        )
        for name in ("ensure_boolean", "parse_timestamp", "parse_to_aware_datetime")
    ),
)

EVENTS: Final = (
    Event(
        "before-parse",
        frozenset({"operation_model", "response_dict", "customized_response_dict"}),
        "hooks",
        "to read or refuse a response before botocore's parser sees it",
        "botocore reads all responses: slower, and an unreadable one becomes an empty response",
    ),
    Event(
        "before-call",
        frozenset({"model", "params"}),
        "hooks",
        "to send the headers of with_options(headers=...)",
        "these headers are not sent",
    ),
)
