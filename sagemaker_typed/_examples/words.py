"""Words for values: the noun that a field or a class is about, and the spellings of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["noun_of_class", "noun_of_field", "phrase", "place_of_field", "spellings"]

_VERB: Final = re.compile(
    r"^(?:Add|Associate|Attach|Batch|Create|Delete|Deregister|Describe|Detach|Disassociate|Export"
    r"|Get|Import|Invoke|List|Put|Query|Register|Retry|Search|Send|Start|Stop|Update)+(?=[A-Z])"
)
_ENDING: Final = re.compile(
    r"(?:(?:Step)?Metadata|Request|Response|Summary|Details?|Entry|OutputConfig|Specification"
    r"|Settings|Config)$"
)
_PART: Final = re.compile(
    r"_equals$|_(?:name|arn|id|identifier)s?(?:_equals)?$|^(?:source|destination|target)_(?=\w+_)"
)
_WHERE: Final = re.compile(r"(?:^|-)(?:s3|uri|url|path|location|image)s?(?=-|$)")
_WORD: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@lru_cache(maxsize=4096)
def noun_of_class(name: str) -> str:
    """Return the noun of a class: ``endpoint-config`` for ``CreateEndpointConfigRequest``."""
    short = re.sub(r"(?:Request|Response)$", "", name)
    without_verb = _VERB.sub("", short)
    if without_verb == name:
        without_verb = _ENDING.sub("", name) or name
    return _singular("-".join(word.lower() for word in _WORD.findall(without_verb)))


@lru_cache(maxsize=4096)
def noun_of_field(name: str, cls: str) -> str:
    """Return the noun of a field: ``model`` for ``model_name``, that of the class for ``name``."""
    if name in {"arn", "id", "identifier", "name", "names", "ids", "arns", "display_name"}:
        return noun_of_class(cls)
    return _singular(_PART.sub("", _PART.sub("", name)).replace("_", "-"))


def place_of_field(noun: str, cls: str) -> str:
    """Return the noun for the last part of a URI: ``output`` for ``s3-output-path``."""
    return _WHERE.sub("", noun).strip("-") or noun_of_class(cls)


def phrase(name: str) -> str:
    """Return a short text about a field, such as ``Example failure reason``."""
    return f"Example {name.replace('_', ' ')}"


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "ases", "uses", "xes", "ices")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "as")) else noun


def spellings(text: str, min_length: int, max_length: int | None) -> Iterator[str]:
    """Yield spellings of a string: as it is, without some characters, cut, and repeated."""
    forms = [text, text.replace("-", "_"), text.replace("-", ""), text.replace(" ", "-").lower()]
    forms += [text.replace("-", "_").upper(), "".join(part.title() for part in text.split("-"))]
    for form in dict.fromkeys(forms):
        if max_length is not None and len(form) > max_length:
            if first := re.match(r"[^-_ ]+(?=[-_ ])", form):
                yield form[:max_length].rstrip("-_ ./")
                yield first[0][:max_length]
        elif len(form) < min_length and form:
            yield "-".join([form] * (min_length // (len(form) + 1) + 1))
            yield (form * min_length)[:min_length]
        else:
            yield form
