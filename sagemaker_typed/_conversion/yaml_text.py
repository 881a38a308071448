"""YAML texts, by the library that the AWS CLI reads YAML with; an extra brings it."""

from __future__ import annotations

import sys
from typing import Any

from sagemaker_typed._hints.extras import needs_extra
from sagemaker_typed._schema.paths import Key, Step

__all__ = ["library", "line_of", "place_of"]


def library() -> Any:
    """What writes and reads: nothing is folded, and texts stay texts.

    Raises:
        ModuleNotFoundError: the extra ``yaml`` is not installed.
    """
    try:
        from ruamel.yaml import YAML
    except ModuleNotFoundError as error:
        raise needs_extra("YAML needs", "yaml", error) from error
    # ruamel.yaml's own annotations leave most of it open.
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Representer = _representer()
    yaml.Constructor = _constructor()
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.allow_unicode = True
    # Where a long text is folded, the emitter can change it.
    yaml.width = sys.maxsize
    return yaml


def _constructor() -> Any:
    """ruamel.yaml's own, but a timestamp stays the text that it is, as in JSON: a tag may be one.

    What a text means is the field's matter.
    """
    from ruamel.yaml.constructor import SafeConstructor

    made: Any = type("TextConstructor", (SafeConstructor,), {})
    made.add_constructor("tag:yaml.org,2002:timestamp", made.construct_yaml_str)
    return made


def _representer() -> Any:
    """ruamel.yaml's own, but for texts whose line breaks it would fold into others."""
    from ruamel.yaml.representer import SafeRepresenter

    def text(representer: Any, value: str) -> Any:
        style = None if value.isprintable() else '"'
        return representer.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    # A class of our own: representers are registered on classes, and not for everybody.
    made: Any = type("TextRepresenter", (SafeRepresenter,), {})
    made.add_representer(str, text)
    return made


def place_of(error: Any) -> str:
    """What kind of error the YAML library met, and where."""
    kind = {
        "DuplicateKeyError": "a key stands twice",
        "ScannerError": "a character is out of place",
        "ParserError": "something is out of place",
        "ComposerError": "an alias is not defined, or there is more than one document",
        "ConstructorError": "a tag or value is not allowed",
    }.get(type(error).__name__, "the text cannot be read")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return f"{kind}, at line {mark.line + 1}, column {mark.column + 1}" if mark else kind


def line_of(node: Any, steps: tuple[Step, ...]) -> int | None:
    """The line, from 1, of the value at ``steps``, or of the nearest thing around it."""
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
