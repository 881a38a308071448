"""The stubs of what is written by hand: made with the others, and no heavier than they must be."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from botocore.loaders import Loader
from codegen.command import Copy

import sagemaker_typed

PACKAGE = Path(sagemaker_typed.__file__).parent
STUBS = sorted(
    path.relative_to(PACKAGE).as_posix()
    for folder in (PACKAGE, PACKAGE / "streaming")
    for path in folder.glob("*.pyi")
)
# What checkers read for nearly every program, and the libraries that public types name.
LIGHT = {
    *(
        "abc",
        "collections",
        "contextlib",
        "datetime",
        "decimal",
        "enum",
        "functools",
        "io",
        "types",
    ),
    *("typing", "typing_extensions", "attrs", "botocore", "cattrs", "sagemaker_typed"),
}
METHOD = "    def send(self, request: Request[ResponseT, ServiceT]) -> ResponseT:\n"
NEW = "    def resend(self, times: int, *, _why: str = METHOD) -> list[ResponseT]:\n        ...\n\n"


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_imports_only_what_its_types_name(name: str) -> None:
    nodes = list(ast.walk(ast.parse((PACKAGE / name).read_text(encoding="utf-8"))))
    plain = [node for node in nodes if isinstance(node, ast.Import)]
    names = [node for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    modules = [alias.name for node in plain for alias in node.names]
    modules += [node.module or "" for node in names]

    assert {module.split(".")[0] for module in modules} <= LIGHT


def test_what_the_front_door_names_has_a_stub() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    modules = {
        node.module.removeprefix("sagemaker_typed.").replace(".", "/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    }

    without = {module for module in modules if not (PACKAGE / f"{module}.pyi").exists()}
    # Of an enum without members there can be no stub; the others are lazy namespaces.
    assert without == {"_lazy", "enums", "streaming"}


def test_a_changed_module_has_another_stub(copy: Copy) -> None:
    copy.replace("client.py", METHOD, NEW + METHOD)

    checked = copy.run("check")

    assert checked.returncode == 1
    assert "--- client.pyi (on disk)" in checked.stderr.splitlines()
    assert copy.run("generate").returncode == 0
    assert (
        "    def resend(self, times: int, *, _why: str = ...) -> list[ResponseT]: ...\n"
        in copy.read("client.pyi")
    )
    assert copy.run("check").returncode == 0


def test_a_models_output_folder_keeps_what_is_not_of_it(copy: Copy, tmp_path: Path) -> None:
    model = tmp_path / "service-2.json"
    model.write_text(json.dumps(Loader().load_service_model("sagemaker", "service-2")))
    output = tmp_path / "output"
    kept = [output / "client.pyi", output / "then" / "sagemaker" / "client.pyi"]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(copy.read("client.pyi"))

    result = copy.run("generate", "--model", str(model), "--output", str(output))

    assert result.returncode == 0, result.stderr
    assert (output / "sagemaker" / "client.pyi").exists()
    assert [path.read_text() for path in kept] == [copy.read("client.pyi")] * 2


def test_a_stub_without_its_module_is_removed_and_another_left_alone(copy: Copy) -> None:
    before = copy.files()
    copy.write("retired.pyi", copy.read("client.pyi"))
    copy.write("mine.pyi", "MINE: int\n")

    checked = copy.run("check")

    assert checked.returncode == 1
    assert "retired.pyi" in checked.stderr
    assert "mine.pyi" not in checked.stderr
    assert copy.run("generate").returncode == 0
    assert copy.files() == before | {"mine.pyi": b"MINE: int\n"}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("LIMITS: Final = dict(a=1)\n", "LIMITS needs a type in Final[...]"),
        (
            "class Box:\n    def __init__(self) -> None:\n        self.size = len('')\n",
            "self.size needs an annotation",
        ),
        ("if __debug__:\n    CHECKS = True\n", "a stub cannot have `if __debug__`"),
        ("@sorted\ndef names() -> str: ...\n", "a stub with `@sorted`"),
        ("@sorted\nclass Names: ...\n", "a stub with `@sorted`"),
        ("FEW, MANY = 1, 2\n", "a stub takes one name for each `=`"),
        ("async def soon() -> None: ...\n", "a stub cannot have this, which defines soon"),
        (
            "try:\n    HAS = True\nexcept ValueError:\n    HAS = False\n",
            "a stub cannot have this, which defines HAS",
        ),
        (
            "@attrs.define\nclass Size:\n    of: int = attrs.field(converter=int)\n",
            "a stub with `converter=` of a field",
        ),
        ("def broken(:\n", "invalid syntax"),
    ],
)
def test_what_only_code_tells_is_refused(copy: Copy, code: str, message: str) -> None:
    copy.write("waiting.py", copy.read("waiting.py") + code)
    line = copy.read("waiting.py").count("\n") - code.count("\n") + 1

    result = copy.run("generate")

    assert result.returncode == 2
    assert "waiting.py:" in result.stderr
    assert message in result.stderr
    assert int(result.stderr.split("waiting.py:")[1].split(":")[0]) >= line
