"""Test code that uses the clients: fake services, recorded calls, and valid objects."""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".building": "build",
        ".fake": (
            "FakeCall FakeService NetworkError Rule UnmatchedRequestError UntypedRule "
            "UnusedRulesError"
        ),
        ".recording": "Recorder",
    },
)
