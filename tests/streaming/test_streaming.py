"""Tests of byte streams and event streams, over loopback: complete, truncated, corrupted, slow."""

from __future__ import annotations

import contextlib
import copy
import csv
import gc
import io
import itertools
import json
import pickle
import shutil
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from io import BufferedIOBase
from types import SimpleNamespace
from typing import Any, ClassVar, assert_type

import attrs
import pytest
from botocore.eventstream import EventStream as BotoEventStream
from botocore.exceptions import (
    ClientError,
    EventStreamError,
    HTTPClientError,
    IncompleteReadError,
    ReadTimeoutError,
    ResponseStreamingError,
)
from botocore.response import StreamingBody
from botocore.stub import Stubber
from helpers.cases import each
from helpers.endpoint import Endpoint, endpoint
from helpers.event_streams import CONTENT_TYPE, chunked, event, exception, failure, message, parts
from helpers.faults import REQUEST_ID, Fault, faulty_server, http, raw_client, reset, stall
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_typed import (
    SageMakerRuntime,
    ServiceError,
    Shape,
    TaggedUnion,
    from_boto,
    from_json,
    to_boto,
    to_json,
)
from sagemaker_typed.runtime import (
    InvokeEndpointRequest,
    InvokeEndpointResponse,
    InvokeEndpointWithResponseStreamRequest,
    InvokeEndpointWithResponseStreamResponse,
    PayloadPart,
    ResponseStream,
    errors,
)
from sagemaker_typed.runtime.errors import (
    InternalStreamFailure,
    InvalidResponse,
    ModelError,
    ModelStreamError,
)
from sagemaker_typed.stream_event import StreamEvent
from sagemaker_typed.streaming import (
    Body,
    ByteStream,
    EventStream,
    IncompleteStreamError,
    UnreadableStreamError,
)

LINES = b'{"token": "a"}\n{"token": "\xc3\xa9"}\r\n\nlast'


@pytest.fixture
def served() -> Generator[Endpoint]:
    with endpoint() as running:
        yield running


def runtime(url: str, **config: Any) -> SageMakerRuntime:
    return SageMakerRuntime(client=raw_client(url, service="sagemaker-runtime", **config))


def invoke(client: SageMakerRuntime, body: bytes = b"{}") -> ByteStream:
    return client.invoke_endpoint(endpoint_name="churn", body=body).body


def stream(client: SageMakerRuntime, body: bytes = b"{}") -> EventStream[ResponseStream]:
    answer = client.invoke_endpoint_with_response_stream(endpoint_name="churn", body=body)
    return answer.body


def part(payload: bytes) -> ResponseStream:
    return ResponseStream(payload_part=PayloadPart(bytes=payload))


def answers(body: bytes, **kwargs: Any) -> Fault:
    """A response whose body is sent unchanged; ``kwargs`` are those of ``http``."""
    data = http(body, content_type=CONTENT_TYPE, **kwargs)
    return lambda connection: connection.send(data)


@contextlib.contextmanager
def streaming(fault: Fault, **config: Any) -> Generator[EventStream[ResponseStream]]:
    """The events of a server's response."""
    with faulty_server(fault) as server, stream(runtime(server.endpoint_url, **config)) as events:
        yield events


def of_bytes(content: bytes = LINES) -> ByteStream:
    return ByteStream(content)


# --- the body of a response -----------------------------------------------------------------------


def copied(body: ByteStream) -> bytes:
    target = io.BytesIO()
    shutil.copyfileobj(body, target, 11)
    return target.getvalue()


