"""A list of rules, checked against the classes of a service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any, Final, cast

from botocore import xform_name

from sagemaker_typed._conversion.misfits import Problem, conversion_error
from sagemaker_typed.operation import Request

from .checking import problems_of
from .files import SdkFile, data_of, is_sdk_file, sdk_rules, section_rules
from .rule import Rule

__all__ = ["Defaults"]

_PACKAGE: Final = "sagemaker"


class Defaults:
    """Values for members that requests leave open.

    The rules apply in order: a rule fills only what neither you nor an earlier rule has set, so the
    special ones come first. Tags and entries of maps are added if their key is not there yet.

    Args:
        rules: The rules, or one dict of values for all requests that create something.

    Raises:
        TypeError: ``rules`` are not rules or a dict.
        ConversionError: a rule has an unknown member, or a value that is not valid; the error
            lists all of them.
    """

    rules: tuple[Rule, ...]
    """The rules."""
    ignored: tuple[str, ...]
    """The paths in a file of the SageMaker SDK that have no counterpart here."""

    def __init__(self, rules: Iterable[Rule] | Mapping[str, Any]) -> None:
        given: object = rules
        if isinstance(given, str | Path):
            raise TypeError("Defaults takes rules or values; use Defaults.from_file to read a file")
        if isinstance(given, Rule):
            rules = [given]
        elif isinstance(rules, Mapping):
            rules = [Rule(values=cast("Mapping[str, Any]", rules))]
        self.rules = tuple(rules)
        self.ignored = ()
        problems = [*_problems(self.rules)]
        if problems:
            raise conversion_error("the defaults are not valid", tuple(problems))

    @classmethod
    def from_file(cls, path: str | Path) -> Defaults:
        """Read defaults from a TOML or YAML file, also from one of the SageMaker Python SDK.

        Args:
            path: The path of the file, which ends in ``.toml``, ``.yaml`` or ``.yml``. YAML needs
                the extra ``yaml``.

        Raises:
            ConversionError: the file is not valid; the error lists all problems.
            OSError: the file cannot be read.
            ModuleNotFoundError: the extra ``yaml`` is not installed.
        """
        return cls.from_dict(data_of(Path(path)))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Defaults:
        """Read defaults from a dict with the structure of a file.

        Raises:
            ConversionError: it is not valid; the error lists all problems.
        """
        if not is_sdk_file(data):
            return cls(section_rules(data))
        file: SdkFile = sdk_rules(data, _Operations())
        defaults = cls(file.rules)
        defaults.ignored = file.ignored
        return defaults

    def __repr__(self) -> str:
        return f"Defaults({list(self.rules)!r})"


class _Operations(Mapping[str, type[Request[Any, Any]]]):
    """The requests of SageMaker, by operation. A class is built when it is looked up."""

    def __init__(self) -> None:
        self._package = import_module(f"sagemaker_typed.{_PACKAGE}")
        self._names = [
            name.removesuffix("Request") for name in dir(self._package) if name.endswith("Request")
        ]

    def __getitem__(self, operation: str) -> type[Request[Any, Any]]:
        if operation not in self._names:
            raise KeyError(operation)
        found: type[Request[Any, Any]] = getattr(self._package, f"{operation}Request")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def fields(self, operation: str) -> list[str]:
        """Return the fields of a request; they are the keywords of the client's method."""
        method = getattr(self._package.SageMaker, xform_name(operation))
        return [name for name in signature(method).parameters if name != "self"]


def _problems(rules: Iterable[Rule]) -> Iterator[Problem]:
    known = _Operations()
    for number, rule in enumerate(rules):
        names = [operation for operation in known if rule.is_for_operation(operation)]
        if not names:
            yield Problem(("rules", number, "requests"), f"no operation matches {rule.requests}")
        fields = {name: known.fields(name) for name in names}
        for problem in problems_of(fields, known.__getitem__, rule.values):
            yield Problem(("rules", number, "values", *problem.steps), problem.message)
