"""YAML, by the library that the AWS CLI uses. It needs the extra ``yaml``."""

from __future__ import annotations

import sys
from typing import Any

from sagemaker_typed._hints.extras import needs_extra
from sagemaker_typed._schema.paths import Key, Step

__all__ = ["description", "library", "line_of"]


def library() -> Any:
    """Return a reader and writer of YAML, which folds no lines and does not parse timestamps.

    Raises:
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    try:
        from ruamel.yaml import YAML
    except ModuleNotFoundError as error:
        raise needs_extra("YAML needs", "yaml", error) from error
    # Any, because most of ruamel.yaml has no precise annotations.
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Representer = _representer()
    yaml.Constructor = _constructor()
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.allow_unicode = True
    # Folding can change a long str.
    yaml.width = sys.maxsize
    return yaml


def _constructor() -> Any:
    """Return ruamel.yaml's constructor, changed to load timestamps as str, as JSON does.

    The type of the field decides: the value of a ``Tag``, for example, may look like a timestamp.
    """
    from ruamel.yaml.constructor import SafeConstructor

    made: Any = type("TextConstructor", (SafeConstructor,), {})
    made.add_constructor("tag:yaml.org,2002:timestamp", made.construct_yaml_str)
    return made


def _representer() -> Any:
    """Return ruamel.yaml's representer, changed to quote strings that folding would change."""
    from ruamel.yaml.representer import SafeRepresenter

    def text(representer: Any, value: str) -> Any:
        style = None if value.isprintable() else '"'
        return representer.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    # A subclass, because registering a representer changes the class for everybody.
    made: Any = type("TextRepresenter", (SafeRepresenter,), {})
    made.add_representer(str, text)
    return made


def description(error: Any) -> str:
    """Return a description and the position of an error of the YAML library."""
    kind = {
        "DuplicateKeyError": "duplicate key",
        "ScannerError": "unexpected character",
        "ParserError": "syntax error",
        "ComposerError": "undefined alias, or more than one document",
        "ConstructorError": "invalid tag or value",
    }.get(type(error).__name__, "the document cannot be read")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return f"{kind} at line {mark.line + 1}, column {mark.column + 1}" if mark else kind


def line_of(node: Any, steps: tuple[Step, ...]) -> int | None:
    """Return the line, from 1, of the value at ``steps``, or of its nearest parent."""
    for step in steps:
        name = step.name if isinstance(step, Key) else step
        if isinstance(name, int):
            node = node.value[name]
            continue
        found = [value for key, value in node.value if str(key.value) == name]
        if not found:
            break
        node = found[0]
    return None if node is None else int(node.start_mark.line) + 1
