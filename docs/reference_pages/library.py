"""The pages of the hand-written modules, by autodoc."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sagemaker_typed

from .homes import read_homes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FRONT = """\
The modules that are written by hand. What they export is in ``sagemaker_typed`` itself too, where
nothing else is said: ``from sagemaker_typed import to_boto, validate``.
"""
_FOLDER = Path(sagemaker_typed.__file__).parent


def modules() -> list[str]:
    """The public modules and packages that nobody generates."""
    paths = [*_FOLDER.glob("*.py"), *_FOLDER.glob("local/__init__.py")]
    names = {path.parent.name if path.stem == "__init__" else path.stem for path in paths}
    return sorted(
        name for name in names if not name.startswith("_") and name != sagemaker_typed.__name__
    )


def page(name: str) -> str:
    """The source of a module's page."""
    title = f"sagemaker_typed.{name}"
    directive = f".. automodule:: {title}\n   :members:\n"
    # Whose kind an error is, is what one looks up; that another class is an object, is not.
    exported = vars(importlib.import_module(title)).values()
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
    read_homes(f"{_PACKAGE}.{name}" for name in modules())


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


_PACKAGE = sagemaker_typed.__name__
_PREFIXES = tuple(f"{_PACKAGE}.{name}." for name in modules())
