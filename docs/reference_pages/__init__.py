"""The generated reference: one page for each module of a service, written when the site is built.

The pages of API changes are made from the records in ``docs/history/``.

Everything on the pages is read from the package's own source: names, annotations, docstrings,
``__wire_names__``. The list of services is the generator's table.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up this package as a Sphinx extension."""
    from . import editor, history, indexes, library, module_pages, pictures
    from .base import the_package
    from .stubs import write_stubs

    write_stubs(the_package(), Path(app.srcdir) / "reference")
    library.setup(app)
    pictures.setup(app)
    app.add_directive("editor", editor.Editor)
    app.add_directive("reference-module", module_pages.ModulePage)
    app.add_directive("reference-service", indexes.ServicePage)
    app.add_directive("reference-operations", indexes.AllOperations)
    app.add_directive("reference-classes", indexes.AllClasses)
    app.add_directive("reference-waiters", indexes.AllWaiters)
    app.add_directive("reference-errors", indexes.AllErrors)
    app.add_directive("reference-changes", history.HistoryPage)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
