"""What to do about an error of botocore's or of the service, as a note on it.

The error stays what it is. A note is what a traceback shows below it.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["advise"]

_NEW_CREDENTIALS: Final = (
    "Get new credentials where these came from, for example with `aws sso login`, and make a new "
    "client with them."
)
_ADVICE: Final = {
    "NoRegionError": (
        'Name one: SageMaker(region_name="us-west-2"), or the environment variable '
        "AWS_DEFAULT_REGION, or `region` in the profile (`aws configure`)."
    ),
    "InvalidRegionError": "A region is named like this: us-west-2.",
    "NoCredentialsError": (
        "botocore looked into the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, "
        "AWS_PROFILE), the files in ~/.aws (`aws configure`, `aws sso login`) and the role of the "
        "machine. SageMaker(profile_name=...) names a profile, SageMaker(session=...) takes a "
        "session that has some."
    ),
    "PartialCredentialsError": "An access key and its secret key come together.",
    "ProfileNotFound": "The profiles are in ~/.aws/config and ~/.aws/credentials: {profiles}.",
    "SSOTokenLoadError": "Log in with `aws sso login`.",
    "TokenRetrievalError": "Log in with `aws sso login`.",
    "UnauthorizedSSOTokenError": "Log in with `aws sso login`.",
}


def advise(error: Exception, client: Any = None) -> None:
    """Note on ``error`` what to do about it, if there is something.

    Args:
        error: The error that is about to be raised.
        client: The boto3 client that could not make a call; none where it could not be made.
    """
    if getattr(error, "__notes__", None):
        return
    name = type(error).__name__
    note = _ADVICE.get(name, "")
    if getattr(error, "is_expired_credentials", False):
        note = _NEW_CREDENTIALS
    if name == "ProfileNotFound":
        note = note.format(profiles=", ".join(_profiles()) or "there are none")
    elif name == "EndpointConnectionError" and client is not None:
        note = _region_advice(client)
    elif isinstance(error, ValueError) and str(error).startswith("Invalid endpoint"):
        note = "An address starts with http:// or https://."
    if note:
        error.add_note(note)


def _profiles() -> list[str]:
    from botocore.session import Session

    session: Any = Session()
    session.set_config_variable("profile", None)
    # The profile of the environment may be the one that is not there.
    return sorted(session.full_config.get("profiles", {}))


def _region_advice(client: Any) -> str:
    from botocore.session import Session

    region, service = client.meta.region_name, client.meta.service_model.endpoint_prefix
    if client.meta.endpoint_url is None or region not in client.meta.endpoint_url:
        return ""  # an address of the user's own
    session: Any = Session()
    partitions = session.get_available_partitions()
    known = {
        other
        for partition in partitions
        for other in session.get_available_regions(
            client.meta.service_model.service_name, partition
        )
    }
    if not known or region in known:
        return ""
    from sagemaker_typed._hints.names import nearest

    near = nearest(region, known)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"botocore knows no region {region!r} for {service}{hint}"
