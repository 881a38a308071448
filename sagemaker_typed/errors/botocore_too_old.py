"""The error for an installed botocore that is too old for a request."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError


class BotocoreTooOldError(BotoCoreError):
    """The installed botocore does not have an operation or member; nothing was sent.

    boto3 requires one version of botocore, the one with its own number, so the error names boto3.
    """

    fmt: str = (
        "the installed botocore {installed} does not have {lacking}; boto3 {needed} does: "
        'pip install --upgrade "boto3>={needed}"'
    )

    def __init__(self, *, lacking: str, installed: str, needed: str) -> None:
        if not needed:  # the classes are not from a release of botocore
            self.fmt = (
                "the installed botocore {installed} does not have {lacking}; a newer one may have "
                "it: pip install --upgrade boto3"
            )
        super().__init__(lacking=lacking, installed=installed, needed=needed)