WAYS: dict[str, Callable[[ByteStream], bytes]] = {
    "whole": lambda body: body.read(),
    "in parts": lambda body: b"".join(iter(lambda: body.read(7), b"")),
    "in chunks": lambda body: b"".join(body.iter_chunks(5)),
    "as it arrives": b"".join,
    "in lines": lambda body: b"".join(body.iter_lines(keepends=True)),
    "by readline": lambda body: b"".join(iter(body.readline, b"")),
    "by short readlines": lambda body: b"".join(iter(lambda: body.readline(3), b"")),
    "by readlines": lambda body: b"".join(body.readlines()),
    "into a buffer": lambda body: io.BufferedReader(body).read(),
    "as text": lambda body: io.TextIOWrapper(body, "utf-8", newline="").read().encode(),
    "copied": copied,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("content", [LINES, b"", b"\n", b"x" * 200_000], ids=len)
def test_every_read_method_returns_the_whole_body(
    served: Endpoint, way: str, content: bytes
) -> None:
    """Both for a body from a server and for one made from bytes."""
    assert WAYS[way](invoke(runtime(served.url), content)) == content
    assert WAYS[way](of_bytes(content)) == content


@given(content=st.binary(max_size=60), sizes=st.lists(st.integers(0, 9), max_size=20))
def test_mixed_read_methods_lose_no_bytes(content: bytes, sizes: list[int]) -> None:
    body, whole = of_bytes(content.replace(b"x", b"\n")), io.BytesIO(content.replace(b"x", b"\n"))

    for size in sizes:
        if size % 3 == 0:
            assert body.readline(size or -1) == whole.readline(size or -1)
        elif size % 3 == 1:
            assert body.read1(size) == whole.read1(size)
        else:
            assert body.read(size) == whole.read(size)
        assert body.tell() == whole.tell()
    assert b"".join(iter(body.readline, b"")) == whole.read()


def test_iter_lines_splits_at_newlines_only() -> None:
    lines = [b'{"token": "a"}', b'{"token": "\xc3\xa9"}', b"", b"last"]

    assert list(of_bytes().iter_lines()) == lines
    assert list(of_bytes(b"a\rb\n").iter_lines()) == [b"a\rb"]


def test_iter_chunks_rejects_chunk_size_zero() -> None:
    with pytest.raises(ValueError, match="chunk_size must be at least 1, got 0"):
        of_bytes().iter_chunks(0)


def test_byte_stream_works_as_a_binary_file() -> None:
    assert json.load(of_bytes(b'{"x": 1}')) == {"x": 1}
    assert list(csv.reader(io.TextIOWrapper(of_bytes(b"1,2\n3,4\n"), "utf-8"))) == [
        ["1", "2"],
        ["3", "4"],
    ]
    body = of_bytes()
    assert (body.readable(), body.writable(), body.seekable()) == (True, False, False)
    buffer = bytearray(4)
    assert body.readinto(buffer) == 4
    assert buffer == LINES[:4]


def test_received_bytes_are_returned_immediately() -> None:
    """The server never sends the rest, so waiting for it would fail."""
    head = http(b"", chunked=True, content_type="text/plain")
    with faulty_server(stall(head + b"6\r\none\ntw\r\n")) as server:
        body = invoke(runtime(server.endpoint_url))
        assert next(body.iter_lines()) == b"one"
        assert next(iter(body)) == b"tw"
        body.close()


@pytest.mark.parametrize("way", WAYS)
def test_connection_is_reused_after_the_body_was_read(served: Endpoint, way: str) -> None:
    client = runtime(served.url)

    for _ in range(3):
        with invoke(client, LINES) as body:
            WAYS[way](body)

    assert served.connections == 1


def test_closing_early_leaks_no_connection(served: Endpoint) -> None:
    client = runtime(served.url, max_pool_connections=2)

    for _ in range(5):
        with invoke(client, b"x" * 500_000) as body:
            assert body.read(10) == b"x" * 10
        assert body.closed
    assert invoke(client, LINES).read() == LINES
    gc.collect()  # warns of unclosed sockets, and warnings are errors here


@pytest.mark.parametrize("call", [invoke, stream])
def test_unreferenced_stream_is_closed_without_garbage_collection(
    served: Endpoint, call: Callable[..., Iterator[Any]]
) -> None:
    """The garbage collector may finalize objects in an order that leaves sockets unclosed."""
    client = runtime(served.url)
    gc.collect()
    gc.disable()
    try:
        unread = call(client, b"x" * 500_000)
        next(unread)
        dropped = weakref.ref(unread)
        del unread
        assert dropped() is None
    finally:
        gc.enable()


def test_several_bodies_can_be_read_in_turn(served: Endpoint) -> None:
    client = runtime(served.url)
    contents = [b"%d" % number * 100_000 for number in range(4)]
    bodies = [invoke(client, content) for content in contents]

    chunked_bodies = [body.iter_chunks(5000) for body in bodies]
    read = [b"".join(chunks) for chunks in zip(*chunked_bodies, strict=True)]

    assert b"".join(read) == b"".join(
        content[start : start + 5000] for start in range(0, 100_000, 5000) for content in contents
    )
    assert [body.read(1) for body in bodies] == [b""] * 4


# --- bodies that cannot be read -------------------------------------------------------------------


@pytest.mark.parametrize("way", ["whole", "in chunks", "as it arrives", "in lines", "by readlines"])
@pytest.mark.parametrize("before", ["whole", "in parts", "in lines"])
def test_reading_a_body_twice_is_an_error(before: str, way: str) -> None:
    body = of_bytes()
    WAYS[before](body)

    with pytest.raises(
        UnreadableStreamError, match="already read to its end, and can be read only once"
    ):
        WAYS[way](body)
    assert body.read(5) == b""  # like a file at its end


@pytest.mark.parametrize("way", WAYS)
def test_reading_a_closed_body_is_an_error(way: str) -> None:
    body = of_bytes()
    with body:
        pass
    body.close()

    with pytest.raises(ValueError, match=r"the body is closed; read it before|closed file"):
        WAYS[way](body)
    with pytest.raises(UnreadableStreamError), body:
        pass


CUT: dict[str, Fault] = {
    "shorter than announced": lambda connection: connection.send(http(b"12345", length=10)),
    "without the last chunk": lambda connection: connection.send(
        http(chunked([b"12345"], is_whole=False), chunked=True)
    ),
    "within a chunk": lambda connection: connection.send(http(b"a\r\n12345", chunked=True)),
    "reset": reset(http(b"12345", length=10)),
    "no chunk": lambda connection: connection.send(http(b"5\r\n12345\r\nSECRET\r\n", chunked=True)),
}


@pytest.mark.parametrize("way", ["whole", "in parts", "in chunks", "as it arrives", "in lines"])
@pytest.mark.parametrize("cut", CUT)
def test_reading_a_truncated_body_is_an_error(cut: str, way: str) -> None:
    with faulty_server(CUT[cut]) as server:
        body = invoke(runtime(server.endpoint_url))
        with pytest.raises(IncompleteStreamError, match="the body ended early") as caught:
            WAYS[way](body)
        with pytest.raises(UnreadableStreamError, match="reading the body failed: the body ended"):
            body.read(1)

    assert "SECRET" not in str(caught.value)
    for known in (ResponseStreamingError, IncompleteReadError, HTTPClientError):
        assert isinstance(caught.value, known)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_streaming_body_shorter_than_its_length_is_an_error() -> None:
    with pytest.raises(IncompleteStreamError, match="3 read, but total bytes expected is 5"):
        list(ByteStream(StreamingBody(io.BytesIO(b"abc"), 5)))
    with pytest.raises(IncompleteStreamError, match="3 read, but total bytes expected is 5"):
        ByteStream(StreamingBody(io.BytesIO(b"abc"), 5)).read()


@pytest.mark.parametrize("way", ["whole", "as it arrives"])
def test_slow_body_raises_read_timeout_error(way: str) -> None:
    with faulty_server(stall(http(b"12345", length=10))) as server:
        body = invoke(runtime(server.endpoint_url, read_timeout=0.2))
        with pytest.raises(ReadTimeoutError, match=f'endpoint URL: "{server.endpoint_url}"'):
            WAYS[way](body)
        with pytest.raises(UnreadableStreamError):
            body.read(1)


# --- streams as objects ---------------------------------------------------------------------------

RESPONSES: dict[str, Callable[[], Any]] = {
    "body": lambda: InvokeEndpointResponse(body=of_bytes(b"SECRET")),
    "events": lambda: InvokeEndpointWithResponseStreamResponse(
        body=EventStream([part(b"SECRET")], ResponseStream)
    ),
}


@pytest.mark.parametrize("kind", RESPONSES)
def test_repr_of_a_stream_shows_no_content(kind: str) -> None:
    response = RESPONSES[kind]()
    texts = [repr(response), repr(response.body)]
    response.body.read()
    texts += [repr(response.body), str(response)]
    response.body.close()
    texts.append(repr(response.body))

    assert not [text for text in texts if "SECRET" in text]
    assert [text.split(", ")[1] for text in texts if text.startswith("<")][:2] == [
        "open",
        "read to its end",
    ]


@pytest.mark.parametrize("kind", RESPONSES)
@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, pickle.dumps])
def test_streams_cannot_be_copied_or_pickled(kind: str, way: Callable[[Any], Any]) -> None:
    with pytest.raises(
        TypeError, match="reads from a connection, so it cannot be copied or pickled"
    ):
        way(RESPONSES[kind]().body)


