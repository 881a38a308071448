"""What of botocore is used here though botocore does not document it: what the next one may break.

A test asks the installed botocore for each of these, and another one finds that none of them is
used outside this room.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_ALL: Final = "no call can be made"


class Name(NamedTuple):
    """A name of botocore's that it does not document."""

    name: str
    """Where botocore has it: a module, a class in it, an attribute of an instance."""
    module: str
    """The module of this room that uses it."""
    use: str
    """What it is used for."""
    without: str
    """What happens where botocore lacks it."""


class Event(NamedTuple):
    """An event of botocore's that it does not document."""

    name: str
    arguments: frozenset[str]
    """What our hook takes of what is emitted with it."""
    module: str
    use: str
    without: str


NAMES: Final = (
    *(
        Name(
            f"botocore.context.{name}",
            "call_context",
            "to tell a call of ours from one that a hook of the user's makes meanwhile",
            "a call that a hook makes of the same operation is read as if it were ours",
        )
        for name in (
            "ClientContext.features",
            "get_context",
            "set_context",
            "reset_context",
            "deepcopy",  # of the context around a call: the copy knows how deep it is
        )
    ),
    *(
        Name(
            name,
            "user_agent",
            "to put the User-Agent header together once",
            "botocore does it twice a call; nothing else changes",
        )
        for name in (
            "botocore.client.BaseClient._user_agent_creator",
            "botocore.useragent.UserAgentString._client_config",
            "botocore.useragent.UserAgentString.to_string",
        )
    ),
    *(
        Name(
            f"botocore.model.{name}",
            "body_kinds",
            "to know which answers are all JSON, and can be read here",
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
            "to name what an older botocore lacks of a request",
            "a call that botocore cannot make fails with an error of Python's instead",
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
        "to tell a call of ours from a call of another operation",
        _ALL,
    ),
    Name(
        "botocore.model.ServiceModel.service_name",
        "given",
        "to refuse a client of another service",
        "no client can be wrapped that the user brings",
    ),
    *(
        Name(
            f"botocore.model.ServiceModel.{name}",
            "advice",
            "to say that a region has no such service",
            "an error of botocore's about a connection comes as another error",
        )
        for name in ("service_name", "endpoint_prefix")
    ),
    Name(
        "botocore.model.ServiceModel.shape_for_error_code",
        "reproduce",
        "to see whether botocore's parser failed over the members of an error",
        "a call that failed with an error of Python's fails with another one",
    ),
    *(
        Name(
            f"botocore.parsers.{name}",
            "reproduce",
            "to see whether botocore's parser, or a hook of the user's, failed over an answer",
            "a call that failed with an error of Python's fails with another one",
        )
        for name in ("create_parser", "ResponseParser.parse")
    ),
    *(
        Name(
            f"botocore.serialize.{name}",
            "reproduce",
            "to see whether a request is nested too deeply for botocore",
            "a call that failed with an error of Python's fails with another one",
        )
        for name in ("create_serializer", "Serializer.serialize_to_request")
    ),
    *(
        Name(
            f"botocore.eventstream.EventStream.{name}",
            "event_messages",
            "to decode events here, where botocore drops those that it does not know",
            "unknown events are dropped, and a stream that breaks off ends as if it were whole",
        )
        for name in ("_raw_stream", "_parse_event")
    ),
    Name(
        "botocore.eventstream.EventStream._output_shape",
        "event_messages",
        "to take payloads of bytes from a message without botocore's parser",
        "reading events takes longer",
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
            "to give what has arrived of a body at once",
            "iterating waits for whole pieces of a body",
        )
        for name in ("_raw_stream", "_amount_read")
    ),
    Name(
        "botocore.config.Config.parameter_validation",
        "session",
        "to know whether the user wants no validation",
        "requests are validated also where the user has turned that off",
    ),
    Name(
        "botocore.session.Session.lazy_register_component",
        "session",
        "to have sessions that are made here find model files faster",
        "no client can be made without a session",
    ),
    Name(
        "botocore.session.Session.SESSION_VARIABLES",
        "session",
        "to make a session that reads no configuration, for SageMaker on this machine",
        "local_sagemaker cannot be used",
    ),
    *(
        Name(
            f"botocore.loaders.{name}",
            "model_files",
            "to find and read botocore's model files faster",
            "no client can be made without a session",
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
            "to say what to do about a missing profile or a misspelt region",
            "an error of botocore's comes without advice, or as another error",
        )
        for name in ("full_config", "set_config_variable")
    ),
    *(
        Name(
            f"botocore.paginate.{name}",
            "page_tokens",
            "to write and read tokens that boto3's paginators and the AWS CLI understand",
            "no listing can be made",
        )
        for name in ("TokenEncoder.encode", "TokenDecoder.decode")
    ),
    Name(
        "botocore.waiter.AcceptorConfig.matcher_func",
        "matchers",
        "to match an answer with a row of the waiter model",
        "wait_until_... methods cannot be used",
    ),
    *(
        Name(
            f"botocore.utils.{name}",
            "values",
            "to read values as botocore does",
            "timestamps in unusual forms, and truth values in rest-json, cannot be read",
        )
        for name in ("ensure_boolean", "parse_timestamp", "parse_to_aware_datetime")
    ),
)

EVENTS: Final = (
    Event(
        "before-parse",
        frozenset({"operation_model", "response_dict", "customized_response_dict"}),
        "hooks",
        "to read or refuse an answer before botocore's parser sees it",
        "answers are read by botocore: slower, and an unreadable one is an empty response",
    ),
    Event(
        "before-call",
        frozenset({"model", "params"}),
        "hooks",
        "to send the headers of with_options(headers=...)",
        "these headers are not sent",
    ),
)
