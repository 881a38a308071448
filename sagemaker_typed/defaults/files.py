"""Files with defaults: our own, in TOML or YAML, and those of the SageMaker Python SDK."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from sagemaker_typed._conversion.misfits import Problem, conversion_error
from sagemaker_typed._hints.names import either, nearest, spelt
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.fields import is_list, is_map
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Request, Shape

from .filling import key_of
from .rule import Rule

__all__ = ["SdkFile", "data_of", "is_sdk_file", "sdk_rules", "section_rules"]

_KEYS: Final = ("values", "requests", "names", "regions", "accounts")
_SDK_SECTION: Final = "SageMaker"


class SdkFile(NamedTuple):
    """The content of a file of the SageMaker Python SDK."""

    rules: list[Rule]
    ignored: tuple[str, ...]


def data_of(path: Path) -> Mapping[str, Any]:
    """Return the data of a file.

    Raises:
        ConversionError: it is not TOML or YAML.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        import tomllib

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise conversion_error(f"cannot read {path}", (Problem((), str(error)),)) from error
    if path.suffix not in (".yaml", ".yml"):
        raise conversion_error(
            f"cannot read {path}", (Problem((), "its name must end in .toml, .yaml or .yml"),)
        )
    from sagemaker_typed._conversion import yaml_text

    try:
        data, _ = yaml_text.parsed(yaml_text.library(), text)
    except yaml_text.UnreadableYamlError as error:
        raise conversion_error(f"cannot read {path}", (Problem((), str(error)),)) from None
    return cast("Mapping[str, Any]", data) if is_map(data) else {}


def section_rules(data: Mapping[str, Any]) -> list[Rule]:
    """Return the rules of our own format: a list ``rules`` with tables.

    Raises:
        ConversionError: the structure is not that of the format; the error lists all problems.
    """
    message = "a file of defaults has only [[rules]]"
    problems = [Problem((key,), message) for key in data if key != "rules"]
    rules: list[Rule] = []
    sections = data.get("rules", [])
    if not is_list(sections) or not sections:
        problems.append(Problem(("rules",), "must be a list with at least one rule"))
        sections = []
    for number, section in enumerate(sections):
        found = [*_problems_of_section(section)]
        problems += [Problem(("rules", number, *p.steps), p.message) for p in found]
        if not found:
            rules.append(Rule(**section))
    if problems:
        raise conversion_error("the defaults are not valid", tuple(problems))
    return rules


def _problems_of_section(section: Any) -> Iterator[Problem]:
    if not is_map(section):
        yield Problem((), "must be a table")
        return
    for key, value in section.items():
        if key not in _KEYS:
            near = nearest(str(key), _KEYS)
            hint = f"; did you mean {either(map(repr, near))}?" if near else ""
            yield Problem((str(key),), f"a rule has no such key{hint}")
        elif key == "values":
            if not is_map(value):
                yield Problem((key,), "must be a table")
        elif not isinstance(value, str) and not (
            is_list(value) and all(isinstance(item, str) for item in value)
        ):
            fix = "; put account ids in quotes" if key == "accounts" else ""
            yield Problem((key,), f"must be a str or a list of str{fix}")
    if "values" not in section:
        yield Problem(("values",), "is missing")


# --- the SageMaker Python SDK ---------------------------------------------------------------------


def is_sdk_file(data: Mapping[str, Any]) -> bool:
    """Return whether data has the structure of the SageMaker Python SDK's file."""
    return _SDK_SECTION in data


def sdk_rules(
    data: Mapping[str, Any], operations: Mapping[str, type[Request[Any, Any]]]
) -> SdkFile:
    """Return the rules of a file of the SDK, whose sections are named after resources.

    The members have their wire names. What means something else in the SDK, such as the settings
    of its own classes and lists of structures that it merges by position, is ignored.

    Source: https://sagemaker.readthedocs.io/en/stable/overview.html (configuring defaults)
    """
    rules: list[Rule] = []
    ignored = [str(key) for key in data if key not in ("SchemaVersion", _SDK_SECTION)]
    sections: Mapping[str, Any] = data[_SDK_SECTION] or {}
    for noun, section in sections.items():
        request = operations.get(f"Create{noun}")
        path = f"{_SDK_SECTION}.{noun}"
        if request is None or not is_map(section):
            ignored.append(path)
            continue
        values = _kept(request, section, path, ignored)
        if values:
            rules.append(Rule(requests=(f"Create{noun}",), values=values))
    return SdkFile(rules, tuple(ignored))


def _kept(
    cls: type[Shape], values: Mapping[str, Any], path: str, ignored: list[str]
) -> dict[str, Any]:
    contents = contents_of(cls)
    kept: dict[str, Any] = {}
    for key, value in values.items():
        name = spelt(key, contents)
        inner = f"{path}.{key}"
        if name is None or value is None or _is_merged_by_position(contents[name], value):
            ignored.append(inner)
        elif isinstance(content := contents[name], kinds.Structure) and is_map(value):
            structure = _kept(content.type, value, inner, ignored)
            if structure:
                kept[key] = structure
        else:
            kept[key] = value
    return kept


def _is_merged_by_position(content: Content, value: object) -> bool:
    return (
        is_list(value)
        and isinstance(content, kinds.List)
        and isinstance(content.member, kinds.Structure)
        and key_of(content.member.type) is None
    )
