"""Type checkers with strict settings on files of a user who has installed the package.

The files in `right/` are correct. In `wrong/`, a comment above each error names its kind.
"""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, cast

import pytest
from helpers.codegen.checkers import CHECKERS, HIGHEST, LOWEST, Checker, Diagnostic
from helpers.folders import DOCS
from helpers.recipes import RECIPES, blocks_of
from helpers.samples import SERVICES, service_model

import sagemaker_typed
from sagemaker_typed import AsyncBaseClient, BaseClient

HERE: Final = Path(__file__).parent
RIGHT, WRONG = sorted(HERE.glob("right/*.py")), sorted(HERE.glob("wrong/*.py"))
KINDS: Final[dict[str, dict[str, list[str]]]] = tomllib.loads((HERE / "kinds.toml").read_text())
MARK: Final = re.compile(r" *# -> (?P<kind>[\w-]+):(?P<texts>.*?)(?: \| not (?P<gaps>.*))?")
PAGE: Final = DOCS / "typing.md"
BLOCK: Final = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FOLLOW_UPS: Final = re.compile(r"reportUnknown\w+|reportUnused\w+|reportMatchNotExhaustive")
FIRST_LINE, MOST_LINES, USUAL = 250, 7, 160
"""Limits for messages: characters of the first line, number of lines, median of the characters."""


class Mistake(NamedTuple):
    """A line with an error."""

    file: str
    line: int
    kind: str
    texts: list[str]
    gaps: set[str]

    def codes(self, checker: str) -> set[str]:
        return set() if checker in self.gaps else set(KINDS[self.kind][checker])


def words(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").split(", ") if word.strip()]


def mistakes(files: Sequence[Path]) -> dict[tuple[str, int], Mistake]:
    """Return the errors that the comments declare for the lines below them."""
    return {
        (file.name, number + 1): Mistake(
            file.name, number + 1, mark["kind"], words(mark["texts"]), set(words(mark["gaps"]))
        )
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := MARK.fullmatch(line.rstrip()))
    }


@pytest.fixture(scope="module", params=CHECKERS)
def checker(request: pytest.FixtureRequest) -> Checker:
    return cast("Checker", request.param)


@pytest.fixture(scope="module", params=[LOWEST, HIGHEST])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def check(files: Sequence[Path], checker: Checker, version: str, folder: Path) -> list[Diagnostic]:
    """Check copies of the files in a folder outside the source tree."""
    target = folder / "application"
    target.mkdir()
    for file in files:
        shutil.copy(file, target)
    return checker(target, version)


@pytest.fixture(scope="module")
def found(
    checker: Checker, version: str, tmp_path_factory: pytest.TempPathFactory
) -> list[Diagnostic]:
    """Return the diagnostics of a checker for the files with errors."""
    return check(WRONG, checker, version, tmp_path_factory.mktemp("wrong"))


def calls_of_every_client() -> str:
    """Return a program that sends a request of each service, and checks the types."""
    lines = ["from typing_extensions import assert_type", "", "import sagemaker_typed as st", ""]
    for service, (package, client) in SERVICES.items():
        operation = min(service_model(service).operation_names)
        names = f"{operation}Request, {operation}Response"
        lines += [
            f"def {package}(client: st.{client}) -> None:",
            f"    from sagemaker_typed.{package} import {names}",
            "",
            f"    def send(request: {operation}Request) -> None:",
            f"        assert_type(client.send(request), {operation}Response)",
            "        print(client.boto_client)",
            "",
            "    print(send)",
            "",
            f"async def {package}_in_a_loop(client: st.Async{client}) -> None:",
            f"    from sagemaker_typed.{package} import Async{client}, {names}",
            "",
            f"    async def send(request: {operation}Request) -> None:",
            f"        assert_type(await client.send(request), {operation}Response)",
            f"        assert_type(client.with_options(timeout=5), Async{client})",
            "",
            "    print(send)",
            "",
        ]
    return "\n".join(lines)


