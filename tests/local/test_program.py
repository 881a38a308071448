"""``python -m sagemaker_typed.local run``: programs run as with ``python``, on the local engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.cases import each

from sagemaker_typed.local.__main__ import main

ROLE = "arn:aws:iam::123456789012:role/ml"
PROGRAM = """
import asyncio
import os
import subprocess
import sys

import boto3
from shared import ROLE
from sagemaker_typed import AsyncSageMaker, SageMaker, sagemaker as sm

if __name__ == "__main__":
    print(sys.argv[1:], __file__)
    client = SageMaker(profile_name="production")
    client.create_model(model_name="churn", execution_role_arn=ROLE)
    variant = sm.ProductionVariant(variant_name="blue", model_name="churn")
    client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
    client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
    client.wait_until_endpoint_in_service(endpoint_name="churn")
    client.create_image(image_name="studio", role_arn=ROLE)
    client.delete_image(image_name="studio")

    async def names():
        async with AsyncSageMaker() as client:
            return [model.model_name async for model in client.items(sm.ListModelsRequest())]

    print(asyncio.run(names()), boto3.client("sagemaker").meta.region_name)
    child = "import boto3; print(len(boto3.client('sagemaker').list_models()['Models']))"
    subprocess.run([sys.executable, "-c", child], check=True)
    try:
        boto3.client("s3").list_buckets()
    except boto3.client("s3").exceptions.ClientError as error:
        print(error)
"""


LEFTOVERS = """
import atexit
import os
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3

ROLE = "arn:aws:iam::123456789012:role/ml"


class Own:
    pass


def create(name):
    pickle.dumps(Own())
    boto3.client("sagemaker").create_model(ModelName=name, ExecutionRoleArn=ROLE)


def chain(number):
    if number:
        threading.Timer(0.05, chain, [number - 1]).start()
    else:
        create("thread")


def last():
    create("exit")
    models = boto3.client("sagemaker").list_models(SortBy="Name", SortOrder="Ascending")
    print(sorted(model["ModelName"] for model in models["Models"]), flush=True)


child = os.fork()
if not child:
    create("child")
    sys.exit(3)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
atexit.register(last)
pool = ThreadPoolExecutor()  # never ended
pool.submit(create, "pool").result()
chain(3)
os.chdir("/")
print(__file__, os.path.exists(__file__), sys.argv, flush=True)
sys.stderr.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shared.py").write_text(f"ROLE = {ROLE!r}\n")
    (tmp_path / "program.py").write_text(PROGRAM)
    return tmp_path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, from which a program in this process may be run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    for name in [*os.environ]:
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    return tmp_path


def run(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    # With PYTHONSAFEPATH, Python does not look for modules beside the program.
    kept = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("AWS_") and name != "PYTHONSAFEPATH"
    }
    return subprocess.run(
        [sys.executable, "-m", "sagemaker_typed.local", *arguments],
        cwd=cwd,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_clients_of_a_program_reach_the_engine(folder: Path) -> None:
    other = folder / "elsewhere"
    other.mkdir()
    settings = {
        "AWS_ENDPOINT_URL_SAGEMAKER": "https://sagemaker.invalid",
        "AWS_PROFILE": "production",
        "AWS_REGION": "eu-west-1",
        "HTTP_PROXY": "http://proxy.invalid:1",
        "AWS_USE_FIPS_ENDPOINT": "true",
    }

    done = run("run", str(folder / "program.py"), "--speed", "3", cwd=other, **settings)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:3] == [
        f"['--speed', '3'] {folder / 'program.py'}",
        "['churn'] eu-west-1",
        "1",
    ]
    assert "the local SageMaker does not serve s3" in done.stdout
    assert done.stderr == (
        "Local SageMaker: created 1 model, 1 endpoint config, 1 endpoint; deleted 1 more; "
        "nothing was sent to AWS.\n"
    )


def test_module_runs_with_options(folder: Path) -> None:
    done = run(
        *("run", "--fail", "endpoint=CapacityError: none", "--state", "state.json", "-m"),
        *("program", "--fail"),
        cwd=folder,
    )

    assert done.returncode == 1
    assert done.stdout.startswith("['--fail']")
    assert re.search(r"WaitFailed: .*CapacityError: none", done.stderr)
    (folder / "second.py").write_text(
        "from sagemaker_typed import SageMaker\n"
        "print(SageMaker().describe_endpoint(endpoint_name='churn').endpoint_status)\n"
    )
    again = run("run", "--state", "state.json", "second.py", cwd=folder)
    assert again.stdout == "Failed\n"
    assert "created nothing; nothing was sent to AWS." in again.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_nothing_that_a_program_leaves_behind_reaches_aws(tmp_path: Path) -> None:
    (tmp_path / "left.py").write_text(LEFTOVERS)
    settings = {
        "AWS_PROFILE": "production",
        "AWS_ENDPOINT_URL": "https://sagemaker.invalid",
        "PYTHONWARNINGS": "ignore::DeprecationWarning",  # of forks with threads, since Python 3.12
    }

    done = run("run", "--state", "state.json", "left.py", cwd=tmp_path, **settings)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "3",
        f"{tmp_path / 'left.py'} True ['left.py']",
        "['child', 'exit', 'pool', 'thread']",
    ]


