"""The counts of the API that README and docs state, and the sentences that state them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.model.reading import read_service
from sagemaker_typed.codegen.model.shapes import Enum
from sagemaker_typed.codegen.model.store import SAGEMAKER, SERVICE, ServiceModels
from sagemaker_typed.codegen.plan.rooms import lists_instance_types

SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "README.md": (
        "{operations} operations, {structures} structures, {enums} enums.",
        "[the {services} services](docs/services.md)",
    ),
    "docs/index.md": (
        "[all {services} services](services.md)",
        "the {instance_types} enums of instance types",
    ),
    "docs/services.md": ("boto3 has {services} clients for SageMaker",),
}
"""By file, the parts of sentences that have counts; a space may be a line break in the file."""

_WORDS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_COUNT: Final = re.compile(r"\\\{(\w+)\\\}")


def counts(models: Mapping[str, ServiceModels]) -> dict[str, str]:
    """Return the counts by name, as the files have them: ``1,633``, or ``ten``.

    Raises:
        GenerationError: the main service is missing.
    """
    if SAGEMAKER not in models:
        raise GenerationError(f"this botocore has no service {SAGEMAKER!r}")
    raw = models[SAGEMAKER].models[SERVICE]
    shapes: list[Mapping[str, Any]] = [*raw["shapes"].values()]
    return {
        "operations": f"{len(raw['operations']):,}",
        "structures": f"{sum(shape['type'] == 'structure' for shape in shapes):,}",
        "enums": f"{sum('enum' in shape for shape in shapes):,}",
        "services": _in_words(len(models)),
        "instance_types": _in_words(
            sum(
                isinstance(shape, Enum) and lists_instance_types(shape)
                for shape in read_service(SAGEMAKER, raw).shapes.values()
            )
        ),
    }


def _in_words(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else str(count)


def with_counts(root: Path, found: Mapping[str, str]) -> dict[str, str]:
    """Return the content of the files that state counts, with these counts, by path.

    Args:
        root: The root of the checkout.
        found: The counts by name.

    Raises:
        GenerationError: a file does not have a sentence exactly once.
    """
    texts: dict[str, str] = {}
    for path, sentences in SENTENCES.items():
        text = (root / path).read_text(encoding="utf-8")
        for sentence in sentences:
            text = _with_counts(path, text, sentence, found)
        texts[path] = text
    return texts


def _with_counts(path: str, text: str, sentence: str, found: Mapping[str, str]) -> str:
    pattern = re.escape(sentence).replace(r"\ ", r"\s+")
    places = [*re.finditer(_COUNT.sub(r"(?P<\1>[\\d,]*\\d|[a-z]+)", pattern), text)]
    if len(places) != 1:
        raise GenerationError(
            f"{path} must have the sentence {sentence!r} once, with numbers; it is there "
            f"{len(places)} times. Correct the file, or SENTENCES in codegen/refresh/counts.py"
        )
    (place,) = places
    for name in sorted(place.groupdict(), key=place.start, reverse=True):
        text = text[: place.start(name)] + found[name] + text[place.end(name) :]
    return text