@pytest.mark.parametrize("kind", RESPONSES)
def test_streams_of_the_same_body_are_equal(kind: str) -> None:
    response, other = RESPONSES[kind](), RESPONSES[kind]()
    again: Any = from_boto(response.__class__, to_boto(response))

    assert response == again
    assert response.body is not again.body
    assert len({response.body, again.body}) == 1
    assert response != other
    assert response.body != "body"


@pytest.mark.parametrize("kind", RESPONSES)
def test_streams_cannot_be_serialized_to_json(kind: str) -> None:
    response = RESPONSES[kind]()

    with pytest.raises(ValueError, match="body: streams cannot be serialized to JSON or YAML;"):
        to_json(response)
    response.body = b"bytes"
    for write in (to_boto, to_json):
        with pytest.raises(ValueError, match="body: expected ByteStream or EventStream, got bytes"):
            write(response)
    assert "SECRET" not in str(RESPONSES)


def test_from_json_reads_base64_as_a_body() -> None:
    assert from_json(InvokeEndpointResponse, '{"Body": "eA=="}').body.read() == b"x"


def test_to_boto_returns_botocores_streaming_body() -> None:
    body = StreamingBody(io.BytesIO(LINES), len(LINES))
    response = from_boto(InvokeEndpointResponse, {"Body": body})

    assert to_boto(response)["Body"] is body
    response.body.readline()
    assert to_boto(response)["Body"].read() == LINES[LINES.index(b"\n") + 1 :]
    with pytest.raises(TypeError, match="a body must be bytes or a binary file, got int"):
        ByteStream(3)  # type: ignore[arg-type]  # refused


