"""The patterns of docs/wording.yaml: each finds its own phrase, and none finds usual English."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from helpers.folders import DOCS
from ruamel.yaml import YAML

CONFIG: Any = cast("Any", YAML(typ="safe")).load(
    (DOCS / "wording.yaml").read_text(encoding="utf-8")
)
(REPOSITORY,) = CONFIG["repos"]
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in REPOSITORY["hooks"]}
USUAL = """
A text file in a text editor. The field of type "text/csv" is a string, and texts = [text] is code.
An error at the moment: this is no longer true. Responses are sent back; you can put it there. The
maximum length, the smallest instance, a one-time purpose. It stands. What is the value of it?
"""


def found(hook: dict[str, Any], text: str) -> bool:
    """Return whether pre-commit's pygrep, which searches bytes, would report the text."""
    flags = re.MULTILINE | re.DOTALL
    if "--ignore-case" in hook["args"]:
        flags |= re.IGNORECASE
    return re.search(hook["entry"].encode(), text.encode(), flags) is not None


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_pattern_finds_its_phrase_and_no_usual_english(hook: dict[str, Any]) -> None:
    phrase: str = hook["description"]
    assert hook["language"] == "pygrep"
    assert found(hook, f"Before: {phrase}. After.")
    assert found(hook, phrase.upper()) is ("--ignore-case" in hook["args"])
    assert not found(hook, USUAL)


def test_a_pattern_finds_a_phrase_across_lines_comments_and_names() -> None:
    hook = HOOKS["at-once"]
    assert found(hook, "    # it fails at\n    # once\n")
    assert found(hook, "def test_a_wait_fails_at_once() -> None: ...")
    assert not found(hook, "at onceler")


def test_the_files_are_those_that_people_write() -> None:
    def is_checked(path: str) -> bool:
        return bool(re.search(CONFIG["files"], path)) and not re.search(CONFIG["exclude"], path)

    assert all(
        map(
            is_checked,
            [
                "README.md",
                "noxfile.py",
                "docs/changelog/+calls.added.md",
                "sagemaker_typed/client.py",
                "sagemaker_typed/codegen/write/templates/module.jinja",
                "tests/client/test_client.py",
            ],
        )
    )
    assert not is_checked("sagemaker_typed/sagemaker/hosting/endpoint.py")
    assert not is_checked("sagemaker_typed/featurestore_runtime/shapes.py")
