"""Run moto's tests of SageMaker against the built-in engine's HTTP port, and count the results.

::

    git clone --depth 1 https://github.com/getmoto/moto moto
    python tests/run_moto_tests.py moto

moto's wheel does not contain its tests. Many of them use names and ARNs that the service model does
not allow, so the engine does not check lengths and patterns; ``--strict`` does.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from sagemaker_typed._botocore.faking.http import HttpAnswer
from sagemaker_typed.local.engine.engine import Engine
from sagemaker_typed.local.transports import server as http_server
from sagemaker_typed.local.transports.reading import HttpRequest

FOLDERS = ("test_sagemaker", "test_sagemakerruntime", "test_sagemakermetrics")
FAILED = re.compile(r"^FAILED \S*/(test_\w+)\.py", re.MULTILINE)


def serve(*, strict: bool) -> int:
    """Serve an engine, with moto's own address for resets, and with objects of S3."""
    engine = Engine(speed=math.inf, strict=strict)
    module: Any = http_server
    answer = module._answer

    def with_moto_api(served: Engine, request: HttpRequest) -> HttpAnswer:
        if request.path == "/moto-api/reset":
            served.reset()
            return HttpAnswer(200, {"Content-Length": "2"}, (b"{}",))
        if "/s3/" in request.headers.get("authorization", "") and request.method == "PUT":
            bucket, _, key = request.path.lstrip("/").partition("/")
            if key:
                served.put_object(bucket, key, request.body)
            return HttpAnswer(200, {"Content-Length": "0", "ETag": '"0"'}, ())
        found: HttpAnswer = answer(served, request)
        return found

    module._answer = with_moto_api
    server = http_server.EngineServer(engine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.bound_port


def main() -> int:
    """Run the tests, and print how many pass, and how many fail by file."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("moto", type=Path, help="a checkout of moto")
    arguments.add_argument("--strict", action="store_true", help="check lengths and patterns")
    given = arguments.parse_args()
    settings = {
        "TEST_SERVER_MODE": "true",
        "TEST_SERVER_MODE_ENDPOINT": f"http://127.0.0.1:{serve(strict=given.strict)}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=line"]
    done = subprocess.run(
        [*command, *(f"tests/{folder}" for folder in FOLDERS)],
        cwd=given.moto,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    for name, count in Counter(FAILED.findall(done.stdout)).most_common():
        print(f"{count:4} failed in {name}")
    print(done.stdout.strip().rpartition("\n")[2])
    return done.returncode if done.returncode > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
