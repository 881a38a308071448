"""Stream the tokens of a language model; the page shows what is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from helpers.recipes import run_recipe

from sagemaker_typed import SageMaker
from sagemaker_typed.local import Invocation, LocalEngine


def chat(invocation: Invocation) -> Iterator[str]:
    """Stream a reply as language models do."""
    assert invocation.json()["messages"][0]["content"] == "Hello"
    for token in ("Hello", ", ", "world"):
        yield f"data: {json.dumps({'choices': [{'delta': {'content': token}}]})}\n\n"
    yield "data: [DONE]\n\n"


def set_up(local: LocalEngine) -> None:
    """Create the endpoint."""
    run_recipe("deploy", {})
    client = SageMaker()
    client.create_endpoint(endpoint_name="chat", endpoint_config_name="churn-1")
    client.wait_until_endpoint_in_service(endpoint_name="chat")
    local.serve_model(chat, "chat")
