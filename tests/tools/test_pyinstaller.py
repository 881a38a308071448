"""A program that PyInstaller has frozen makes typed calls, without options for its imports."""

import subprocess
import sys
from pathlib import Path

from sagemaker_typed.local import local_server

PROGRAM = """
import sys
from sagemaker_typed import SageMaker, sagemaker as sm, to_json
from sagemaker_typed.sagemaker.errors import ServiceError

client = SageMaker(
    region_name="eu-west-1", endpoint_url=sys.argv[1],
    aws_access_key_id="testing", aws_secret_access_key="testing",
)
role = "arn:aws:iam::123456789012:role/sagemaker"
client.create_model(model_name="churn", execution_role_arn=role)
print([model.model_name for model in client.items(sm.ListModelsRequest())])
print(to_json(sm.CreateModelRequest(model_name="churn")))
try:
    client.describe_model(model_name="no")
except ServiceError as error:
    print(type(error), error.is_not_found)
try:
    client.create_model(modelname="churn")
except TypeError as error:
    print(error)
client.delete_model(model_name="churn")
"""


def test_frozen_program_prints_the_same(tmp_path: Path) -> None:
    source = tmp_path / "program.py"
    source.write_text(PROGRAM)
    build = [sys.executable, "-m", "PyInstaller", "--onedir", str(source)]
    subprocess.run(build, check=True, cwd=tmp_path, timeout=600)
    frozen = tmp_path / "dist" / "program" / "program"

    printed = []
    for command in ([sys.executable, str(source)], [str(frozen)]):
        with local_server() as server:
            run = subprocess.run(
                [*command, server.endpoint_url],
                capture_output=True,
                text=True,
                check=True,
                timeout=120,
            )
        printed.append(run.stdout)

    assert "['churn']" in printed[0]
    assert printed[1] == printed[0]
