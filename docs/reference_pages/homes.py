"""Docstrings of fields, for classes whose ``__module__`` is not the module with their source.

The ``__module__`` of a class is the public package that exports it (its home), and autodoc looks
for the docstrings of fields in the source of that package.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from sphinx.pycode import ModuleAnalyzer


def read_homes(modules: Iterable[str]) -> None:
    """Let autodoc find the exports of ``modules`` in the source that defines them."""
    for name in modules:
        home = _analyzed(name)
        for member in import_module(name).__all__:
            for definer in _definers(name, member):
                _copy(member, _analyzed(definer), home)


def _definers(name: str, member: str) -> list[str]:
    """Return the other modules of the package that may define an export of a module."""
    package, value = name.partition(".")[0], getattr(import_module(name), member)
    return [
        other
        for other, module in [*sys.modules.items()]
        if other.startswith(f"{package}.") and other != name
        if vars(module).get(member) is value and _defines(_analyzed(other), member)
    ]


def _defines(module: ModuleAnalyzer, member: str) -> bool:
    return member in module.tags or ("", member) in module.attr_docs


def _copy(member: str, source: ModuleAnalyzer, home: ModuleAnalyzer) -> None:
    for table in ("attr_docs", "annotations"):
        there: dict[tuple[str, str], Any] = getattr(source, table)
        here: dict[tuple[str, str], Any] = getattr(home, table)
        for (scope, attribute), found in there.items():
            if member in {scope or attribute, scope.partition(".")[0]}:
                here.setdefault((scope, attribute), found)
    for place, order in source.tagorder.items():
        if place.partition(".")[0] == member:
            home.tagorder.setdefault(place, order)


def _analyzed(module: str) -> ModuleAnalyzer:
    analyzer = ModuleAnalyzer.for_module(module)
    analyzer.analyze()
    return analyzer
