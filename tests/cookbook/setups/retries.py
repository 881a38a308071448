"""An endpoint, and a service that throttles."""

from __future__ import annotations

from typing import Any

from helpers.recipes import run_recipe

from sagemaker_typed.local import LocalEngine


def set_up(local: LocalEngine) -> None:
    """Create the endpoint, and let the next description of it be throttled."""
    run_recipe("deploy", {})
    local.raise_next("DescribeEndpoint", "ThrottlingException", "Rate exceeded")


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """The client has retried; the other one does not."""
    assert names["endpoint"].response_metadata.retry_attempts == 1
    config = names["client"].boto_client.meta.config
    assert (config.connect_timeout, config.read_timeout) == (5, 60)
    assert config.retries["total_max_attempts"] == 8
    assert names["once"].boto_client.meta.config.retries["total_max_attempts"] == 1
    assert names["runtime"].boto_client.meta.config.read_timeout == 70
