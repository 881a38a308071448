"""An environment in which programs reach a local server, and nothing of AWS."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final
from unittest import mock

from sagemaker_typed.local._clients import DEFAULT_REGION

__all__ = ["isolated", "region_of_environment"]

_HOST: Final = "127.0.0.1"
_REGIONS: Final = ("AWS_DEFAULT_REGION", "AWS_REGION")
_CREDENTIAL: Final = "local"
# What would name other credentials, or other endpoints.
_REMOVED: Final = (
    "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT",
)  # fmt: skip


def region_of_environment() -> str:
    """Return the region that the environment names, or the default one."""
    return next((os.environ[name] for name in _REGIONS if os.environ.get(name)), DEFAULT_REGION)


@contextmanager
def isolated(endpoint_url: str, region_name: str) -> Generator[None]:
    """Let clients of this process, and of those that it starts, use a server while active.

    In this process, that includes clients that name a profile. A request of botocore to another
    machine is a :class:`~sagemaker_typed.testing.NetworkError`.

    Args:
        endpoint_url: The URL of the server, on this machine.
        region_name: The region of clients that name none.
    """
    from sagemaker_typed._botocore.faking.patching import patched_botocore

    with mock.patch.dict(os.environ, _variables(endpoint_url, region_name)):
        for name in _REMOVED:
            os.environ.pop(name, None)
        with patched_botocore((), None, region_name):
            yield


def _variables(endpoint_url: str, region_name: str) -> Mapping[str, str]:
    """Return the variables of an environment whose clients use a server.

    All services use the server, also those that it does not have: their calls fail there, and do
    not reach AWS. Only an endpoint that the environment names for another service is kept.

    Args:
        endpoint_url: The URL of the server, on this machine.
        region_name: The region.
    """
    from .engine.services import service_model, services

    ids = [service_model(name).service_id.hyphenize() for name in services()]
    direct = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    return {
        **{f"AWS_ENDPOINT_URL_{one.replace('-', '_').upper()}": endpoint_url for one in ids},
        "AWS_ENDPOINT_URL": endpoint_url,
        "AWS_ACCESS_KEY_ID": _CREDENTIAL,
        "AWS_SECRET_ACCESS_KEY": _CREDENTIAL,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        **dict.fromkeys(_REGIONS, region_name),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), f"{direct},{_HOST}" if direct else _HOST),
    }
