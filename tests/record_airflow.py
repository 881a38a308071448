"""Record what Airflow's Amazon provider makes of configurations.

``python tests/record_airflow.py``, in an environment with this package, ``moto[s3]`` and
``apache-airflow-providers-amazon``, executes the operators in ``helpers/airflow.py`` with moto, and
writes ``tests/data/airflow.json``: for each operator its configuration, the members that it
converts to ``int``, the calls that it makes and what it pushes to XCom.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

TESTS: Final = Path(__file__).parent
sys.path[:0] = [str(TESTS), str(TESTS.parent)]
# Airflow and boto3 read them when they are imported.
os.environ.update(
    AIRFLOW_HOME=tempfile.mkdtemp(),
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_DEFAULT_REGION="us-east-1",
    TZ="America/New_York",
)
time.tzset()

import boto3  # noqa: E402
from airflow.providers.amazon.aws.operators import sagemaker as operators  # noqa: E402
from botocore.hooks import EventAliaser  # noqa: E402
from dateutil.tz import tzlocal, tzoffset, tzutc  # noqa: E402
from helpers.airflow import CASES, DATE, PARAMS  # noqa: E402
from moto import mock_aws  # noqa: E402

from sagemaker_typed.targets.airflow import to_airflow  # noqa: E402

FILE: Final = TESTS / "data" / "airflow.json"
PROVIDER: Final = "apache-airflow-providers-amazon"


def main() -> None:
    """Write the file."""
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="churn")
        boto3.client("s3").put_object(Bucket="churn", Key=f"{DATE}/a.csv", Body=b"1")
        cases = [_case(number, case) for number, case in enumerate(CASES)]
    found = {
        "provider": f"{PROVIDER} {version(PROVIDER)}, apache-airflow {version('apache-airflow')}",
        "time_zone": os.environ["TZ"],
        "cases": cases,
        "datetimes": [
            {"text": operators.serialize({"at": at})["at"], "epoch": at.timestamp()}
            for at in _datetimes()
        ],
    }
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _case(number: int, case: Any) -> dict[str, Any]:
    config = to_airflow(*case.requests)
    cls = getattr(operators, case.operator)
    operator = cls(task_id=f"task_{number}", config=json.loads(json.dumps(config)), **case.options)
    context = {"ds": DATE, "ds_nodash": DATE.replace("-", ""), "params": PARAMS}
    operator.render_template_fields(context)
    pushed = None
    # moto does not implement UpdateEndpoint.
    with _calls() as calls, suppress(NotImplementedError):
        pushed = operator.execute(context)
    operator._create_integer_fields()
    return {
        "operator": case.operator,
        "config": config,
        "integers": [".".join(path) for path in operator.integer_fields],
        "calls": calls,
        "xcom": pushed,
    }


@contextmanager
def _calls() -> Iterator[list[dict[str, Any]]]:
    """Yield the list of the calls to SageMaker that change something."""
    found: list[dict[str, Any]] = []
    emit = EventAliaser.emit

    def recorded(self: Any, name: str, **given: Any) -> Any:
        if name.startswith("provide-client-params.sagemaker."):
            operation = given["model"].name
            if not operation.startswith(("Describe", "List")):
                params = json.loads(json.dumps(given["params"]))
                found.append({"operation": operation, "params": params})
        return emit(self, name, **given)

    EventAliaser.emit = recorded
    try:
        yield found
    finally:
        EventAliaser.emit = emit


def _datetimes() -> Iterator[datetime]:
    day = datetime(2024, 7, 2)
    winter = datetime(2024, 1, 2, 3, 4, 5, 678)
    for zone in (
        UTC,
        tzutc(),
        tzlocal(),
        tzoffset("BRST", -10800),
        tzoffset(None, 3600),
        timezone(timedelta(hours=5, minutes=30)),
        timezone(timedelta(hours=-5), "EST"),
        timezone(timedelta(0), "Zero"),
    ):
        yield day.replace(tzinfo=zone)
        yield winter.replace(tzinfo=zone)


if __name__ == "__main__":
    main()
