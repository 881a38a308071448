"""Studio: domains and apps."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import EngineError, invalid
from sagemaker_typed.local.engine.kinds import Kind, kinds
from sagemaker_typed.local.engine.records import Record
from sagemaker_typed.local.engine.values import new_id

from .base import Behaviour

__all__ = ["AppBehaviour", "DomainBehaviour"]


class DomainBehaviour(Behaviour):
    """Domains have a URL, and are deleted after what is in them."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        added["Url"] = f"https://{added['DomainId']}.studio.{call.region}.sagemaker.aws"
        added["HomeEfsFileSystemId"] = f"fs-{new_id(call.store.count + 1, 8)}"
        added["AppNetworkAccessType"] = given.get("AppNetworkAccessType", "PublicInternetOnly")

    @override
    def deleting(self, call: Call, kind: Kind, record: Record) -> None:
        for noun in ("UserProfile", "Space", "App"):
            inner = kinds(call.service)[noun]
            for one in call.records(inner):
                if one.given.get("DomainId") == record.key[0]:
                    raise EngineError(
                        "ResourceInUse",
                        f"Unable to delete Domain {record.key[0]}: {one.arn} is in it.",
                    )


class AppBehaviour(Behaviour):
    """Apps belong to a user profile or to a space."""

    @override
    def prepare(self, call: Call, kind: Kind, given: dict[str, Any], added: dict[str, Any]) -> None:
        if ("UserProfileName" in given) == ("SpaceName" in given):
            raise invalid("Exactly one of UserProfileName and SpaceName must be specified.")
