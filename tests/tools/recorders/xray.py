"""The segments of X-Ray's SDK."""

import json

from aws_xray_sdk.core import patch, xray_recorder


class Emitter:
    """Keeps the segments instead of sending them to the daemon."""

    def __init__(self):
        self.segments = []

    def send_entity(self, entity):
        """Keep a finished segment."""
        self.segments.append(json.loads(entity.serialize()))


def start():
    patch(["botocore"])
    xray_recorder.configure(service="tests", sampling=False, emitter=Emitter())


def record(call):
    xray_recorder.emitter.segments.clear()
    with xray_recorder.in_segment("test"):
        request_id = call()
    return [
        {name: found.get(name) for name in ("name", "namespace", "aws", "http", "fault", "error")}
        for segment in xray_recorder.emitter.segments
        for found in segment.get("subsegments", [])
    ], request_id
