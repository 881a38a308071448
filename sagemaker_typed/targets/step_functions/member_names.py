"""The names of members in AWS SDK integrations, which derive from those of the AWS SDK for Java 2.

The SDK writes the acronym at the start of a name in lower case, so ``EFSFileSystem`` is
``efsFileSystem`` there, and ``EfsFileSystem`` in a task. A name that Java reserves gets a suffix.
The rules are those of ``DefaultNamingStrategy`` and ``Utils.unCapitalize`` in the SDK's generator.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sagemaker_typed.operation import Shape

__all__ = ["java_name", "names_in_sdk"]

_KEYWORDS: Final = frozenset(
    {
        *("abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class"),
        *("const", "continue", "default", "do", "double", "else", "enum", "extends", "false"),
        *("final", "finally", "float", "for", "goto", "if", "implements", "import", "instanceof"),
        *("int", "interface", "long", "native", "new", "null", "package", "private", "protected"),
        *("public", "return", "short", "static", "strictfp", "super", "switch", "synchronized"),
        *("this", "throw", "throws", "transient", "true", "try", "void", "volatile", "while"),
    }
)
_METHODS: Final = frozenset(
    {
        *("equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait"),
        *("builder", "sdkFields", "toBuilder", "overrideConfiguration", "sdkHttpResponse"),
    }
)
_SUFFIX: Final = "Value"


def java_name(name: str) -> str:
    """Return the SDK's name of a member, such as ``efsFileSystem``."""
    plain = _uncapitalized(name)
    is_reserved = plain in _METHODS or plain.lower() in _KEYWORDS
    return _uncapitalized(plain + _SUFFIX) if is_reserved else plain


def names_in_sdk(cls: type[Shape]) -> dict[str, str]:
    """Return the name of each member in AWS SDK integrations, by wire name."""
    return {wire: _capitalized(java_name(wire)) for wire in cls.__wire_names__.values()}


@lru_cache(maxsize=1024)
def _uncapitalized(name: str) -> str:
    end = 1
    # The last capital begins the next word, unless the name ends with it.
    while end < len(name) and name[end].isupper() and not name[end + 1 : end + 2].islower():
        end += 1
    return name[:end].lower() + name[end:]


def _capitalized(name: str) -> str:
    return name[0].upper() + name[1:]
