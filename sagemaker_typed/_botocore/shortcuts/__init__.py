"""Shortcuts: work that botocore does for each call without effect is left out of typed calls.

Each module leaves out one thing, and returns what botocore would return. Raw calls on the same
client, calls with ``SageMaker(shortcuts=False)``, anything unusual, and calls while somebody has
replaced one of the methods concerned, are left to botocore.
"""

from __future__ import annotations

from sagemaker_typed._botocore.session import BotoClient

from .endpoints import keep_endpoint
from .parsing import parse_once
from .preparing import prepare_quickly
from .signing import sign_quickly
from .user_agent import keep_user_agent
from .validation import validate_once


def take_shortcuts(client: BotoClient) -> None:
    """Let typed calls of ``client`` take shortcuts; once, however often it is wrapped.

    This uses undocumented attributes of botocore. If they do not exist, botocore does the work.
    """
    keep_user_agent(client)
    validate_once(client)
    keep_endpoint(client)
    sign_quickly(client)
    prepare_quickly(client)
    parse_once(client)
