"""What tests of your code need: valid objects of every class, and strategies for Hypothesis."""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".building.build": "build",
    },
)
