"""The pages of the hand-written modules, by autodoc."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sagemaker_typed

from .facts import GENERATED

if TYPE_CHECKING:
    from types import ModuleType

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FRONT = """\
The hand-written public modules and packages. The names that most programs need are in
``sagemaker_typed`` itself too: ``from sagemaker_typed import to_boto, validate``.
"""
_PACKAGE = sagemaker_typed.__name__
_FOLDER = Path(sagemaker_typed.__file__).parent


def modules() -> list[str]:
    """The public modules and packages that are written by hand, but the generator."""
    modules = {path.stem for path in _FOLDER.glob("*.py")}
    packages = {path.parent.name for path in _FOLDER.glob("*/__init__.py")}
    names = (modules | packages) - {*GENERATED, "codegen"}
    return sorted(name for name in names if not name.startswith("_"))


def contents() -> str:
    """The source of a list of the modules, each with the first line of its docstring."""
    lines: list[str] = []
    for name in modules():
        first = (inspect.getdoc(_imported(name)) or name).splitlines()[0]
        lines.append(f"- :doc:`{_PACKAGE}.{name} <{name}>`: {first}")
    return "\n".join(lines)


def _imported(name: str) -> ModuleType:
    return importlib.import_module(f"{_PACKAGE}.{name}")


def page(name: str) -> str:
    """The source of a module's page."""
    title = f"{_PACKAGE}.{name}"
    directive = f".. automodule:: {title}\n   :members:\n"
    # Whose kind an error is, is what one looks up; that another class is an object, is not.
    module = _imported(name)
    exported = [getattr(module, member) for member in module.__all__]
    if any(isinstance(value, type) and issubclass(value, Exception) for value in exported):
        directive += "   :show-inheritance:\n"
    return f"{title}\n{'=' * len(title)}\n\n{directive}"


def setup(app: Sphinx) -> None:
    """Load what the pages need."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    # Before napoleon and after it, which comes at 500.
    app.connect("autodoc-process-docstring", _hide_colon, priority=400)
    app.connect("autodoc-process-docstring", _show_colon, priority=600)
    app.connect("missing-reference", _by_last_name)


_COLON = "\x1f"


def _hide_colon(
    app: Sphinx, what: str, name: str, value: Any, options: Any, lines: list[str]
) -> None:
    # napoleon takes what stands before a colon in the first line about an attribute for a type.
    if what in {"attribute", "data", "property"} and lines:
        lines[0] = lines[0].replace(": ", f"{_COLON} ")


def _show_colon(
    app: Sphinx, what: str, name: str, value: Any, options: Any, lines: list[str]
) -> None:
    lines[:] = [line.replace(_COLON, ":") for line in lines]


def _by_last_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contents: nodes.TextElement
) -> nodes.reference | None:
    """A docstring names things as its module imports them: find them where they are defined."""
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    # A generated class's place is that of its service's namespace, whatever module defines it.
    first = target.removeprefix(f"{_PACKAGE}.").partition(".")[0]
    last = target.rpartition(".")[2]
    domain = env.get_domain("py")
    is_method = node["reftype"] == "meth"
    places = [
        name
        for name, _, kind, _, _, _ in domain.get_objects()
        if name.rpartition(".")[2] == last
        if name == f"{_PACKAGE}.{first}.{last}" or name.startswith(_PREFIXES)
        if kind not in {"attribute", "property"} and (kind == "method") is is_method
    ]
    if len(places) != 1:
        return None
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", places[0], node, contents)


_PREFIXES = tuple(f"{_PACKAGE}.{name}." for name in modules())
