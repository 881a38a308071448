"""Request bodies of asynchronous calls: files stay open, and can be sent again."""

from __future__ import annotations

import asyncio
import io
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from botocore.exceptions import ConnectionClosedError, HTTPClientError
from helpers.faults import answer, faulty_server, raw_client

from sagemaker_typed import AsyncSageMakerRuntime, SageMakerRuntime

CONTENT: Final = bytes(range(256)) * 12_000  # 3 MB


class Own:
    """An object that can be read, and is not a class of ``io``."""

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def in_file(path: Path) -> Any:
    path.write_bytes(CONTENT)
    return path.open("rb")


def named(_: Path) -> Any:
    file = tempfile.NamedTemporaryFile()  # noqa: SIM115 - the test closes it
    file.write(CONTENT)
    file.seek(0)
    return file


def spooled(_: Path) -> Any:
    file = tempfile.SpooledTemporaryFile(100)  # noqa: SIM115 - the test closes it
    file.write(CONTENT)
    file.seek(0)
    return file


BODIES: Final[dict[str, Callable[[Path], Any]]] = {
    "bytes": lambda _: CONTENT,
    "bytearray": lambda _: bytearray(CONTENT),
    "str": lambda _: "é" * 100_000,
    "BytesIO": lambda _: io.BytesIO(CONTENT),
    "file": in_file,
    "named temporary file": named,
    "spooled temporary file": spooled,
    "own object": lambda _: Own(CONTENT),
}


async def invoked(raw: Any, body: Any) -> bytes:
    async with AsyncSageMakerRuntime(client=raw) as client:
        response = await client.invoke_endpoint(endpoint_name="churn", body=body)
        return await response.body.aread()


@pytest.mark.parametrize("make", BODIES.values(), ids=BODIES)
def test_body_is_sent_again_and_stays_open(
    make: Callable[[Path], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.random", lambda: 0.0)  # no pause between attempts
    again = answer(b"", 500)
    with faulty_server(again, answer(b"ok"), again, answer(b"ok")) as server:
        retries = {"mode": "standard", "total_max_attempts": 2}
        raw = raw_client(server.endpoint_url, service="sagemaker-runtime", retries=retries)
        body = make(tmp_path / "body")
        SageMakerRuntime(client=raw).invoke_endpoint(endpoint_name="churn", body=body)
        if hasattr(body, "seek"):
            body.seek(0)
        assert asyncio.run(invoked(raw, body)) == b"ok"
        assert not getattr(body, "closed", False)
        if hasattr(body, "close"):
            body.close()
        theirs, theirs_again, ours, ours_again = (
            request.partition(b"\r\n\r\n")[2] for request in server.requests
        )
    assert ours == ours_again == theirs == theirs_again
    assert len(ours) >= 200_000


def test_server_that_does_not_read_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        raw = raw_client(url, service="sagemaker-runtime", read_timeout=0.5, connect_timeout=0.5)
        body = bytes(20_000_000)
        with pytest.raises(ConnectionClosedError):
            SageMakerRuntime(client=raw).invoke_endpoint(endpoint_name="churn", body=body)
        with pytest.raises(ConnectionClosedError):
            asyncio.run(asyncio.wait_for(invoked(raw, body), 8))


def test_slow_server_that_reads_is_not_an_error() -> None:
    """The limit is for the pause between two pieces, not for the whole body."""
    body = bytes(24_000_000)

    def read_slowly() -> None:
        connection, _ = server.accept()
        with connection:
            received = 0
            for end in (6_000_000, 12_000_000, len(body)):
                time.sleep(1.4)
                while received < end:
                    received += len(connection.recv(1_000_000))
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        thread = threading.Thread(target=read_slowly, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        raw = raw_client(url, service="sagemaker-runtime", read_timeout=3.6)
        start = time.monotonic()
        assert asyncio.run(invoked(raw, body)) == b"ok"
        assert time.monotonic() - start > 3.6
        thread.join()


def test_reading_a_file_does_not_block_the_event_loop(tmp_path: Path) -> None:
    loop_thread: list[int] = []
    readers: set[int] = set()

    class Slow(Own):
        def read(self, size: int = -1) -> bytes:
            readers.add(threading.get_ident())
            return super().read(size)

    async def call() -> bytes:
        loop_thread.append(threading.get_ident())
        return await invoked(raw, slow)

    with faulty_server(answer(b"ok")) as server:
        raw = raw_client(server.endpoint_url, service="sagemaker-runtime")
        slow = Slow(CONTENT)
        assert asyncio.run(call()) == b"ok"
    # botocore reads it to sign the request; what is sent is read in threads.
    assert readers - {*loop_thread}


def test_error_of_a_file_is_an_error_of_the_call(tmp_path: Path) -> None:
    class Broken(Own):
        def __init__(self, content: bytes) -> None:
            super().__init__(content)
            self.signed = False

        def read(self, size: int = -1) -> bytes:
            piece = super().read(size)
            if not piece:
                self.signed = True
            elif self.signed:
                raise OSError("disk")
            return piece

    with faulty_server(answer(b"ok")) as server:
        raw = raw_client(server.endpoint_url, service="sagemaker-runtime", read_timeout=2)
        with pytest.raises((OSError, HTTPClientError)):
            asyncio.run(asyncio.wait_for(invoked(raw, Broken(CONTENT)), 8))
