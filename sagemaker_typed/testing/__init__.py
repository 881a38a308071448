"""Help for tests: valid objects, fakes that need no network, recordings and strategies."""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".building.build": "build",
        ".fake.calls": "FakeCall",
        ".fake.errors": "NetworkError UnmatchedRequestError UnusedRulesError",
        ".fake.rule": "Rule",
        ".fake.service": "FakeService",
        ".fake.untyped": "UntypedRule",
        ".recording.recorder": "Recorder",
    },
)
