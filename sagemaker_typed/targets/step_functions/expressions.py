"""The expressions of a state machine, in JSONPath and in JSONata."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._placeholders import Placeholder
from sagemaker_typed.targets.reference import Reference

__all__ = [
    "QueryLanguage",
    "is_jsonata",
    "is_substitution",
    "language_of",
    "literal",
    "looks_evaluated",
    "misfit",
]

QueryLanguage: TypeAlias = Literal["JSONPath", "JSONata"]
"""The languages of expressions in a state."""

INTRINSICS: Final = (
    *("Array", "ArrayContains", "ArrayGetItem", "ArrayLength", "ArrayPartition", "ArrayRange"),
    *("ArrayUnique", "Base64Decode", "Base64Encode", "Format", "Hash", "JsonMerge"),
    *("JsonToString", "MathAdd", "MathRandom", "StringSplit", "StringToJson", "UUID"),
)
"""The intrinsic functions of JSONPath, without their prefix ``States.``."""
# A path starts with the input ($), the context object ($$) or a variable ($name).
_PATH: Final = re.compile(r"\$(?:\$|[^\W\d]\w*)?(?:[.\[].+)?", re.DOTALL)
_CALL: Final = re.compile(r"States\.(\w+)\((.*)\)", re.DOTALL)
_OUTSIDE_BRACKETS: Final = re.compile(r"[^\[\]\s]*[^\[\]\s.]")
_QUOTED: Final = re.compile(r"'(?:[^'\\]|\\.)*'", re.DOTALL)
_SUBSTITUTION: Final = re.compile(r"\$\{[^{}]+\}")
_NAME: Final = re.compile(r"[^\W\d][\w.]*")
_EVALUATED: Final = re.compile(r"\$\$?[.\[].+|States\.\w+\(.*\)", re.DOTALL)


def is_jsonata(text: str) -> bool:
    """Return whether JSONata evaluates a str."""
    return text.startswith("{%") and text.endswith("%}")


def looks_evaluated(text: str) -> bool:
    """Return whether a str was probably meant as an expression."""
    return is_jsonata(text) or _EVALUATED.fullmatch(text) is not None


def is_substitution(placeholder: Placeholder) -> bool:
    """Return whether a template replaces an expression before the state machine is created."""
    return isinstance(placeholder, Reference) and (
        _SUBSTITUTION.fullmatch(placeholder.expression) is not None
    )


def language_of(placeholder: Placeholder) -> QueryLanguage | None:
    """Return the language of an expression; ``None`` if it is not one of a state machine."""
    if not isinstance(placeholder, Reference) or is_substitution(placeholder):
        return None
    text = placeholder.expression
    if text.startswith("{%"):
        return "JSONata"
    return "JSONPath" if text.startswith(("$", "States.")) else None


def misfit(placeholder: Placeholder, language: QueryLanguage, shown: str) -> str:
    """Return why an expression cannot be used in a state; empty if it can.

    Args:
        placeholder: The expression.
        language: The language of the state.
        shown: The expression as messages show it.
    """
    if is_substitution(placeholder):
        return ""
    found = language_of(placeholder)
    if found is None:
        return f"{shown} {_unknown(placeholder, language, shown)}"
    if found != language:
        return (
            f"{shown} is {found}, but the task is {language}; write all expressions of a task in "
            f"one language"
        )
    assert isinstance(placeholder, Reference)
    text = placeholder.expression
    wrong = _wrong_jsonata(text) if found == "JSONata" else _wrong_jsonpath(text)
    return f"{shown} {wrong}" if wrong else ""


def literal(value: object) -> str | None:
    """Return a value as an argument of an intrinsic function; ``None`` if it has no literal."""
    if isinstance(value, Reference):
        return f"'{value.expression}'" if is_substitution(value) else value.expression
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        # Braces are placeholders of States.Format, and are escaped everywhere.
        return "'" + re.sub(r"(['{}\\])", r"\\\1", value) + "'"
    return None


def _unknown(placeholder: Placeholder, language: QueryLanguage, shown: str) -> str:
    if not isinstance(placeholder, Reference):
        return "is a placeholder of another target; use ref(...)"
    text, hint = placeholder.expression.strip(), ""
    if text.startswith(("$", "States.", "{%")):
        hint = "; remove the spaces around it"
    elif _NAME.fullmatch(text) and text in shown:
        path = f"{{% $states.input.{text} %}}" if language == "JSONata" else f"$.{text}"
        hint = f"; did you mean ref({path!r})?"
    return (
        f"is not an expression of a state machine: JSONPath starts with $ or States., JSONata is "
        f"in {{% %}}{hint}"
    )


def _wrong_jsonata(text: str) -> str:
    if not is_jsonata(text) or len(text) < len("{%%}"):
        return "does not end with %}"
    return "" if text[2:-2].strip() else "is empty"


def _wrong_jsonpath(text: str) -> str:
    if text.startswith("$"):
        is_path = _PATH.fullmatch(text) is not None and _is_whole(_plain(text))
        return "" if is_path else "is not a path: a name follows $. or is in $['...']"
    call = _CALL.fullmatch(text)
    if call is None:
        return "is not the call of a function, such as States.UUID()"
    name, arguments = call.groups()
    if name not in INTRINSICS:
        near = [f"States.{one}" for one in nearest(name, INTRINSICS)]
        hint = f"; did you mean {either(near)}?" if near else ""
        return f"calls a function that does not exist, States.{name}{hint}"
    rest = _QUOTED.sub("", arguments)
    if "'" in rest:
        return r"has a str that does not end; write \' for a quote in a str"
    return "" if _is_balanced(rest) else "has parentheses that do not match"


def _plain(path: str) -> str:
    """Return a path without quoted names and escaped characters."""
    return re.sub(r"\\.", "_", _QUOTED.sub("", path))


def _is_whole(path: str) -> bool:
    """Return whether a plain path has all its parts."""
    if not _is_balanced(path, "[]"):
        return False
    while (shorter := re.sub(r"\[[^\[\]]*\]", "", path)) != path:
        path = shorter
    return _OUTSIDE_BRACKETS.fullmatch(path) is not None


def _is_balanced(text: str, pair: str = "()") -> bool:
    depth = 0
    for character in text:
        depth += (character == pair[0]) - (character == pair[1])
        if depth < 0:
            return False
    return depth == 0
