"""Change the core modules at random and count the changes that the tests notice.

    python -m nox -s mutation
    python -m nox -s mutation -- --sample 40 --seed 7 enums.py waiting/loop.py

Cosmic Ray makes each change in a copy of the checkout; the quicker tests of the module run on it.
The same seed chooses the same changes as long as the modules do not change. Not every change makes
a difference: read the survivors before you write a test.
"""

from __future__ import annotations

import argparse
import ast
import functools
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cosmic_ray.plugins
from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.operators.operator import Operator
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec
from parso.python.tree import Keyword, ReturnStmt

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "sagemaker_typed"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
CONVERSION = (
    "_conversion/test_values.py",
    "_conversion/test_unknown_members.py",
    "_conversion/test_converter.py",
    "_conversion/test_validation.py",
    "_conversion/test_sensitive.py",
    "_conversion/test_compiled_functions.py",
    "_hints/test_messages.py",
)
READING = (*CONVERSION, "_botocore/test_direct_reading.py", "streaming")
SCHEMA = ("_schema", "_conversion/test_validation.py")
WAITING = ("waiting",)
TESTS = {
    "enums.py": ("enums",),
    "_conversion/correction.py": CONVERSION,
    "_conversion/misfits.py": CONVERSION,
    "_conversion/rules.py": CONVERSION,
    "_conversion/violations.py": CONVERSION,
    "_conversion/structure.py": READING,
    "_conversion/unstructure.py": CONVERSION,
    "_conversion/compiler.py": CONVERSION,
    "_conversion/scalars.py": CONVERSION,
    "_schema/walk.py": SCHEMA,
    "_schema/bounds.py": SCHEMA,
    "_schema/patterns.py": SCHEMA,
    "pagination.py": ("client/test_pagination.py", "codegen/test_paginators.py"),
    "waiting/loop.py": WAITING,
    "waiting/schedule.py": WAITING,
    "waiting/acceptors.py": WAITING,
    "_hints/names.py": ("_hints", "enums"),
    "transport.py": (
        "client/test_client.py",
        "client/test_faults.py",
        "_hints/test_messages.py",
    ),
}
"""The tests of each core module."""

OPERATORS = {
    "ReturnNone",
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "ZeroIterationForLoop",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_Lt_GtE",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_LtE",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_Mul",
    "ReplaceBinaryOperator_Pow_Mul",
    "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceBinaryOperator_BitAnd_BitOr",
}
"""One or two kinds of change for each construct, so that no construct is chosen too often."""


class ReturnNone(Operator):
    """Return ``None`` instead of a value."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """The values after ``return``."""
        if isinstance(node, ReturnStmt) and node.children[1].get_code().strip() != "None":
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Replace the value with ``None``."""
        node.children[1] = Keyword("None", node.children[1].start_pos, prefix=" ")
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        """Not needed here."""
        return ()


cosmic_ray.plugins.OPERATOR_PROVIDERS["tests"] = {"ReturnNone": ReturnNone}


Position = tuple[int, int]


def start(node: ast.expr | ast.stmt) -> Position:
    """Return the line and the column where a node starts."""
    return node.lineno, node.col_offset


def end(node: ast.expr | ast.stmt) -> Position:
    """Return the line and the column where a node ends."""
    return node.end_lineno or 0, node.end_col_offset or 0


def has_effect(change: MutationSpec, tree: ast.Module) -> bool:
    """Whether a change is of code that runs, and is not of the ``*`` in a signature."""
    position: Position = change.start_pos
    between_operands = False
    for node in ast.walk(tree):
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if annotation is not None and start(annotation) <= position < end(annotation):
                return False
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            if start(node) <= position < end(node):
                return False
        elif isinstance(node, ast.BinOp) and end(node.left) <= position < start(node.right):
            between_operands = True
    return between_operands or "BinaryOperator" not in change.operator_name


def possible_changes(module: Path, folder: Path) -> list[MutationSpec]:
    """Return all changes of a module that can make a difference, in a fixed order."""
    with use_db(folder / "mutations.sqlite") as database:
        init([module], database, {})
        changes = [item.mutations[0] for item in database.work_items]
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return sorted(
        (
            change
            for change in changes
            if change.operator_name.partition("/")[2] in OPERATORS and has_effect(change, tree)
        ),
        key=lambda change: (change.start_pos, change.operator_name, change.occurrence),
    )