def test_correct_usage_has_no_diagnostics(checker: Checker, version: str, tmp_path: Path) -> None:
    every_client = tmp_path / "every_client.py"
    every_client.write_text(calls_of_every_client(), encoding="utf-8")
    assert not check([*RIGHT, every_client], checker, version, tmp_path)


def test_typing_page_and_cookbook_have_no_diagnostics(
    checker: Checker, version: str, tmp_path: Path
) -> None:
    folder = tmp_path / "application"
    folder.mkdir()
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    start = "from sagemaker_typed import SageMaker\n\nclient = SageMaker()\n"
    (folder / "page.py").write_text(start + "\n".join(blocks), encoding="utf-8")
    for recipe in RECIPES:
        program = folder / f"recipe_{recipe.replace('-', '_')}.py"
        program.write_text("\n".join(blocks_of(recipe)), encoding="utf-8")

    assert not checker(folder, version)


def test_checkers_of_synchronous_programs_do_not_read_asyncio(tmp_path: Path) -> None:
    """Reading asyncio and aiohttp would take mypy 5 % longer."""
    program = tmp_path / "program.py"
    program.write_text(
        "from sagemaker_typed import SageMaker\n"
        'print(SageMaker().wait_until_endpoint_in_service(endpoint_name="churn"))\n'
    )
    command = [sys.executable, "-m", "mypy", "--verbose", "--cache-dir", str(tmp_path / "cache")]
    done = subprocess.run(
        [*command, str(program)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    read = {line for line in done.stderr.splitlines() if "Parsing " in line}
    assert any("sagemaker_typed/waiting/" in line for line in read)
    assert not [line for line in read if "/asyncio/" in line or "/aiohttp/" in line]


def test_every_typing_error_is_found_with_its_rule(
    checker: Checker, found: list[Diagnostic]
) -> None:
    expected = mistakes(WRONG)
    codes: dict[tuple[str, int], set[str]] = {}
    for one in found:
        if not FOLLOW_UPS.fullmatch(one.code):
            codes.setdefault((one.file, one.line), set()).add(one.code)

    assert len(expected) > 90
    assert not {place: codes[place] for place in codes.keys() - expected.keys()}, (
        "unexpected diagnostics"
    )
    name = checker.__name__
    assert {
        (*place, *sorted(codes.get(place, ())))
        for place, mistake in expected.items()
        if not codes.get(place, set()) <= mistake.codes(name)
        or bool(codes.get(place)) is not bool(mistake.codes(name))
    } == set()


def test_checker_messages_name_types_and_fields(checker: Checker, found: list[Diagnostic]) -> None:
    said: dict[tuple[str, int], str] = {}
    for one in found:
        said[one.file, one.line] = f"{said.get((one.file, one.line), '')}\n{one.message}"

    assert {
        (*place, text): said[place]
        for place, mistake in mistakes(WRONG).items()
        if mistake.codes(checker.__name__)
        for text in mistake.texts
        if text not in said[place]
    } == {}
    unsolved = {
        place
        for place, text in said.items()
        if re.search(r"\bNever\b", text) and "Never" not in mistakes(WRONG)[place].texts
    }
    assert not unsolved, "unsolved type variables"


def test_checker_messages_are_short(found: list[Diagnostic]) -> None:
    lines = [one.message.splitlines() for one in found]
    assert max(len(first) for first, *_ in lines) <= FIRST_LINE
    assert max(map(len, lines)) <= MOST_LINES
    assert statistics.median(len(one.message) for one in found) <= USUAL


def test_typing_files_use_every_exported_name() -> None:
    used = {
        name
        for file in RIGHT
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in (getattr(node, "id", None), getattr(node, "attr", None))
    }
    of_client = {
        name
        for cls in (BaseClient, AsyncBaseClient)
        for name in vars(cls)
        if not name.startswith("_")
    }
    # Another test makes calls with the client of every service.
    clients = {f"{kind}{client}" for _, client in SERVICES.values() for kind in ("", "Async")}
    assert {*sagemaker_typed.__all__, *of_client} - used - clients == set()


def test_typing_files_have_every_kind_of_error() -> None:
    assert {mistake.kind for mistake in mistakes(WRONG).values()} == set(KINDS)
