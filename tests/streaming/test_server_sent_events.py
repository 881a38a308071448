"""Server-sent events in response bodies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.endpoint import endpoint
from helpers.faults import raw_client
from hypothesis import given
from hypothesis import strategies as st

from sagemaker_typed import SageMakerRuntime
from sagemaker_typed.streaming import ByteStream, ServerSentEvent, server_sent_events

# From the examples of the HTML standard, section 9.2.6, and its rules for fields.
EXAMPLES: dict[str, tuple[bytes, list[ServerSentEvent]]] = {
    "two lines of data": (
        b"data: YHOO\ndata: +2\ndata: 10\n\n",
        [ServerSentEvent("YHOO\n+2\n10")],
    ),
    "ids": (
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n"
        b"data:  third event\n\n",
        [
            ServerSentEvent("first event", id="1"),
            ServerSentEvent("second event"),
            ServerSentEvent(" third event"),
        ],
    ),
    "id is kept": (
        b"id: 7\ndata: a\n\ndata: b\n\n",
        [
            ServerSentEvent("a", id="7"),
            ServerSentEvent("b", id="7"),
        ],
    ),
    "empty data": (b"data\n\ndata\ndata\n\n", [ServerSentEvent(""), ServerSentEvent("\n")]),
    "space after the colon": (
        b"data:test\n\ndata: test\n\n",
        [ServerSentEvent("test"), ServerSentEvent("test")],
    ),
    "types": (
        b"event: add\ndata: 1\n\nevent: remove\ndata: 2\n\ndata: 3\n\n",
        [
            ServerSentEvent("1", "add"),
            ServerSentEvent("2", "remove"),
            ServerSentEvent("3"),
        ],
    ),
    "CRLF": (b"data: a\r\ndata: b\r\n\r\n", [ServerSentEvent("a\nb")]),
    "byte order mark": (b"\xef\xbb\xbfdata: a\n\n", [ServerSentEvent("a")]),
    "retry": (
        b"retry: 10\ndata: a\n\nretry: x\ndata: b\n\n",
        [
            ServerSentEvent("a", retry=10),
            ServerSentEvent("b"),
        ],
    ),
    "unknown field": (b"datum: x\ndata: a\n\n", [ServerSentEvent("a")]),
    "id with a null character": (b"id: a\0\ndata: a\n\n", [ServerSentEvent("a")]),
    "no blank line at the end": (
        b"data: a\n\ndata: b",
        [
            ServerSentEvent("a"),
            ServerSentEvent("b"),
        ],
    ),
    "done": (b"data: a\n\ndata: [DONE]\n\ndata: b\n\n", [ServerSentEvent("a")]),
    "done, no blank line": (b"data: a\n\ndata: [DONE]", [ServerSentEvent("a")]),
    "not UTF-8": (b"data: \xff\n\n", [ServerSentEvent("\ufffd")]),
    "nothing": (b"", []),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_events_of_a_body(name: str) -> None:
    body, events = EXAMPLES[name]

    assert list(server_sent_events(ByteStream(body))) == events


@given(st.lists(st.recursive(st.text() | st.integers(), st.lists, max_leaves=4)))
def test_json_of_events_round_trips(values: list[Any]) -> None:
    body = "".join(f"data: {json.dumps(value)}\n\n" for value in values).encode()

    assert [event.json() for event in server_sent_events(ByteStream(body))] == values


def test_events_of_an_endpoint() -> None:
    sent = b'data: {"token": "Hel"}\n\ndata: {"token": "lo"}\n\ndata: [DONE]\n\n'
    with endpoint() as server:
        client = SageMakerRuntime(client=raw_client(server.url, service="sagemaker-runtime"))
        response = client.invoke_endpoint(endpoint_name="writer", body=sent.decode())
        with response.body as body:
            tokens = [event.json()["token"] for event in server_sent_events(body)]

    assert tokens == ["Hel", "lo"]
