"""The generated reference: one page for each module of a service, made when the site is built.

Everything on the pages is read from the package's own source: names, annotations, docstrings,
``__wire_names__``. What services there are is the generator's table.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Make this a Sphinx extension."""
    from . import directives, library
    from .facts import Package
    from .stubs import write_stubs

    package = Package.read()
    directives.PACKAGE = package
    write_stubs(package, Path(app.srcdir) / "reference")
    library.setup(app)
    for name, directive in directives.DIRECTIVES.items():
        app.add_directive(name, directive)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
