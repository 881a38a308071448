"""The names, values and operations that CloudFormation and the service do not share.

The names on the right are those of CloudFormation's schemas. Tests check that each row has an
effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["OPERATIONS", "RENAMED", "RESPELT", "TOKENS"]

OPERATIONS: Final[Mapping[str, str]] = {
    # The permissions of the schema's handler for creations name it.
    "Device": "RegisterDevices",
    # Its properties are members of this operation's request only.
    "ExperimentTrialComponent": "CreateTrialComponent",
}
"""The operation that creates a resource type, if it is not ``Create`` with the type's name."""

RENAMED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    # One device is a resource of its own.
    "Device": {"Devices": ("Device",)},
    # The prefix keeps them apart from the attributes of the same name.
    "Image": {
        "Description": ("ImageDescription",),
        "DisplayName": ("ImageDisplayName",),
        "RoleArn": ("ImageRoleArn",),
    },
    # CloudFormation has one property for both ways to give the definition.
    "Pipeline": {
        "PipelineDefinition": ("PipelineDefinition", "PipelineDefinitionBody"),
        "PipelineDefinitionS3Location": ("PipelineDefinition", "PipelineDefinitionS3Location"),
    },
    "Pipeline.S3Location": {"ObjectKey": ("Key",), "VersionId": ("Version",)},
    "Workteam.CognitoMemberDefinition": {
        "ClientId": ("CognitoClientId",),
        "UserGroup": ("CognitoUserGroup",),
        "UserPool": ("CognitoUserPool",),
    },
    "Workteam.OidcMemberDefinition": {"Groups": ("OidcGroups",)},
}
"""By structure of the schemas: the path of the property for a member with another name."""

RESPELT: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "Domain.DomainSettings": {"IpAddressType": {"dualstack": "DUALSTACK", "ipv4": "IPV4"}},
}
"""By structure and property: CloudFormation's spelling of the service's values."""

TOKENS: Final[Mapping[str, frozenset[str]]] = {
    "ImageVersion": frozenset({"ClientToken"}),
    "Pipeline": frozenset({"ClientRequestToken"}),
}
"""By resource type: idempotency tokens, which belong to a call. CloudFormation makes its own."""
