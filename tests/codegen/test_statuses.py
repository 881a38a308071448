"""The final statuses of the resources in a service model, and their corrections."""

from __future__ import annotations

from helpers.codegen.synthetic import Build, Raw, enum, model, operation, rules, structure

from sagemaker_typed.codegen.plan.rules import Correction


def described(*statuses: str, start: str | None = None) -> Raw:
    """A model with DescribeBox, and with StartBox, which takes ``start``, if any."""
    shapes = {
        "Box": structure({"BoxStatus": "BoxStatus", "Kind": "Kind"}),
        "BoxStatus": enum(*statuses),
        "Kind": enum("Completed"),
        "DescribeBoxInput": structure({"BoxName": "Text"}, ["BoxName"]),
        "StartBoxInput": structure({start or "": "Text"}, [start or ""]),
    }
    operations = {"DescribeBox": operation("DescribeBoxInput", "Box")}
    if start is None:
        del shapes["StartBoxInput"]
    else:
        operations["StartBox"] = operation("StartBoxInput")
    return model(shapes, operations)


def test_words_for_an_end_or_a_failure_are_final(build: Build) -> None:
    final = ["Completed", "COMPLETED", "SUCCEEDED", "Stopped", "Cancelled", "Deleted", "Expired"]
    final += ["Failed", "UpdateRollbackFailed", "Update_Failed", "CompletedWithFailures"]
    others = ["InProgress", "IN_PROGRESS", "Creating", "Stopping", "Pending", "InService", "Active"]
    others += ["CreateCompleted", "ContentDeleted"]

    boxes = build(described(*others, *final))

    assert boxes.BoxStatus.__final_statuses__ == tuple(final)
    assert boxes.Kind.__final_statuses__ == ()


def test_stopped_is_not_final_if_the_resource_can_be_started_again(build: Build) -> None:
    statuses = ("Running", "Stopped", "Failed")
    assert build(described(*statuses, start="BoxName")).BoxStatus.__final_statuses__ == ("Failed",)
    # This one creates a box of a kind.
    created = build(described(*statuses, start="BoxKind"))
    assert created.BoxStatus.__final_statuses__ == ("Stopped", "Failed")


def test_rows_correct_final_statuses(build: Build) -> None:
    rows = [
        Correction("BoxStatus", "final", "r", value="Gone"),
        Correction("BoxStatus", "not_final", "r", value="Stopped"),
    ]
    boxes = build(described("Gone", "Stopped", "Failed"), rules(corrections=rows))
    assert boxes.BoxStatus.__final_statuses__ == ("Gone", "Failed")
