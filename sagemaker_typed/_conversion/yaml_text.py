"""YAML, by the library that the AWS CLI uses. It needs the extra ``yaml``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

from sagemaker_typed._hints.extras import needs_extra
from sagemaker_typed._schema.fields import is_list
from sagemaker_typed._schema.paths import Key, Step

__all__ = ["UnreadableYamlError", "library", "line_of", "parsed", "scalar_at"]


# An alias counts as often as it is used.
_MAX_GROWTH: Final = 10
_MIN_ALLOWED: Final = 10_000


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


class UnreadableYamlError(Exception):
    """The text is not valid YAML; the message shows nothing of it."""


def parsed(library: Any, text: str | bytes | bytearray) -> tuple[Any, Any]:
    """Return the value of a document, and its root node, which has the lines.

    Raises:
        UnreadableYamlError: the text is not a valid document.
        RecursionError: the document is nested too deeply, or contains itself.
    """
    from ruamel.yaml.error import YAMLError

    problem = ""
    try:
        root = library.compose(bytes(text) if isinstance(text, bytearray) else text)
        if root is None:
            return None, None
        _check_size(root)
        # Both work on one composed document, because composing takes long.
        return library.Constructor(loader=library).construct_document(root), root
    except YAMLError as error:
        problem = description(error)
    # Not raised above: the error quotes the text, which may hold a secret.
    raise UnreadableYamlError(problem)


def _check_size(root: Any) -> None:
    """Refuse a document whose aliases and merge keys make it much larger than its text.

    Raises:
        UnreadableYamlError: the document is too large.
        RecursionError: an alias refers to a node that contains it.
    """
    sizes: dict[int, int | None] = {}

    def size(node: Any) -> int:
        known = sizes.get(id(node), 0)
        if known is None:
            raise RecursionError
        if not known:
            sizes[id(node)] = None
            known = sizes[id(node)] = 1 + sum(map(size, _parts(node)))
        return known

    total = size(root)
    if total > _MAX_GROWTH * len(sizes) + _MIN_ALLOWED:
        raise UnreadableYamlError("aliases and merge keys make the document too large")


def _parts(node: Any) -> Iterator[Any]:
    """Yield the nodes directly inside a node: items, or keys and values."""
    if is_list(node.value):
        for item in node.value:
            if is_list(item):
                yield from item
            else:
                yield item


def _constructor() -> Any:
    """Return ruamel.yaml's constructor, changed to load timestamps as str, as JSON does.

    The type of the field decides: the value of a ``Tag``, for example, may look like a timestamp.
    """
    from ruamel.yaml.constructor import ConstructorError, SafeConstructor
    from ruamel.yaml.error import YAMLError

    base: Any = SafeConstructor  # Any, because its methods have no annotations

    def construct_object(self: Any, node: Any, deep: bool = False) -> Any:
        try:
            return base.construct_object(self, node, deep=deep)
        except (YAMLError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - such as KeyError, with the value, for `!!bool maybe`
            mark = node.start_mark
        raise ConstructorError(None, None, "", mark)

    made: Any = type("TextConstructor", (SafeConstructor,), {"construct_object": construct_object})
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


def line_of(root: Any, steps: tuple[Step, ...]) -> int | None:
    """Return the line, from 1, of the value at ``steps``, or of its nearest parent."""
    if root is None:
        return None
    *_, (key, node) = _path(root, steps)
    # The position of an empty value is that of the next token.
    at = key if key is not None and node.start_mark.index == node.end_mark.index else node
    return int(at.start_mark.line) + 1


def scalar_at(root: Any, steps: tuple[Step, ...]) -> str | None:
    """Return the text of the scalar at ``steps``; ``None`` if there is no scalar."""
    if root is None:
        return None
    path = [*_path(root, steps)]
    text = path[-1][1].value
    return text if len(path) > len(steps) and isinstance(text, str) else None


def _path(node: Any, steps: tuple[Step, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield the key, if any, and the node of the root and for each step that is in the text."""
    yield None, node
    for step in steps:
        name = step.name if isinstance(step, Key) else step
        if isinstance(name, int):
            node = node.value[name]
            yield None, node
            continue
        found = [(key, value) for key, value in node.value if str(key.value) == name]
        if not found:
            return
        # Merged entries are first.
        node = found[-1][1]
        yield found[-1]
