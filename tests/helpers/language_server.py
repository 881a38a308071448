"""Use pyright's language server like an editor: JSON-RPC on its standard streams.

This module uses only the standard library, because the benchmarks time the server with it.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

Position = tuple[int, int]
"""Line and character, starting at 0."""

_KINDS: Final = {
    2: "method", 3: "function", 5: "field", 6: "variable", 7: "class", 9: "module", 10: "property",
    14: "keyword", 20: "enum member", 21: "constant",
}  # fmt: skip
_PATIENCE: Final = 120.0
"""The seconds after which a server that says nothing is killed."""
_DOCUMENTATION: Final = {"documentationFormat": ["markdown"]}
_CAPABILITIES: Final = {
    "textDocument": {
        "completion": {
            "completionItem": _DOCUMENTATION | {"resolveSupport": {"properties": ["documentation"]}}
        },
        "hover": {"contentFormat": ["markdown"]},
        "signatureHelp": {"signatureInformation": _DOCUMENTATION},
        # As in VS Code: definitions then lead to the source, and declarations to the stub.
        "declaration": {"linkSupport": False},
        "definition": {"linkSupport": False},
    },
    "workspace": {"configuration": True, "workspaceFolders": True},
}


class ServerError(Exception):
    """The server has returned an error or has ended."""


@dataclass(frozen=True)
class Completion:
    """A completion, as an editor shows it."""

    label: str
    kind: str
    sort_text: str
    raw: Mapping[str, Any]


@dataclass(frozen=True)
class Diagnostic:
    """An error or warning, as an editor shows it."""

    start: Position
    end: Position
    message: str
    rule: str


@dataclass
class LanguageServer:
    """An initialized server for the files of one folder."""

    process: subprocess.Popen[bytes]
    python: str
    answers: dict[int, Any] = field(default_factory=dict[int, Any])
    published: dict[str, list[Diagnostic]] = field(default_factory=dict[str, "list[Diagnostic]"])
    ids: Any = field(default_factory=itertools.count)

    def open(self, file: Path, text: str) -> None:
        """Open a file with this content."""
        document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})

    def completions(self, file: Path, position: Position) -> list[Completion]:
        """Return the completions at a position, in the order in which an editor shows them."""
        found: dict[str, Any] = self._ask_at("completion", file, position) or {"items": []}
        items: list[dict[str, Any]] = found["items"]
        completions = [
            Completion(
                item["label"],
                _KINDS.get(item["kind"], f"kind {item['kind']}"),
                item.get("sortText", item["label"]),
                item,
            )
            for item in items
        ]
        return sorted(completions, key=lambda completion: completion.sort_text)

    def described(self, completion: Completion) -> str:
        """Return the details that an editor shows beside a selected completion."""
        resolved = self.ask("completionItem/resolve", completion.raw)
        return _text(resolved["documentation"]) if "documentation" in resolved else ""

    def hover(self, file: Path, position: Position) -> str:
        """Return the hover as Markdown; empty if there is none."""
        found = self._ask_at("hover", file, position)
        return _text(found["contents"]) if found else ""

    def diagnostics(self, file: Path, *, has_errors: bool = False) -> list[Diagnostic]:
        """Return the errors and warnings of a file that has just been opened.

        Args:
            file: The file.
            has_errors: Whether the file has some. A busy server first says that it has found none
                so far.

        Raises:
            ServerError: it says nothing else within two minutes.
        """
        end = threading.Timer(_PATIENCE, self.process.kill)
        end.start()
        try:
            while (found := self.published.get(file.as_uri())) is None or (
                has_errors and not found
            ):
                self._receive()
        finally:
            end.cancel()
        return self.published.pop(file.as_uri())

    def definitions(self, file: Path, position: Position) -> list[tuple[str, int]]:
        """Return the targets of go-to-definition: path and line, starting at 0."""
        found: list[dict[str, Any]] = self._ask_at("definition", file, position) or []
        return [(place["uri"], place["range"]["start"]["line"]) for place in found]

    def signature(self, file: Path, position: Position) -> tuple[str, list[str]]:
        """Return the signature help: the complete signature and its parameters."""
        found = self._ask_at("signatureHelp", file, position)
        if not found:
            return "", []
        (signature,) = found["signatures"]
        label = signature["label"]
        parameters = [parameter["label"] for parameter in signature["parameters"]]
        return label, [p if isinstance(p, str) else label[p[0] : p[1]] for p in parameters]

    def documentation_of_parameter(self, file: Path, position: Position) -> str:
        """Return what the signature help shows about the parameter at a position."""
        found = self._ask_at("signatureHelp", file, position)
        if not found:
            return ""
        (signature,) = found["signatures"]
        return _text(signature["parameters"][signature["activeParameter"]]["documentation"])

    def ask(self, method: str, params: object) -> Any:
        """Send a request and return its result.

        Raises:
            ServerError: the server has returned an error or has ended.
        """
        number = next(self.ids)
        self._send(method, params, id=number)
        while number not in self.answers:
            self._receive()
        return self.answers.pop(number)

    def notify(self, method: str, params: object) -> None:
        """Send a notification to the server."""
        self._send(method, params)

    def _ask_at(self, what: str, file: Path, position: Position) -> Any:
        place = {"line": position[0], "character": position[1]}
        return self.ask(
            f"textDocument/{what}", {"textDocument": {"uri": file.as_uri()}, "position": place}
        )

    def _send(self, method: str, params: object, **more: Any) -> None:
        self._write({"method": method, "params": params, **more})

    def _write(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = _stream(self.process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def _receive(self) -> None:
        """Receive one message: a response, a request of the server, or a notification."""
        stream = _stream(self.process.stdout)
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise ServerError(f"the language server has ended: {self.process.poll()}")
        message = json.loads(stream.read(length))
        if "method" not in message:
            if "error" in message:
                raise ServerError(message["error"]["message"])
            self.answers[message["id"]] = message.get("result")
        elif "id" in message:
            self._write({"id": message["id"], "result": self._reply(message)})
        elif message["method"] == "textDocument/publishDiagnostics":
            found = message["params"]
            self.published[found["uri"]] = [_diagnostic(one) for one in found["diagnostics"]]

    def _reply(self, message: Mapping[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        settings = {"python": {"pythonPath": self.python}}
        return [settings.get(item.get("section"), {}) for item in message["params"]["items"]]


@contextlib.contextmanager
def language_server(folder: Path, python: str = sys.executable) -> Generator[LanguageServer]:
    """Run a new server for the files in ``folder`` with the packages of ``python``."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pyright.langserver", "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=kept,
    )
    server = LanguageServer(process, python)
    root = folder.as_uri()
    try:
        server.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "application"}],
                "capabilities": _CAPABILITIES,
            },
        )
        server.notify("initialized", {})
        yield server
        server.ask("shutdown", None)
        server.notify("exit", None)
        process.wait(timeout=30)
    finally:
        process.kill()
        process.communicate()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ServerError("the language server has no streams")
    return stream


def _diagnostic(found: Mapping[str, Any]) -> Diagnostic:
    start, end = (
        (found["range"][side]["line"], found["range"][side]["character"])
        for side in ("start", "end")
    )
    # The server indents with no-break spaces.
    message = found["message"].replace("\u00a0", " ")
    return Diagnostic(start, end, message, found.get("code", ""))


def _text(markup: Mapping[str, str]) -> str:
    return markup["value"].replace("\u00a0", " ")
