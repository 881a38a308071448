"""The log of calls has facts about each call, and never values."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.faults import REQUEST_ID, answer, error, faulty_server, typed_client

from sagemaker_typed import ServiceError, log_calls
from sagemaker_typed.call_log import is_logged

CALLS = logging.getLogger("sagemaker_typed.calls")


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Any]:
    log_calls()
    yield caplog
    CALLS.setLevel(logging.NOTSET)


def test_every_call_is_a_record_with_its_facts(log: Any) -> None:
    with faulty_server(answer(b'{"Models": []}')) as server:
        typed_client(server.endpoint_url).list_models()

    (record,) = log.records
    assert (record.name, record.levelname) == ("sagemaker_typed.calls", "INFO")
    assert (record.operation, record.attempts, record.error) == ("ListModels", 1, None)
    assert record.request_id == REQUEST_ID
    assert 0 <= record.seconds < 60
    shown = rf"ListModels: \d+\.\d{{3}} s, 1 attempt, request id {REQUEST_ID}"
    assert re.fullmatch(shown, record.getMessage())


def test_failed_calls_are_records_with_the_code_and_the_attempts(log: Any) -> None:
    with faulty_server(error("ThrottlingException"), error("ValidationException")) as server:
        client = typed_client(
            server.endpoint_url, retries={"mode": "standard", "total_max_attempts": 2}
        )
        with pytest.raises(ServiceError):
            client.describe_model(model_name="s3cr3t")

    (record,) = log.records
    assert (record.operation, record.attempts) == ("DescribeModel", 2)
    assert record.error == "ValidationException"
    assert record.getMessage().endswith(", ValidationException")
    assert "2 attempts" in record.getMessage()
    assert "s3cr3t" not in repr(record.__dict__)


def test_call_without_a_response_is_a_record_with_the_type_of_the_error(log: Any) -> None:
    with faulty_server(answer()) as server:
        url = server.endpoint_url
    with pytest.raises(Exception, match="Could not connect"):
        typed_client(url).list_models()

    (record,) = log.records
    assert (record.attempts, record.request_id) == (None, None)
    assert record.error == "EndpointConnectionError"


def test_refused_requests_are_not_calls(log: Any) -> None:
    client: Any = typed_client("http://127.0.0.1:9")
    with pytest.raises(ValueError, match="model_name"):
        client.describe_model(model_name=5)

    assert log.records == []


def test_calls_are_not_logged_by_default() -> None:
    assert not is_logged()


def test_lines_are_written_to_standard_error_unless_logging_is_configured() -> None:
    program = (
        "import logging, sys\n"
        "from sagemaker_typed import log_calls\n"
        "if sys.argv[1:]: logging.basicConfig(format='mine: %(message)s')\n"
        "log_calls(); log_calls()\n"
        "logging.getLogger('sagemaker_typed.calls').info('a call')\n"
    )
    plain, configured = (
        subprocess.run(
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            text=True,
            check=True,
        ).stderr
        for arguments in ((), ("configured",))
    )
    assert re.fullmatch(r"\d.* sagemaker_typed\.calls: a call\n", plain)
    assert configured == "mine: a call\n"