def test_stubber_response_may_have_a_body() -> None:
    raw = raw_client("http://127.0.0.1:1", service="sagemaker-runtime")
    with Stubber(raw) as stub:
        for body in (StreamingBody(io.BytesIO(b"x"), 1), io.BytesIO(b"x"), b"x"):
            stub.add_response("invoke_endpoint", {"Body": body, "ContentType": "text/plain"})
            assert invoke(SageMakerRuntime(client=raw)).read() == b"x"


def test_raw_response_has_the_stream(served: Endpoint) -> None:
    request = InvokeEndpointRequest(endpoint_name="churn", body=b"x")

    answer = runtime(served.url).send_raw(request)

    assert answer.body == b""
    assert answer.parse().body.read() == b"x"


# --- events ---------------------------------------------------------------------------------------


@given(
    payloads=st.lists(st.binary(max_size=20), max_size=6),
    splits=st.lists(st.integers(0, 800), max_size=8),
)
def test_events_are_read_wherever_chunks_end(payloads: list[bytes], splits: list[int]) -> None:
    data = parts(*payloads)
    ends = [0, *sorted(min(split, len(data)) for split in splits), len(data)]
    pieces = [data[start:end] for start, end in itertools.pairwise(ends)]

    with streaming(answers(chunked(pieces), chunked=True)) as events:
        assert list(events) == [part(payload) for payload in payloads]
        assert next(events, None) is None


@pytest.mark.parametrize("is_chunked", [True, False])
def test_lines_may_span_several_events(is_chunked: bool) -> None:
    data = parts(b'{"tok', b'en": 1}\n{"token"', b"", b": 2}\r\n\n{", b"}")
    fault = answers(chunked([data]) if is_chunked else data, chunked=is_chunked)

    with streaming(fault) as events:
        lines = [json.loads(line) for line in events.iter_lines() if line]
    assert lines == [{"token": 1}, {"token": 2}, {}]
    with streaming(fault) as events:
        assert list(events.iter_chunks()) == [
            b'{"tok', b'en": 1}\n{"token"', b": 2}\r\n\n{", b"}",
        ]  # fmt: skip
    with streaming(fault) as events:
        assert next(events.iter_lines(keepends=True)) == b'{"token": 1}\n'
        assert events.read() == b'{"token": 2}\r\n\n{}'


def test_received_events_are_returned_immediately() -> None:
    """The server never sends the rest, so waiting for it would fail."""
    for head in (http(b"", chunked=True), http(b"", length=9999)):
        is_chunked = b"chunked" in head
        data = parts(b"one\n") + parts(b"two")[:20]
        with streaming(
            stall(head + (chunked([data], is_whole=False) if is_chunked else data))
        ) as got:
            assert next(got.iter_lines()) == b"one"


