r"""Translation of the service model's Java patterns to Python's ``re``.

The translation is exact for all syntax that the service model uses. Other syntax raises an error,
so that no pattern is silently ignored: the generator reports such a pattern, and marks it as not
checked. Java differs from Python as follows:

- ``\d``, ``\w`` and ``\s`` match ASCII only;
- ``.`` does not match line ends and ``$`` matches before a final one; Java has more kinds of line
  end than Python;
- ``\p{L}`` is a Unicode category, which ``re`` does not support; ``\p{Print}`` and similar classes
  are ASCII only;
- ``\z`` is the end of the string;
- the two ``\u`` escapes of a surrogate pair are one character.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Final

__all__ = [
    "TOKEN",
    "as_python",
    "code_point",
    "is_match",
    "linear",
    "matcher",
    "translated",
    "untranslatable",
]

TOKEN: Final = re.compile(
    r"""
      \\u(?P<high>[Dd][89ABab][0-9A-Fa-f]{2})\\u(?P<low>[Dd][C-Fc-f][0-9A-Fa-f]{2})
    | \\u(?P<unit>[0-9A-Fa-f]{4})
    | \\p\{(?P<category>[LMNPSZ]|Alnum|ASCII|Print)\}
    | \\(?P<escape>[^a-zA-Z]|[bdnrstwASDW]|x[0-9A-Fa-f]{2})
    | \\(?P<end>z)
    | (?P<other>[^\\])
    """,
    re.VERBOSE | re.DOTALL,
)
"""A token of the syntax that has a translation."""
_LINE_ENDS: Final = r"\n\r\x85\u2028\u2029"
_DOT: Final = f"[^{_LINE_ENDS}]"
_END: Final = r"(?:(?=(?:\r\n|(?<!\r)\n|[\r\x85\u2028\u2029])?\Z))"
_OF_ASCII: Final[Mapping[str, Callable[[str], bool]]] = {
    "ASCII": str.isascii,
    "Alnum": str.isalnum,
    "Print": str.isprintable,
}
# These patterns take quadratic time or worse on long strings that do not match. Each is replaced by
# an equivalent that takes linear time.
_ANY: Final = r"[^\x85\u2028\u2029]*"
_LINEAR: Final[Mapping[str, str]] = {
    r".*(?:[ \r\n\t].*)*.*": _ANY,
    r".*(?:[ \r\n\t].*)*": _ANY,
    r"[a-z0-9]([-a-z0-9]*[a-z0-9]){0,39}?": r"[a-z0-9]([-a-z0-9]*[a-z0-9])?",
    r"https://([.\-_a-zA-Z0-9]+/?){3,1016}": (
        r"https://(?=(?:/?[.\-_a-zA-Z0-9]){3})"
        r"[.\-_a-zA-Z0-9]+(?:/[.\-_a-zA-Z0-9]+){0,1015}/?"
    ),
    r"arn:aws[a-z\-]*:[a-z\-]*:[a-z\-]*:\d{12}:[a-z\-]*/?[a-zA-Z_0-9+=,.@\-_/]+": (
        r"arn:aws[a-z\-]*:[a-z\-]*:[a-z\-]*:\d{12}:[a-zA-Z_0-9+=,.@\-_/]+"
    ),
    (
        r"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:([0-9]{12}|aws):pipeline/.*)?"
        r"([a-zA-Z0-9](-*[a-zA-Z0-9]){0,255})"
    ): (
        r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:([0-9]{12}|aws):pipeline/.*[a-zA-Z0-9]"
        r"|[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}"
    ),
}
# The same for a part of several patterns. The slash, if there is one, is the first of the string.
_QUADRATIC_PART: Final = "://([^/]+)/?(.*)"
_LINEAR_PART: Final = "://([^/]+)(/(.*))?"


def is_match(pattern: str, text: str) -> bool:
    """Return whether all of ``text`` matches a pattern of the service model.

    Raises:
        ValueError: the pattern uses syntax that has no translation.
    """
    # The compiled pattern expands a category to its ASCII characters and those of this text. No
    # other characters can match, so no table of all of Unicode is needed.
    others = ""
    if r"\p" in pattern and not text.isascii():
        others = "".join(sorted({c for c in text if not c.isascii()}))
    return _compiled(pattern, others).fullmatch(text) is not None


def matcher(pattern: str) -> Callable[[str], object]:
    """Return a function with a truthy result for strings that :func:`is_match` accepts."""
    if r"\p" in pattern:
        return partial(is_match, pattern)
    return _compiled(pattern, "").fullmatch


def untranslatable(pattern: str) -> str:
    """Return why a pattern of the service model has no translation; empty if it has one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of syntax that Python may read differently later
            _compiled(pattern, "")
    except (ValueError, Warning) as error:
        return str(error)
    return ""


@lru_cache(maxsize=1024)
def _compiled(pattern: str, characters: str) -> re.Pattern[str]:
    try:
        return re.compile(translated(pattern, characters), re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"no translation for the pattern {pattern!r}: {error}") from error


def translated(pattern: str, characters: str = "") -> str:
    """Return a pattern for ``re.fullmatch`` with ``re.ASCII``.

    Args:
        pattern: The pattern of the service model.
        characters: The characters, besides ASCII, of the strings to match.

    Raises:
        ValueError: the pattern uses syntax that has no translation.
    """
    return as_python(linear(pattern), characters)


def as_python(pattern: str, characters: str = "") -> str:
    """Return a pattern in Python's syntax, without making it faster; see :func:`translated`."""
    return "".join(_parts(pattern, characters))


def linear(pattern: str) -> str:
    """Return an equivalent of a pattern that does not take quadratic time, if one is needed."""
    return _LINEAR.get(pattern, pattern).replace(_QUADRATIC_PART, _LINEAR_PART)


def _parts(pattern: str, characters: str) -> Iterator[str]:
    in_set, start = False, 0
    while start < len(pattern):
        token = TOKEN.match(pattern, start)
        if token is None:
            raise ValueError(f"no translation for {pattern[start : start + 8]!r} in {pattern!r}")
        start = token.end()
        other = token["other"]
        if token["unit"] or token["high"]:
            yield re.escape(chr(code_point(token)))
        elif token["category"]:
            members = "".join(_members(token["category"], characters))
            yield members if in_set else f"[{members}]"
        elif token["end"]:
            yield r"\Z"
        elif other is None:
            yield token.group()
        elif in_set:
            if other == "[" or token.string.startswith("&&", token.start()):
                raise ValueError(f"no translation for a set within a set in {pattern!r}")
            in_set = other != "]"
            yield other
        else:
            in_set = other == "["
            yield {".": _DOT, "$": _END}.get(other, other)


def code_point(token: re.Match[str]) -> int:
    """Return the code point of a token for one escape, or for the two of a surrogate pair."""
    if token["unit"]:
        return int(token["unit"], 16)
    high, low = int(token["high"], 16), int(token["low"], 16)
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)


@lru_cache
def _ascii() -> str:
    return "".join(map(chr, range(128)))


def _members(category: str, characters: str) -> Iterator[str]:
    for character in _ascii() + characters:
        if category in _OF_ASCII:
            if character.isascii() and _OF_ASCII[category](character):
                yield re.escape(character)
        elif unicodedata.category(character)[0] == category:
            yield re.escape(character) if character.isascii() else character
