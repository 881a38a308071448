"""The settings of the documentation's site: ``python -m nox -s docs`` builds it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import sagemaker_typed

project = "sagemaker_typed"
author = "The sagemaker_typed contributors"
project_copyright = author
version = release = sagemaker_typed.__version__

extensions = ["myst_parser", "reference_pages"]
exclude_patterns = ["_build", "benchmarks", "reference_pages", "changelog/+*"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
# A name that several services have, in a docstring: the link goes to the first.
suppress_warnings = ["ref.python"]
nitpicky = True
nitpick_ignore_regex = [
    # Other packages' names: the site is built without looking at their sites.
    (
        r"py:.*",
        r"(attrs?|botocore|boto3|cattrs|collections|datetime|decimal|enum|io|types|typing|threading)\..*",
    ),
    # What a module imports for checkers only has no other name here.
    (
        r"py:.*",
        r"(BotoClient|BotoSession|BotocoreSession|ClientError|Config|Decimal|datetime|optional)",
    ),
    # Type variables.
    (r"py:.*", r"(.*\.)?([A-Z]\w*)?T(_co|_contra)?"),
    # Types that are there for checkers only.
    (r"py:.*", r"sagemaker_typed\.(\w+\.)*_\w+(\..*)?|Poll|Cancel|OnProgress"),
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
html_search_scorer = str(Path(__file__).parent / "_static" / "scorer.js")
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"site-code-background": "#f6f8fa"},
    "dark_css_variables": {"site-code-background": "#1d1f23"},
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
