"""The plugin for pytest, in test suites of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from importlib.metadata import entry_points
from pathlib import Path

import sagemaker_typed

ROOT = Path(sagemaker_typed.__file__).parents[1]
# The installed plugin, if there is one, is that of the same package.
OPTIONS = [
    *("-p", "no:sagemaker_typed", "-p", "sagemaker_typed.testing.pytest_plugin"),
    *("-p", "no:cacheprovider", "-q"),
]


def run(folder: Path, suite: str, *options: str) -> str:
    (folder / "test_suite.py").write_text(textwrap.dedent(suite))
    result = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pytest", *OPTIONS, *options, "test_suite.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment(),
        timeout=300,
    )
    return result.stdout + result.stderr


def environment() -> dict[str, str]:
    import os

    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path}


def test_entry_point_is_the_plugin() -> None:
    text = (ROOT / "pyproject.toml").read_text() if (ROOT / "pyproject.toml").is_file() else ""
    found = entry_points(group="pytest11", name="sagemaker_typed")
    values = {one.value for one in found}
    expected = "sagemaker_typed.testing.pytest_plugin"
    assert values == {expected} or f'sagemaker_typed = "{expected}"' in text


def test_fixtures_are_fakes_and_local_clients(tmp_path: Path) -> None:
    output = run(
        tmp_path,
        """
        import asyncio
        import pytest
        from sagemaker_typed import sagemaker as sm, _clients
        from sagemaker_typed.testing import FakeService, pytest_plugin

        def test_fake(fake_sagemaker):
            fake_sagemaker.on(sm.DeleteModelRequest).returns(sm.DeleteModelResponse())
            fake_sagemaker.client.delete_model(model_name="churn")
            assert fake_sagemaker.requests == [sm.DeleteModelRequest(model_name="churn")]

        @pytest.mark.parametrize("attempt", [1, 2])
        def test_local_engine_is_empty_for_each_test(local_sagemaker, attempt):
            local_sagemaker.create_model(
                model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/ml"
            )
            assert len(local_sagemaker.list_models().models) == 1

        @pytest.mark.parametrize("name", [n for n in dir(pytest_plugin) if n.startswith("fake_")])
        def test_every_fake(request, name):
            fake = request.getfixturevalue(name)
            assert isinstance(fake, FakeService)
            cls = type(fake.client).__name__
            assert cls.startswith("Async") == ("_async_" in name)
            assert cls in _clients.CLIENTS.values()

        def test_number_of_fixtures():
            for kind in ("fake_", "local_"):
                names = {name for name in dir(pytest_plugin) if name.startswith(kind)}
                assert len(names - {"local_engine"}) == len(_clients.CLIENTS)

        def test_local_clients_share_the_engine(
            local_engine, local_sagemaker, local_sagemaker_runtime, local_async_sagemaker
        ):
            client = local_sagemaker
            client.create_model(
                model_name="churn", execution_role_arn="arn:aws:iam::123456789012:role/ml"
            )
            variant = sm.ProductionVariant(variant_name="blue", model_name="churn")
            client.create_endpoint_config(
                endpoint_config_name="churn", production_variants=[variant]
            )
            client.create_endpoint(endpoint_name="churn", endpoint_config_name="churn")
            local_engine.advance(60)
            body = local_sagemaker_runtime.invoke_endpoint(endpoint_name="churn", body=b"x").body
            assert body.read() == b"x"
            assert len(asyncio.run(local_async_sagemaker.list_models()).models) == 1
        """,
    )
    assert "27 passed" in output, output


def test_failed_comparisons_show_the_differences(tmp_path: Path) -> None:
    output = run(
        tmp_path,
        """
        from sagemaker_typed import sagemaker as sm

        def model(role, **fields):
            return sm.CreateModelRequest(model_name="churn", execution_role_arn=role, **fields)

        def test_objects():
            assert model("a", tags=[sm.Tag(key="k", value="1")]) == model(
                "b", tags=[sm.Tag(key="k", value="2")]
            )

        def test_lists():
            assert [model("a"), model("b")] == [model("a"), model("c"), model("d")]

        def test_classes():
            assert model("a") == sm.DeleteModelRequest(model_name="churn")

        def test_secrets():
            from sagemaker_typed import runtime
            first, second = (
                runtime.InvokeEndpointRequest(endpoint_name="e", body=body)
                for body in (b"first-secret", b"second-secret")
            )
            equal = first == second
            assert [first] == [second], "hidden"

        def test_others():
            assert [1, 2] == [1, 3]

        def test_tuple():
            assert [model("e")] == (model("e"),)
        """,
    )
    for line in (
        "E         ~ execution_role_arn: 'a' -> 'b'",
        "E         ~ tags[0].value: '1' -> '2'",
        "2 objects == 3 objects, - left, + right:",
        "E         [1] ~ execution_role_arn: 'b' -> 'c'",
        "E         [2]: + CreateModelRequest(model_name='churn', execution_role_arn='d')",
        "CreateModelRequest == DeleteModelRequest: the classes differ",
        "1 object == 1 object, - left, + right:",
        "E         [0] ~ body: <sensitive> -> <sensitive>",
        "At index 1 diff: 2 != 3",
        "list == tuple: the types differ",
    ):
        assert line in output, output


def test_plugin_imports_nothing_until_it_is_used(tmp_path: Path) -> None:
    output = run(
        tmp_path,
        """
        import json
        import sys

        def test_modules():
            names = [name for name in sys.modules if name.startswith("sagemaker_typed")]
            others = [name for name in ("attrs", "boto3", "botocore") if name in sys.modules]
            print("FOUND", json.dumps(sorted(names) + others))
        """,
        "-s",
    )
    line = next(line for line in output.splitlines() if "FOUND" in line)
    assert json.loads(line.partition("FOUND ")[2].removesuffix(".")) == [
        "sagemaker_typed",
        "sagemaker_typed._clients",
        "sagemaker_typed._lazy",
        "sagemaker_typed.testing",
        "sagemaker_typed.testing.pytest_plugin",
    ]


def test_modules_of_the_package_are_not_rewritten_by_pytest(tmp_path: Path) -> None:
    output = run(
        tmp_path,
        """
        def test_loader():
            from sagemaker_typed import client

            assert type(client.__loader__).__name__ == "SourceFileLoader"
        """,
    )
    assert "1 passed" in output, output


def test_fixtures_are_documented(tmp_path: Path) -> None:
    output = run(tmp_path, "", "--fixtures")
    for name, text in (
        ("fake_sagemaker", "A ``FakeService(SageMaker)``, active"),
        ("local_sagemaker_runtime", "A ``SageMakerRuntime`` of"),
        ("local_async_sagemaker", "An ``AsyncSageMaker`` of"),
    ):
        assert re.search(rf"^{name}\b.*\n +{re.escape(text)}", output, re.MULTILINE), output
