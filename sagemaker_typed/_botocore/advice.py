"""Advice on how to fix botocore and service errors, added as exception notes.

The error itself does not change. A traceback shows its notes below it.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["advise"]

_NEW_CREDENTIALS: Final = (
    "Get new credentials from the same source, for example with `aws sso login`, and create a new "
    "client with them."
)
# ``{client}`` is the name of the client class, ``{profiles}`` lists the configured profiles.
_ADVICE: Final = {
    "NoRegionError": (
        'Pass a region, such as {client}(region_name="us-west-2"), or set the environment variable '
        "AWS_DEFAULT_REGION, or set `region` in the profile (`aws configure`)."
    ),
    "InvalidRegionError": "A region name looks like this: us-west-2.",
    "NoCredentialsError": (
        "botocore searched the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, "
        "AWS_PROFILE), the files in ~/.aws (`aws configure`, `aws sso login`) and the role of the "
        "machine. Pass a profile with {client}(profile_name=...), or a session that has "
        "credentials with {client}(session=...)."
    ),
    "PartialCredentialsError": "Set both the access key and the secret key.",
    "ProfileNotFound": ("The profiles in ~/.aws/config and ~/.aws/credentials are: {profiles}."),
    "SSOTokenLoadError": "Log in with `aws sso login`.",
    "TokenRetrievalError": "Log in with `aws sso login`.",
    "UnauthorizedSSOTokenError": "Log in with `aws sso login`.",
}


def advise(error: Exception, client_class: str, client: Any = None) -> None:
    """Add a note to ``error`` that says how to fix it, if there is advice for it.

    Args:
        error: The error that is about to be raised.
        client_class: The name of the typed client's class, for examples.
        client: The boto3 client whose call failed; ``None`` if the client could not be created.
    """
    if getattr(error, "__notes__", None):
        return
    name = type(error).__name__
    note = _ADVICE.get(name, "")
    if getattr(error, "is_expired_credentials", False):
        note = _NEW_CREDENTIALS
    if name == "ProfileNotFound":
        note = note.format(profiles=", ".join(_profiles()) or "none")
    elif name == "EndpointConnectionError" and client is not None:
        note = _region_advice(client)
    elif isinstance(error, ValueError) and str(error).startswith("Invalid endpoint"):
        note = "An endpoint URL starts with http:// or https://."
    else:
        note = note.replace("{client}", client_class)
    if note:
        error.add_note(note)


def _profiles() -> list[str]:
    from botocore.session import Session

    session: Any = Session()
    # AWS_PROFILE may name the missing profile.
    session.set_config_variable("profile", None)
    return sorted(session.full_config.get("profiles", {}))


def _region_advice(client: Any) -> str:
    from botocore.session import Session

    region, service = client.meta.region_name, client.meta.service_model.endpoint_prefix
    if client.meta.endpoint_url is None or region not in client.meta.endpoint_url:
        return ""  # a custom endpoint
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
    return f"botocore does not know the region {region!r} for {service}{hint}"
