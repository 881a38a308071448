"""Invoke an asynchronous endpoint: the result is an object."""

from __future__ import annotations

from typing import Any

from sagemaker_typed.local import Invocation, LocalEngine


def transcribe(invocation: Invocation) -> str:
    """Say what was said."""
    return f"{len(invocation.body)} bytes of {invocation.content_type}"


def set_up(local: LocalEngine) -> None:
    """Put the input, and serve the model."""
    local.put_object("s3://my-bucket/calls/41.wav", b"RIFF")
    local.serve_model(transcribe, "transcribe")


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The result is at the place that the response names."""
    place = names["accepted"].output_location
    assert place.startswith("s3://my-bucket/transcripts/")
    assert local.read_object(place) == b"4 bytes of audio/wav"
