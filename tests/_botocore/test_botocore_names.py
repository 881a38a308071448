"""Tests of the undocumented parts of botocore that the package uses.

They must exist, and only the folder ``sagemaker_typed/_botocore`` may use them. Its module
``names`` lists them.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator, MutableMapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import botocore
import botocore.session
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest, AWSResponse, HeadersDict
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.eventstream import EventStream, EventStreamBuffer
from botocore.loaders import Loader
from botocore.response import StreamingBody
from botocore.retries.adaptive import register_retry_handler
from botocore.validate import ValidationErrors
from botocore.waiter import AcceptorConfig
from helpers.cases import each
from helpers.event_streams import parts

import sagemaker_typed
from sagemaker_typed._botocore.names import EVENTS, NAMES, Event, Name

PACKAGE: Final = Path(sagemaker_typed.__file__).parent
FOLDER: Final = PACKAGE / "_botocore"

# The modules in botocore's documentation, and those of its exceptions.
DOCUMENTED: Final = {
    "botocore",
    "botocore.config",
    "botocore.exceptions",
    "botocore.response",
    "botocore.session",
}
# Exceptions that users may catch, wherever botocore defines them.
EXCEPTIONS: Final = {"botocore.parsers.ResponseParserError"}


# --- the names exist ------------------------------------------------------------------------------


@cache
def client() -> Any:
    session: Any = botocore.session.Session()
    return session.create_client(
        "sagemaker",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


def headers() -> Any:
    return HeadersDict({"Name": "value"})


def response() -> Any:
    make: Any = AWSResponse
    return make("", 200, {}, None)


def limiter() -> Any:
    return register_retry_handler(client())


def message() -> Any:
    buffer: Any = EventStreamBuffer()
    buffer.add_data(parts(b"x"))
    return next(buffer)


def operation() -> Any:
    return client().meta.service_model.operation_model("DescribeModel")


def stream() -> Any:
    make: Any = EventStream
    return make(io.BytesIO(), operation().output_shape, object(), "Invoke")


def acceptor() -> Any:
    return AcceptorConfig({"state": "success", "matcher": "error", "expected": "x"})


# Attributes of these classes are looked up on an instance.
INSTANCES: Final[dict[str, Any]] = {
    "botocore.auth.SigV4Auth": lambda: SigV4Auth(Credentials("a", "b"), "sagemaker", "eu-west-1"),
    "botocore.awsrequest.AWSRequest": AWSRequest,
    "botocore.awsrequest.AWSResponse": response,
    "botocore.awsrequest.HeadersDict": HeadersDict,
    "botocore.awsrequest._HeaderKey": lambda: next(iter(headers()._dict)),
    "botocore.client.BaseClient": client,
    "botocore.config.Config": Config,
    "botocore.context.ClientContext": lambda: import_module("botocore.context").ClientContext(),
    "botocore.endpoint.Endpoint": lambda: client()._endpoint,
    "botocore.eventstream.EventStream": stream,
    "botocore.eventstream.EventStreamMessage": message,
    "botocore.eventstream.MessagePrelude": lambda: message().prelude,
    "botocore.hooks.EventAliaser": lambda: client().meta.events,
    "botocore.hooks.HierarchicalEmitter": lambda: client().meta.events._emitter,
    "botocore.httpsession.URLLib3Session": lambda: client()._endpoint.http_session,
    "botocore.loaders.Loader": Loader,
    "botocore.model.ListShape": lambda: client().meta.service_model.shape_for("TagList"),
    "botocore.model.MapShape": lambda: client().meta.service_model.shape_for("EnvironmentMap"),
    "botocore.model.OperationModel": operation,
    "botocore.model.ServiceModel": lambda: client().meta.service_model,
    "botocore.model.StructureShape": lambda: operation().output_shape,
    "botocore.paginate.Paginator": lambda: client().get_paginator("list_models"),
    "botocore.response.StreamingBody": lambda: StreamingBody(io.BytesIO(), 0),
    "botocore.retries.adaptive.ClientRateLimiter": limiter,
    "botocore.retries.bucket.TokenBucket": lambda: limiter()._token_bucket,
    "botocore.session.Session": botocore.session.Session,
    "botocore.regions.EndpointRulesetResolver": lambda: client()._ruleset_resolver,
    "botocore.validate.ParamValidationDecorator": lambda: client()._serializer,
    "botocore.validate.ValidationErrors": ValidationErrors,
    "botocore.signers.RequestSigner": lambda: client()._request_signer,
    "botocore.useragent.UserAgentString": lambda: client()._user_agent_creator,
    "botocore.waiter.AcceptorConfig": acceptor,
}


def find(name: str) -> None:
    """Find a dotted name.

    Raises:
        AttributeError: the name does not exist.
        ImportError: the module of the name does not exist.
    """
    package, module, *attributes = name.split(".")
    path = f"{package}.{module}"
    found: Any = import_module(path)
    for attribute in attributes:
        found = getattr(found, attribute)
        path = f"{path}.{attribute}"
        if path in INSTANCES and path != name:
            found = INSTANCES[path]()


def missing(name: Name | Event) -> str:
    return (
        f"botocore {botocore.__version__} has no {name.name}, which the module {name.module} of "
        f"_botocore uses {name.use}; without it, {name.without}"
    )


@each("name", NAMES, ids=lambda name: f"{name.module}-{name.name}")
def test_botocore_has_every_listed_name(name: Name) -> None:
    try:
        find(name.name)
    except (AttributeError, ImportError) as error:
        pytest.fail(f"{missing(name)} ({error})")


@pytest.mark.parametrize(
    "name",
    [
        "botocore.absent.thing",
        "botocore.utils.absent",
        "botocore.client.BaseClient._absent",
        "botocore.model.OperationModel.absent",
    ],
)
def test_missing_name_is_detected(name: str) -> None:
    with pytest.raises((AttributeError, ImportError)):
        find(name)


@pytest.fixture(scope="module")
def emitted() -> dict[str, dict[str, Any]]:
    """The arguments of the events of a call, by event."""
    found: dict[str, dict[str, Any]] = {}

    def answer(request: Any, **_: Any) -> Any:
        response: Any = AWSResponse(request.url, 200, HTTPHeaders(), None)
        response._content = b"{}"
        return response

    def note(event_name: str, **arguments: Any) -> None:
        found[event_name.partition(".")[0]] = arguments

    session: Any = botocore.session.Session()
    own = session.create_client(
        "sagemaker",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    own.meta.events.register("before-send", answer)
    for event in EVENTS:
        own.meta.events.register_last(event.name, note, unique_id=f"note-{event.name}")
    own.list_models()
    return found


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_botocore_has_every_listed_event(event: Event, emitted: dict[str, dict[str, Any]]) -> None:
    absent = event.arguments - emitted.get(event.name, {}).keys()
    assert not absent, f"{missing(event)} (missing arguments: {', '.join(sorted(absent))})"


def test_events_have_the_arguments_that_hooks_use(emitted: dict[str, dict[str, Any]]) -> None:
    parsing, calling = emitted["before-parse"], emitted["before-call"]
    assert {"status_code", "headers", "body"} <= parsing["response_dict"].keys()
    assert parsing["operation_model"].name == "ListModels"
    assert calling["model"].name == "ListModels"
    assert isinstance(calling["params"]["headers"], dict | HTTPHeaders)


# --- they are used in one folder ------------------------------------------------------------------


def is_generated(path: Path) -> bool:
    with path.open(encoding="utf-8") as lines:
        return lines.readline().startswith("# Generated by")


def hand_written() -> list[Path]:
    """All modules except the generator, which runs with one version of botocore only."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "codegen" not in path.parts and not is_generated(path)
    ]