def test_unknown_events_are_preserved(caplog: pytest.LogCaptureFixture) -> None:
    data = parts(b"a") + event("Usage", b'{"Tokens": 3}', "application/json") + parts(b"b")
    data = message(b"{}", message_type="event", event_type="initial-response") + data

    with streaming(answers(chunked([data]), chunked=True)) as events:
        first, unknown, last = events
    with streaming(answers(chunked([data]), chunked=True)) as events:
        assert events.read() == b"ab"

    assert (first, last) == (part(b"a"), part(b"b"))
    assert unknown.branch == "Usage"
    assert unknown.unknown_members
    assert unknown.unknown_members["Usage"]["payload"] == b'{"Tokens": 3}'
    assert unknown.unknown_members["Usage"]["headers"][":content-type"] == "application/json"
    assert from_boto(ResponseStream, to_boto(unknown)) == unknown
    assert "skipped an event of type Usage, which has no known payload" in caplog.text


TIMEOUT = {"Message": "the model died", "ErrorCode": "ModelInvocationTimeExceeded"}


@pytest.mark.parametrize(
    ("sent", "kind", "text"),
    [
        (exception("ModelStreamError", **TIMEOUT), ModelStreamError, "the model died"),
        (event("ModelStreamError", b'{"Message": "so"}'), ModelStreamError, "so"),
        (exception("InternalStreamFailure", Message="oops"), InternalStreamFailure, "oops"),
        (exception("NewKindOfError", message="new"), ServiceError, "new"),
        (failure("ThrottlingException", "slow down"), errors.ThrottlingException, "slow down"),
        (
            message(b"no json", message_type="exception", exception_type="ModelStreamError"),
            ModelStreamError,
            "",
        ),
    ],
)
def test_error_in_a_stream_is_raised_as_service_error(
    sent: bytes, kind: type[ServiceError], text: str
) -> None:
    with streaming(answers(chunked([parts(b"a"), sent]), chunked=True)) as events:
        assert next(events) == part(b"a")
        with pytest.raises(kind) as caught:
            next(events)
        with pytest.raises(UnreadableStreamError, match=f"events failed: {caught.type.__name__}"):
            next(events)

    error = caught.value
    assert (error.code, error.message) == (kind.__code__ or "NewKindOfError", text)
    assert (error.request_id, error.status_code) == (REQUEST_ID, 200)
    assert error.operation_name == "InvokeEndpointWithResponseStream"
    assert error.is_throttled == (text == "slow down")
    assert EventStreamError in caught.type.__mro__
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    if isinstance(error, ModelStreamError):
        assert error.error_code == (TIMEOUT["ErrorCode"] if text == TIMEOUT["Message"] else None)


def of_status_300(client: SageMakerRuntime) -> Iterator[ServiceError]:
    """Yield the errors of calls; botocore parses such a response as a successful one."""
    for call in (invoke, stream):
        with pytest.raises(ServiceError) as caught:
            call(client)
        yield caught.value


@pytest.mark.parametrize("shortcuts", [True, False])
def test_error_with_status_300_supports_copy_and_pickle(shortcuts: bool) -> None:
    with faulty_server(answers(parts(b"first"), status=300)) as server:
        raw = raw_client(server.endpoint_url, service="sagemaker-runtime")
        client = SageMakerRuntime(client=raw, shortcuts=shortcuts)
        found = [*of_status_300(client)]
    for error in found:
        assert (error.status_code, error.request_id) == (300, REQUEST_ID)
        for again in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
            assert (str(again), again.response) == (str(error), error.response)


def test_error_with_open_streams_closes_them_and_supports_pickle() -> None:
    """As with a hook of a user that answers the call."""
    raw = raw_client("http://127.0.0.1:1", service="sagemaker-runtime")
    sources = [io.BytesIO(b"a"), io.BytesIO(b"b")]
    body: Any = StreamingBody(sources[0], 1)
    boto_stream: Any = BotoEventStream
    events = boto_stream(sources[1], None, None, "InvokeEndpoint")

    def answered(**_: Any) -> Any:
        return SimpleNamespace(status_code=300), {"Body": body, "Other": events, "Name": "a"}

    raw.meta.events.register("before-call.sagemaker-runtime", answered)
    with pytest.raises(ServiceError) as caught:
        invoke(SageMakerRuntime(client=raw))

    assert caught.value.response == {"Name": "a"}
    assert all(source.closed for source in sources)
    assert pickle.loads(pickle.dumps(caught.value)).response == {"Name": "a"}


