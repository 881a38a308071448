"""The error for an installed botocore that is too old for a request."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError


class BotocoreTooOldError(BotoCoreError):
    """The installed botocore does not have an operation or member; nothing was sent."""

    fmt = (
        "the installed botocore {installed} does not have {lacking}; botocore {needed} does: "
        'pip install --upgrade "botocore>={needed}"'
    )
