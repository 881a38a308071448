"""Sphinx configuration of the documentation: ``python -m nox -s docs`` builds it."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

from benchmarks.charts import COLORS

import sagemaker_typed
from sagemaker_typed.events import shapes as event_details

project = "sagemaker_typed"
author = "The sagemaker_typed contributors"
project_copyright = author
version = release = sagemaker_typed.__version__

extensions = ["myst_parser", "sphinx_copybutton", "reference_pages"]
exclude_patterns = ["_build", "benchmarks", "pictures", "reference_pages", "changelog/+*"]
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block", "colon_fence"]
# A name in a docstring that several services have links to the first of them.
suppress_warnings = ["ref.python"]
nitpicky = True
nitpick_ignore_regex = [
    # Names of other packages: the build does not read their inventories.
    (
        r"py:.*",
        r"(attrs?|botocore|boto3|cattrs|collections|datetime|decimal|enum|io|pandas|pathlib|pd|types|typing|threading)\..*",
    ),
    # Names that a module imports only for type checkers.
    (
        r"py:.*",
        r"(BotoClient|BotoSession|BotocoreSession|ClientError|Config|Decimal|datetime|timedelta|optional)",
    ),
    # Only the client makes requests without classes.
    (r"py:class", r"(sagemaker_typed\.untyped\.)?UntypedRequest"),
    # Type variables.
    (r"py:.*", r"(.*\.)?([A-Z]\w*)?T(_co|_contra)?"),
    # Inner types of modules without a page, of which no program needs the name.
    (
        r"py:class",
        r"sagemaker_typed\.(targets\.pipelines|testing\.fake)\.\w+\.\w+|os\.PathLike|FileName|Mapping\[.*",
    ),
    # The filters of events, and the classes of their details that are not those of a response.
    (
        r"py:class",
        rf"\w+Filter|{'|'.join(name for name in dir(event_details) if name[0].isupper())}",
    ),
    # Types that exist only for type checkers.
    (r"py:.*", r"sagemaker_typed\.(\w+\.)*_\w+(\..*)?|Poll|Cancel|OnProgress|PageSize|Recorded"),
]

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 70

html_theme = "furo"
html_title = f"sagemaker_typed {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_search_scorer = str(Path(__file__).parent / "_static" / "search.js")
html_copy_source = False
html_show_sourcelink = False
html_favicon = "_static/logo.svg"
html_theme_options = {
    "navigation_with_keys": True,
    "light_logo": "logo.svg",
    "dark_logo": "logo.svg",
    "light_css_variables": {
        "site-code-background": "#f6f8fa",
        **{f"chart-{name}": light for name, (light, _) in COLORS.items()},
    },
    "dark_css_variables": {
        "site-code-background": "#1d1f23",
        **{f"chart-{name}": dark for name, (_, dark) in COLORS.items()},
    },
}
# Output has no button: it is not for copying. Of a console, only the commands are copied.
copybutton_selector = "div[class*=highlight-]:not(.highlight-text) > div.highlight pre"
copybutton_exclude = ".linenos, .gp, .go"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def unreleased_changes() -> str:
    """Return the section that the next release would add to the changelog; empty if none."""
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next"]
    folder = Path(__file__).parents[1]
    draft = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout
    _, _, changes = draft.strip().partition("\n")
    if "No significant changes" in changes:
        return ""
    return f"## Unreleased\n{changes}\n"


def show_unreleased_changes(app: Sphinx, page: str, source: list[str]) -> None:
    """Append the unreleased changes to the introduction of the changelog."""
    if page == "CHANGELOG":
        start = "<!-- towncrier release notes start -->\n"
        source[0] = source[0].replace(start, f"{start}\n{unreleased_changes()}")


def show_tables(app: Sphinx, page: str, source: list[str]) -> None:
    """Add the tables that are made of the code to the pages about them."""
    if page == "planning":
        from reference_pages.plans import table

        source[0] = with_table(page, source[0], "resources", table())
    elif page == "waiting":
        from reference_pages import waiters

        source[0] = with_table(page, source[0], "waiters", waiters.table())
    elif page == "events":
        from reference_pages import events

        source[0] = with_table(page, source[0], "events", events.table())
    elif page == "cloudformation":
        from reference_pages import resource_types

        source[0] = with_table(page, source[0], "resource types", resource_types.table())
    elif page == "local":
        from reference_pages import operations_table

        source[0] = with_table(page, source[0], "operations", operations_table.table())


def describe_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add what search engines and chats show of a page: its title and first sentences."""
    if doctree is None:
        return
    title = html.escape(re.sub(r"<[^>]+>", "", context["title"]))
    text = next((found.astext() for found in doctree.findall(nodes.paragraph)), "")
    text = html.escape(shorten(text, 200, placeholder=" ..."))
    tags = {"property": {"og:title": title, "og:site_name": project, "og:type": "website"}}
    if text:
        tags |= {"name": {"description": text}}
        tags["property"]["og:description"] = text
    context["metatags"] += "".join(
        f'\n<meta {kind}="{name}" content="{content}">'
        for kind, found in tags.items()
        for name, content in found.items()
    )


def with_table(page: str, source: str, name: str, table: str) -> str:
    """Return the source of a page with a table in its place."""
    place = f"<!-- The table of {name} is added when the site is built. -->\n"
    before, found, after = source.partition(place)
    assert found, f"{page}.md must have the line {place!r}"
    return before + table + after


def setup(app: Sphinx) -> None:
    """Connect the functions of this file."""
    app.connect("source-read", show_tables)
    app.connect("source-read", show_unreleased_changes)
    app.connect("html-page-context", describe_page)