WHOLE = parts(b"first", b"second")
FIRST = len(parts(b"first"))


@pytest.mark.parametrize("is_chunked", [True, False])
@pytest.mark.parametrize("end", [FIRST + 1, FIRST + 11, FIRST + 12, len(WHOLE) - 1])
def test_stream_truncated_within_an_event_is_an_error(end: int, is_chunked: bool) -> None:
    """Even if the HTTP response itself is complete."""
    data = WHOLE[:end]

    with streaming(answers(chunked([data]) if is_chunked else data, chunked=is_chunked)) as events:
        assert next(events) == part(b"first")
        with pytest.raises(IncompleteStreamError, match=f"only {end - FIRST} bytes? of an event"):
            next(events)


@pytest.mark.parametrize("how", ["chunks", "length", "reset"])
def test_stream_truncated_between_events_is_an_error(how: str) -> None:
    data = WHOLE[:FIRST]
    fault: Fault = answers(chunked([data], is_whole=False), chunked=True)
    if how == "length":
        fault = answers(data, length=len(WHOLE))
    elif how == "reset":
        fault = reset(http(chunked([data], is_whole=False), chunked=True))

    with streaming(fault) as events:
        with pytest.raises(IncompleteStreamError, match="the event stream ended early"):
            assert list(events) == []
        with pytest.raises(UnreadableStreamError, match="events failed: IncompleteStreamError"):
            list(events)


@each("place", range(FIRST, len(WHOLE)))
def test_corrupted_event_is_an_error(place: int) -> None:
    """A checksum detects a wrong bit anywhere in the message."""
    data = WHOLE[:place] + bytes([WHOLE[place] ^ 1]) + WHOLE[place + 1 :]

    with streaming(answers(chunked([data]), chunked=True)) as events:
        assert next(events) == part(b"first")
        with pytest.raises(InvalidResponse, match="an event is corrupted") as caught:
            next(events)
    assert (caught.value.request_id, caught.value.status_code) == (REQUEST_ID, 200)
    assert "second" not in str(caught.value)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (message(b"x", message_type="event"), "an event has no event type"),
        (message(b"x", event_type="PayloadPart")[:-4] + b"1234", "an event is corrupted"),
    ],
)
def test_unreadable_event_is_an_invalid_response(sent: bytes, reason: str) -> None:
    fault = answers(chunked([sent]), chunked=True)
    with streaming(fault) as events, pytest.raises(InvalidResponse, match=reason):
        next(events)


def test_slow_events_raise_read_timeout_error() -> None:
    head = http(chunked([parts(b"one")], is_whole=False), chunked=True)
    with streaming(stall(head), read_timeout=0.2) as events:
        assert next(events) == part(b"one")
        with pytest.raises(ReadTimeoutError, match=r'endpoint URL: "http://127\.0\.0\.1:'):
            next(events)


def test_events_can_be_read_only_once() -> None:
    events = EventStream([part(b"a"), {"PayloadPart": {"Bytes": b"b"}}], ResponseStream)
    assert next(events) == part(b"a")
    assert list(events) == [part(b"b")]  # continues

    again: list[Callable[[], Iterable[Any]]] = [
        lambda: list(events), events.read, lambda: list(events.iter_lines()),
    ]  # fmt: skip
    for way in again:
        with pytest.raises(UnreadableStreamError, match="already read to their end"):
            way()
    assert events.closed
    with EventStream([part(b"a")], ResponseStream) as closed:
        pass
    for act in (lambda: next(closed), lambda: iter(closed), closed.__enter__):
        with pytest.raises(UnreadableStreamError, match="the event stream is closed"):
            act()


@attrs.define(kw_only=True, eq=False, repr=False)
class OwnPart(Shape):
    """The content of a user-defined event."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"text": "Text"}
    text: bytes | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class OwnUnion(TaggedUnion):
    """A user-defined event without a method to read it."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"part": "Part", "end": "End"}
    part: OwnPart | None = None
    end: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class OwnEvent(StreamEvent):
    """A user-defined event that is read like the package's."""

    __wire_names__: ClassVar[Mapping[str, str]] = {"part": "Part", "end": "End"}
    part: OwnPart | None = None
    end: str | None = None


