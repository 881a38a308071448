"""Resource policies, the service catalog portfolio, and other single settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sagemaker_typed.local.engine.context import Call
from sagemaker_typed.local.engine.errors import NOT_FOUND, EngineError, invalid
from sagemaker_typed.local.engine.kinds import kinds
from sagemaker_typed.local.engine.projection import project

__all__ = [
    "batch_describe_packages",
    "delete_policy",
    "get_policy",
    "portfolio_status",
    "presigned_url",
    "put_policy",
    "set_portfolio",
]

_POLICIES = "policies"


def put_policy(noun: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that sets the policy of a resource."""

    def handle(call: Call) -> dict[str, Any]:
        record = call.get(kinds(call.service)[noun])
        call.store.put(_POLICIES, (call.region, record.arn), call.members["ResourcePolicy"])
        return {f"{noun}Arn": record.arn}

    return handle


def get_policy(noun: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that reads the policy of a resource."""

    def handle(call: Call) -> dict[str, Any]:
        kind = kinds(call.service)[noun]
        record = call.get(kind)
        policy = call.store.table(_POLICIES).get((call.region, record.arn))
        if policy is None:
            raise _no_policy(call, record.arn)
        shown = project(kind, record, call.model.output_shape, call.now)
        return {**shown, "ResourcePolicy": policy}

    return handle


def delete_policy(noun: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that deletes the policy of a resource."""

    def handle(call: Call) -> dict[str, Any]:
        record = call.get(kinds(call.service)[noun])
        if not call.store.discard(_POLICIES, (call.region, record.arn)):
            raise _no_policy(call, record.arn)
        return {}

    return handle


def _no_policy(call: Call, arn: str) -> EngineError:
    text = f"Cannot find resource policy for: {arn}"
    codes = {shape.name for shape in call.model.error_shapes}
    return EngineError(NOT_FOUND, text) if NOT_FOUND in codes else invalid(text)


def set_portfolio(status: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that enables or disables the service catalog portfolio."""

    def handle(call: Call) -> dict[str, Any]:
        call.store.put("portfolio", call.region, status)
        return {}

    return handle


def portfolio_status(call: Call) -> dict[str, Any]:
    """``GetSagemakerServicecatalogPortfolioStatus``."""
    return {"Status": call.store.table("portfolio").get(call.region, "Disabled")}


def presigned_url(noun: str, member: str) -> Callable[[Call], dict[str, Any]]:
    """Return the handler that makes a URL for a resource, which leads nowhere."""

    def handle(call: Call) -> dict[str, Any]:
        record = call.get(kinds(call.service)[noun])
        token = f"{record.number:08x}"
        host = f"{record.number}.{call.region}.sagemaker.example.com"
        return {member: f"https://{host}/auth?token={token}"}

    return handle


def batch_describe_packages(call: Call) -> dict[str, Any]:
    """``BatchDescribeModelPackage``."""
    kind = kinds(call.service)["ModelPackage"]
    shape = call.model.output_shape.members["ModelPackageSummaries"].value
    found: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for arn in call.members["ModelPackageArnList"]:
        record = call.find(kind, {"ModelPackageName": arn})
        if record is None:
            errors[arn] = {"ErrorCode": "NotFound", "ErrorResponse": f"{arn} does not exist."}
        else:
            found[arn] = project(kind, record, shape, call.now)
    answer: dict[str, Any] = {"ModelPackageSummaries": found}
    return {**answer, "BatchDescribeModelPackageErrorMap": errors} if errors else answer