@each(
    ("source", "code", "errors"),
    [
        ("", 0, ""),
        ("import sys; sys.exit(7)", 7, ""),
        ("import sys; sys.exit('no data')", 1, "no data\n"),
        ("raise SystemExit", 0, ""),
        (
            "def f():\n    {}['a']\nf()",
            1,
            "Traceback (most recent call last):\n"
            '  File "FOLDER/program.py", line 3, in <module>\n    f()\n'
            "  File \"FOLDER/program.py\", line 2, in f\n    {}['a']\nKeyError: 'a'\n",
        ),
        ("raise KeyboardInterrupt", 130, "KeyboardInterrupt"),
        ("a = ", 1, "SyntaxError: invalid syntax"),
        (
            "import threading, time\n"
            "threading.Thread(target=lambda: (time.sleep(0.3), print('end'))).start()",
            0,
            "",
        ),
    ],
)
def test_program_ends_as_with_python(
    source: str,
    code: int,
    errors: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (here / "program.py").write_text(source)
    monkeypatch.setattr(sys, "argv", ["", "run", "program.py"])

    assert main() == code

    printed = capsys.readouterr()
    assert printed.out == ("end\n" if "'end'" in source else "")
    lines = [line for line in printed.err.splitlines() if set(line) - set(" ~^")]
    assert errors.strip().replace("FOLDER", str(here)) in "\n".join(lines[:-1])
    assert lines[-1] == "Local SageMaker: created nothing; nothing was sent to AWS."
    assert "AWS_ENDPOINT_URL" not in os.environ


@each(
    ("arguments", "text"),
    [
        (["run", "missing.py"], "there is no file 'missing.py'"),
        (["run", "-m", "missing_module"], "No module named missing_module"),
        (["run", "--fail", "model", "a.py"], "--fail must be KIND=REASON"),
        (["run", "--fail", "modle=x", "a.py"], "did you mean model?"),
        (["run", "--fail", "xyz=x", "a.py"], "unknown kind of resource: 'xyz'; kinds are such as"),
        (["run"], "required: PROGRAM"),
        (["start"], "invalid choice: 'start'"),
        (["--speed", "-1"], "speed= must be at least 0"),
        (["serve", "--port", "99999"], "Port 99999"),
    ],
)
def test_mistakes_are_explained(
    arguments: list[str],
    text: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert here.is_dir()
    monkeypatch.setattr(sys, "argv", ["", *arguments])
    try:
        code: object = main()
    except SystemExit as end:  # of argparse
        code = end.code
    assert code in {1, 2}
    assert text in capsys.readouterr().err


INVOKE = """
from sagemaker_typed import SageMaker, SageMakerRuntime, sagemaker as sm

client = SageMaker()
client.create_model(model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/ml")
variant = sm.ProductionVariant(variant_name="blue", model_name="churn")
client.create_endpoint_config(endpoint_config_name="churn", production_variants=[variant])
client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
client.wait_until_endpoint_in_service(endpoint_name="churn")
print(SageMakerRuntime().invoke_endpoint(endpoint_name="churn", body=b"1,2").body.read())
"""


@pytest.mark.parametrize("place", ["answers.py", "answers"])
def test_function_of_a_file_or_module_answers_invocations(place: str, here: Path) -> None:
    (here / "answers.py").write_text("def predict(invocation):\n    return invocation.body * 2\n")
    (here / "program.py").write_text(INVOKE)
    done = run("run", "--model", f"{place}:predict", "program.py", cwd=here)
    assert done.stdout == "b'1,21,2'\n", done.stderr


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("answers.py", "--model must be FILE.py:FUNCTION or MODULE:FUNCTION, got 'answers.py'"),
        ("answers.py:guess", "answers.py has no function 'guess'"),
        ("nothing:predict", "No module named 'nothing'"),
    ],
)
def test_model_that_does_not_exist_is_an_error(
    model: str,
    message: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (here / "answers.py").write_text("")
    monkeypatch.setattr(sys, "argv", ["local", "run", "--model", model, "program.py"])
    assert main() == 2
    assert message in capsys.readouterr().err
