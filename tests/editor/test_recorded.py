"""The editor on the home page shows what the language server says."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.language_server import LanguageServer
from record_editor import RECORD, record


def test_home_page_shows_what_the_language_server_says_now(
    server: tuple[LanguageServer, Path],
) -> None:
    """If it says something else, run ``python docs/record_editor.py``."""
    shown = json.loads(RECORD.read_text(encoding="utf-8"))
    now = record(*server, rows=None)

    # A newer service may have more fields.
    offered = now["completion"].pop("offered")
    completions = shown["completion"].pop("offered")
    assert [one for one in offered if one in completions] == completions
    assert len(shown["errors"]["errors"]) == 2
    assert shown == now
