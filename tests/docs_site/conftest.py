"""Fixtures: the built site, a local server for it, and a browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Generator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from helpers.folders import DOCS
from playwright.sync_api import Browser, expect, sync_playwright

# Long enough for a busy machine.
expect.set_options(timeout=60_000)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Switch off everything that contacts other hosts.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not log requests."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Path:
    """Return the folder of the built site."""
    folder = DOCS / "_build" / "html"
    assert (folder / "index.html").exists(), "there is no site: python -m nox -s docs builds it"
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Generator[str]:
    """Return the URL of the served site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """Return a headless Chromium: ``$CHROMIUM``, one on the path, or playwright's own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        if not (found or Path(playwright.chromium.executable_path).exists()):
            pytest.skip(
                "there is no Chromium here, so the site is not tested in a browser: install it "
                "(apt-get install chromium), or set CHROMIUM to its path"
            )
        launched = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield launched
        launched.close()