def own(data: Any, _: object) -> OwnUnion:
    return OwnUnion(part=OwnPart(text=data["Part"]["Text"]))


def test_event_class_may_be_a_users_stream_event() -> None:
    events = EventStream([OwnEvent(end="x"), {"Part": {"Text": b"a"}}], OwnEvent)
    assert list(events) == [OwnEvent(end="x"), OwnEvent(part=OwnPart(text=b"a"))]
    assert EventStream([{"Part": {"Text": b"a"}}, {"End": "x"}], OwnEvent).read() == b"a"


def test_event_class_may_be_any_tagged_union() -> None:
    sent = [OwnUnion(part=OwnPart(text=b"a")), OwnUnion(end="x"), {"Part": {"Text": b"b"}}]
    assert list(EventStream(sent[:2], OwnUnion)) == sent[:2]
    assert list(EventStream(sent, OwnUnion, own)) == [*sent[:2], OwnUnion(part=OwnPart(text=b"b"))]
    assert EventStream(sent, OwnUnion, own).read() == b"ab"


def test_error_for_tagged_union_without_convert_has_advice() -> None:
    events = EventStream([{"End": "x"}], OwnUnion)
    with pytest.raises(TypeError, match=r"from sagemaker_typed\.stream_event\.StreamEvent"):
        next(events)
    with pytest.raises(UnreadableStreamError, match="TypeError"):
        next(events)


def test_errors_among_events_of_a_tagged_union_are_raised() -> None:
    answer: Any = {"Error": {"Code": "x", "Message": "no"}}
    shown = EventStream([EventStreamError(answer, "Invoke")], OwnUnion)
    with pytest.raises(EventStreamError, match="no"):
        next(shown)
    hidden = EventStream([EventStreamError(answer, "Invoke")], OwnUnion)
    hidden.hide(lambda error: ClientError({"Error": {"Message": "hidden"}}, error.operation_name))
    with pytest.raises(ClientError, match="hidden"):
        next(hidden)


def test_base_class_of_events_is_public() -> None:
    assert (StreamEvent.__module__, StreamEvent.__name__) == (
        "sagemaker_typed.stream_event",
        "StreamEvent",
    )
    assert not [base for base in ResponseStream.__mro__ if "._" in base.__module__]


def test_event_stream_made_from_a_list_may_have_errors() -> None:
    answer: Any = {"Error": {"Code": "ModelStreamError", "Message": "no"}, "ErrorCode": "c"}
    events = EventStream([part(b"a"), EventStreamError(answer, "Invoke")], ResponseStream)

    with pytest.raises(ModelStreamError, match="no") as caught:
        list(events)
    assert caught.value.error_code == "c"
    with pytest.raises(InvalidResponse, match="does not match the service model: cannot read"):
        list(EventStream([{"PayloadPart": 3}], ResponseStream))


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize(("sent_body", "attributes"), [(b"{}", "SECRET"), (b"SECRET", None)])
def test_error_in_a_stream_hides_sensitive_values_of_the_request(
    sent_body: bytes, attributes: str | None, raw: bool
) -> None:
    sent = exception("ModelStreamError", Message="cannot read SECRET", ErrorCode="SECRET")
    with faulty_server(answers(chunked([sent]), chunked=True)) as server:
        client = runtime(server.endpoint_url)
        request = InvokeEndpointWithResponseStreamRequest(
            endpoint_name="churn", body=sent_body, custom_attributes=attributes
        )
        answer = client.send_raw(request).parse() if raw else client.send(request)
        with pytest.raises(ModelStreamError, match="cannot read <sensitive>") as caught:
            answer.body.read()
    assert "SECRET" not in f"{caught.value!r} {caught.value.response}"


def test_error_hides_a_quoted_body() -> None:
    raw = raw_client("http://127.0.0.1:1", service="sagemaker-runtime")
    body = b'{"ssn": "078-05-1120"}'
    for quoted in (body.decode(), json.dumps(body.decode())):
        with Stubber(raw) as stub:
            stub.add_client_error("invoke_endpoint", "ModelError", f"bad input: {quoted}")
            with pytest.raises(ModelError) as caught:
                SageMakerRuntime(client=raw).invoke_endpoint(endpoint_name="churn", body=body)
        assert "078-05" not in f"{caught.value} {caught.value.response}"