OUTSIDE: Final = [path for path in hand_written() if not path.is_relative_to(FOLDER)]
INSIDE: Final = [path for path in hand_written() if path.is_relative_to(FOLDER)]


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module imports from botocore, and botocore's modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("botocore."))
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            if module.partition(".")[0] == "botocore":
                yield from (f"{module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_name = node.value.replace(".", "").isidentifier()
            if is_name and node.value.startswith("botocore."):  # an argument of import_module
                yield node.value


def is_documented(name: str) -> bool:
    # ``from botocore import loaders`` imports a module.
    module = name if is_module(name) else name.rpartition(".")[0]
    return module in DOCUMENTED or name in EXCEPTIONS


def is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # the parent is not a package
        return False


PRIVATE: Final = {
    part for name in NAMES for part in name.name.split(".") if part[0] == "_" or part.isupper()
} | {event.name for event in EVENTS}


def private_names(tree: ast.AST) -> Iterator[str]:
    """Yield botocore's private names and events in a module, as attributes or in strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in PRIVATE:
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from {node.value, node.value.partition(".")[0]} & PRIVATE


def misplaced(source: str) -> list[str]:
    """The parts of botocore in a source that only ``_botocore`` may use."""
    tree = ast.parse(source)
    undocumented = [name for name in imports(tree) if not is_documented(name)]
    return [*undocumented, *private_names(tree)]


@each("path", OUTSIDE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_undocumented_names_are_used_only_in_the_botocore_folder(path: Path) -> None:
    found = misplaced(path.read_text("utf-8"))
    assert not found, f"only modules in _botocore/ may use these names: {', '.join(found)}"


@pytest.mark.parametrize(
    "source",
    [
        "from botocore.context import get_context",
        "from botocore import loaders",
        "import botocore.parsers",
        "def f():\n    from botocore.utils import parse_timestamp",
        "importlib.import_module('botocore.context')",
        "stream._raw_stream",
        "getattr(stream, '_parse_event')",
        "events.register('before-parse', hook)",
        "events.register('before-call.sagemaker', hook)",
        "Session.SESSION_VARIABLES",
    ],
)
def test_use_of_undocumented_names_is_detected(source: str) -> None:
    assert misplaced(source)


@pytest.mark.parametrize(
    "source",
    [
        "import botocore",
        "from botocore import xform_name",
        "from botocore.exceptions import ClientError",
        "from botocore.config import Config",
        "from botocore.parsers import ResponseParserError",
        "'botocore.exceptions.BotoCoreError: as botocore raises it'",
        "self._stream",
    ],
)
def test_documented_names_may_be_used_anywhere(source: str) -> None:
    assert not misplaced(source)


@each("path", INSIDE, ids=lambda path: str(path.relative_to(FOLDER)))
def test_imports_of_the_folder_are_listed(path: Path) -> None:
    listed = {name.name for name in NAMES}
    for name in imports(ast.parse(path.read_text("utf-8"))):
        is_listed = any(f"{known}.".startswith(f"{name}.") for known in listed)
        is_public = is_documented(name) or name in {
            "botocore.eventstream.EventStream",
            "botocore.model.ServiceModel",
        }
        assert is_listed or is_public or path.name == "names.py", f"{path.name}: {name}"


MODULES: Final = {name.module for name in NAMES} | {event.module for event in EVENTS}


def words(tree: ast.AST) -> Iterator[str | None]:
    """Yield the names and strings in a module."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute():
                yield node.attr
            case ast.Name():
                yield node.id
            case ast.FunctionDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.alias():
                yield node.name
            case ast.Constant(value=str(text)):
                yield text
                yield text.strip("_")  # ``deepcopy`` calls ``__deepcopy__``
            case _:
                pass


@pytest.mark.parametrize("module", sorted(MODULES))
def test_listed_names_are_used(module: str) -> None:
    used = {*words(ast.parse((FOLDER / f"{module.replace('.', '/')}.py").read_text("utf-8")))}
    listed = {name.name.rpartition(".")[2] for name in NAMES if name.module == module}
    for event in EVENTS:
        if event.module == module:
            listed |= {event.name, *event.arguments}
    assert not listed - used, f"{module} of _botocore does not use names listed in names.py"


# --- attributes in use are listed -----------------------------------------------------------------

# The attributes that may be used without being listed, and where botocore documents them.
PUBLIC: Final = {
    "meta": "a client's, in the developer guide",
    "generate_presigned_url": "a client's, in the developer guide",
    "waiter_names": "a client's, in the developer guide",
    "register": "of the events of a client or session, in the developer guide",
    "register_last": "of the events of a client or session, in the developer guide",
    "closed": "a StreamingBody's, as of every file",
    "raw": "of an AWSResponse, which hooks may return",
    "content": "of an AWSResponse, which hooks may return",
    "secret_key": "of credentials, in the developer guide",
    "token": "of credentials, in the developer guide",
    "create_client": "a session's, in its reference",
    "get_available_partitions": "a session's, in its reference",
    "get_available_regions": "a session's, in its reference",
    "get_config_variable": "a session's, in its reference",
    "merge": "a Config's, in its reference",
    "region_name": "an option of Config, in its reference; a client's meta has it too",
    "read": "a StreamingBody's, in its reference",
    "close": "a StreamingBody's, in its reference",
}


def owner_of(name: str) -> Any:
    """The instance or class that has a listed name as an attribute; else its module."""
    path = name.rpartition(".")[0]
    if path in INSTANCES:
        return INSTANCES[path]()
    module, _, cls = path.rpartition(".")
    return import_module(path) if is_module(path) else getattr(import_module(module), cls)


# The attributes that mappings and named tuples have, of botocore or not.
GENERAL: Final = frozenset({*dir(MutableMapping), *dir(Name)})


@cache
def attributes() -> frozenset[str]:
    """The attributes of all botocore classes that are used in the folder."""
    owners = [make() for make in INSTANCES.values()]
    owners += [owner for name in NAMES if not isinstance(owner := owner_of(name.name), ModuleType)]
    return frozenset(
        name
        for owner in owners
        for name in dir(owner)
        if name[:2] != "__" and name not in GENERAL
        # Hooks receive requests, whose public attributes have the names of many others.
        if name[0] == "_" or not isinstance(owner, AWSRequest)
    )


def unlisted(source: str, names: Iterable[Name] = NAMES) -> set[str]:
    """The botocore attributes that a module uses and that are neither listed nor public."""
    listed = {name.name.rpartition(".")[2] for name in names}
    nodes = ast.walk(ast.parse(source))
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return (used & attributes()) - listed - PUBLIC.keys()


@each("path", INSIDE, ids=lambda path: str(path.relative_to(FOLDER)))
def test_attributes_used_in_the_folder_are_listed(path: Path) -> None:
    found = unlisted(path.read_text("utf-8"))
    assert not found, f"list in _botocore/names.py: {', '.join(sorted(found))}, used in {path.name}"


def test_unlisted_attribute_is_detected() -> None:
    source = (FOLDER / "body_kinds.py").read_text("utf-8")
    assert unlisted(source, ()) >= {"member", "value", "members", "resolved_protocol"}
    without = [name for name in NAMES if not name.name.endswith("ListShape.member")]
    assert unlisted(source, without) == {"member"}


def test_public_attributes_are_used() -> None:
    used = {
        node.attr
        for path in INSIDE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert used >= PUBLIC.keys()
