"""Test code that uses the clients: fake services, recorded calls, and valid objects."""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".fake.calls": "FakeCall",
        ".fake.errors": "NetworkError UnmatchedRequestError UnusedRulesError",
        ".fake.rule": "Rule",
        ".fake.service": "FakeService",
        ".fake.untyped": "UntypedRule",
        ".recording.recorder": "Recorder",
        ".building.build": "build",
    },
)