def copy_checkout(folder: Path) -> None:
    """Copy what the tests need, without compiled files."""
    for name in (PACKAGE, "tests", "docs"):
        ignored = shutil.ignore_patterns("__pycache__", "_build", "typing", "docs_site", "editor")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "noxfile.py"):
        shutil.copy2(ROOT / name, folder / name)


def main() -> int:
    """Run the changes and print the results."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("modules", nargs="*", help="such as waiting/loop.py; default: all")
    parser.add_argument("--sample", type=int, default=150, help="how many changes (150)")
    parser.add_argument("--seed", type=int, default=0, help="chooses the changes (0)")
    parser.add_argument("--minimum", type=float, default=90, help="percentage to notice (90)")
    parser.add_argument("--seconds", type=float, default=30, help="for the tests of a change (30)")
    options = parser.parse_args()
    modules: list[str] = options.modules or list(TESTS)
    if unknown := set(modules) - set(TESTS):
        parser.error(f"no such core module: {', '.join(sorted(unknown))}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_checkout(folder)
        os.chdir(folder)
        os.environ |= {
            "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0", "HYPOTHESIS_PROFILE": "quick",
        }  # fmt: skip
        changes = [
            (module, change)
            for module in modules
            for change in possible_changes(Path(PACKAGE, module), folder)
        ]
        chosen = random.Random(options.seed).sample(changes, min(options.sample, len(changes)))
        print(f"{len(chosen)} of {len(changes)} possible changes, seed {options.seed}", flush=True)
        by_module = [(m, [change for n, change in chosen if n == m]) for m in modules]
        return run(by_module, options.seconds, options.minimum)


@functools.cache
def quick_tests(paths: tuple[str, ...], budget: float) -> tuple[str, ...]:
    """Return the quickest tests of these paths: as many as run within the budget, file by file.

    Raises:
        subprocess.CalledProcessError: A test fails before anything is changed.
    """
    names = [f"tests/{path}" for path in paths]
    found = subprocess.run(
        [*PYTEST, "-vvv", "--durations=0", "--durations-min=0", *names],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    durations: defaultdict[str, float] = defaultdict(float)
    for seconds, name in re.findall(
        r"^(\d+\.\d+)s (?:setup|call|teardown) +(.*)$", found, re.MULTILINE
    ):
        durations[name] += float(seconds)
    quick = sorted(durations, key=lambda name: (durations[name], name))
    while sum(durations[name] for name in quick) > budget:
        del quick[-1]
    print(
        f"{len(quick)} of {len(durations)} tests, together less than {budget:.0f} seconds",
        flush=True,
    )
    return tuple(name for path in names for name in quick if name.startswith(path))


def run(chosen: list[tuple[str, list[MutationSpec]]], budget: float, minimum: float) -> int:
    """Test each change; return the exit code."""
    total: Counter[str] = Counter()
    for module, changes in chosen:
        if not changes:
            continue
        Path("chosen.txt").write_text("\n".join(quick_tests(TESTS[module], budget)), "utf-8")
        command = shlex.join([*PYTEST, "-x", "--tb=no", "@chosen.txt"])
        outcomes: Counter[str] = Counter()
        for change in sorted(changes, key=lambda change: change.start_pos):
            result = mutate_and_test([change], command, 5 * budget + 60)
            outcome = str(result.test_outcome.value if result.test_outcome else "not run")
            outcomes[outcome] += 1
            if outcome != "killed":
                operator = change.operator_name.partition("/")[2]
                print(f"\n{PACKAGE}/{module}:{change.start_pos[0]}: {outcome}: {operator}")
                for line in (result.diff or result.output or "").splitlines():
                    if line.startswith(("-", "+")) and not line.startswith(("---", "+++")):
                        print(f"    {line}", flush=True)
        total += outcomes
        print(f"{module}: noticed {outcomes['killed']} of {outcomes.total()}", flush=True)
    noticed = 100 * total["killed"] / total.total()
    print(f"\nnoticed {total['killed']} of {total.total()} changes: {noticed:.1f} %")
    return noticed < minimum


if __name__ == "__main__":
    sys.exit(main())
