"""Strings that would inject code if generated code did not escape them."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

TEXTS = [
    '"""',
    '""""',
    'x"""\nimport os\n"""',
    'x"""',
    '\\"""',
    "'''",
    "\\",
    "a\\",
    "\\\\",
    '\\"',
    "\\'",
    "\\n",
    "\\N{DASH}",
    "\\u0041",
    "\n",
    "\r\n",
    "\t",
    "\x0b\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    "\0",
    "\x1b[31m",
    "\ufeff",
    "\u202eevil\u202c",
    "\u2066a\u2069",
    "\ud800",
    "#",
    "# type: ignore",
    "# fmt: off",
    "# ruff: noqa",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# c #}",
    "{x!r} %s %(x)s",
    "'; import os #",
    '"; import os #',
    '")]; import os #',
    "é ß 日本 😀",
    "",
    "''",
    '"',
    "'\"'",
]
FRAGMENT = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=()), max_size=4)
TEXT = st.lists(FRAGMENT, max_size=4).map("".join)
EMITTING = settings(max_examples=100, deadline=None)
