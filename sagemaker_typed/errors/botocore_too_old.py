"""The error for what the installed botocore does not know."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError


class BotocoreTooOldError(BotoCoreError):
    """A request says something that the installed botocore does not know; nothing was sent."""

    fmt = (
        "botocore {installed}, which is installed, does not have {lacking}; "
        'botocore {needed} has: pip install --upgrade "botocore>={needed}"'
    )