def test_repr_hides_sensitive_headers() -> None:
    headers = [("X-Amzn-SageMaker-Custom-Attributes", "SECRET")]
    with faulty_server(answers(b"x", headers=headers), answers(b"x", headers=headers)) as server:
        client = runtime(server.endpoint_url)
        request = InvokeEndpointRequest(endpoint_name="churn", body=b"")
        raw, answer = client.send_raw(request), client.send(request)
    assert answer.custom_attributes == "SECRET"
    assert "SECRET" not in f"{raw} {answer} {answer.response_metadata}"


def test_stubber_response_may_have_one_event() -> None:
    """Stubber accepts no more than one."""
    raw = raw_client("http://127.0.0.1:1", service="sagemaker-runtime")
    with Stubber(raw) as stub:
        event = {"PayloadPart": {"Bytes": b"x"}}
        stub.add_response("invoke_endpoint_with_response_stream", {"Body": event})
        assert stream(SageMakerRuntime(client=raw)).read() == b"x"


def test_byte_stream_cannot_be_sent_as_a_body(served: Endpoint) -> None:
    client = runtime(served.url)
    files: list[Body] = [io.BytesIO(b"x"), b"x", bytearray(b"x")]
    for body in files:
        assert client.invoke_endpoint(endpoint_name="churn", body=body).body.read() == b"x"

    not_a_file: Any = invoke(client)
    with pytest.raises(io.UnsupportedOperation, match="cannot seek: read it, and use"):
        invoke(client, not_a_file)


def test_event_streams_reuse_connections_if_read_to_the_end(served: Endpoint) -> None:
    client = runtime(served.url)
    for _ in range(3):
        assert stream(client, LINES).read() == LINES
    assert served.connections == 1

    with stream(client, LINES) as events:
        next(events)
    assert stream(client, LINES).read() == LINES
    assert served.connections == 2
    gc.collect()


def test_several_event_streams_can_be_read_in_turn(served: Endpoint) -> None:
    client = runtime(served.url)
    streams = [stream(client, b"%d" % number * 70) for number in range(4)]

    rows = list(zip(*(events.iter_chunks() for events in streams), strict=True))

    assert rows == [(b"0" * 7, b"1" * 7, b"2" * 7, b"3" * 7)] * 10


def test_error_response_of_a_streaming_operation_is_a_model_error() -> None:
    body = json.dumps({"Message": "no", "OriginalStatusCode": 500}).encode()
    headers = [("x-amzn-errortype", "ModelError")]
    with faulty_server(lambda c: c.send(http(body, 424, headers=headers))) as server:
        client = runtime(server.endpoint_url)
        for call in (invoke, stream):
            with pytest.raises(errors.ModelError) as caught:
                call(client)
            assert caught.value.original_status_code == 500


def test_streams_are_read_without_read1(monkeypatch: pytest.MonkeyPatch) -> None:
    """urllib3 1 does not have ``read1``."""
    monkeypatch.delattr("urllib3.response.HTTPResponse.read1", raising=False)
    monkeypatch.delattr("urllib3.response.BaseHTTPResponse.read1", raising=False)
    with endpoint() as served:
        client = runtime(served.url)
        assert stream(client, LINES).read() == LINES
        assert b"".join(invoke(client, LINES)) == LINES
    fault = answers(chunked([WHOLE], is_whole=False), chunked=True)
    with streaming(fault) as events, pytest.raises(IncompleteStreamError):
        list(events)


def test_streams_have_precise_types(served: Endpoint) -> None:
    answer = runtime(served.url).invoke_endpoint_with_response_stream(
        endpoint_name="churn", body=b"{}"
    )
    with answer.body as events:
        assert_type(events, EventStream[ResponseStream])
        for event in events:
            assert_type(event, ResponseStream)
            assert_type(event.payload_part, PayloadPart | None)
    for line in of_bytes().iter_lines():
        assert_type(line, bytes)
    files: list[BufferedIOBase] = [of_bytes()]
    assert files


def test_event_encoder_of_the_tests_is_correct() -> None:
    """Compared with the test vectors of the event stream format."""
    assert message().hex() == "000000100000000005c248eb7d98c8ff"
    assert message(b"{'foo':'bar'}").hex() == (
        "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936"
    )
