"""Run moto's tests of SageMaker against the built-in engine's HTTP port, and count the results.

::

    python tests/run_moto_tests.py           # downloads the sources of the installed moto
    python tests/run_moto_tests.py CHECKOUT  # uses a checkout of moto

Many of moto's tests use names and ARNs that the service model does not allow, so the engine does
not check lengths and patterns; ``--strict`` does. ``tests/data/moto_tests.toml`` has the tests that
fail, with the reasons. The exit code is 1 if another test fails, or if one of them passes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from moto_suite.running import expected, run, sources, wrong


def main() -> int:
    """Run the tests, print the results by kind, and compare them with the table."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("moto", type=Path, nargs="?", help="a checkout of moto")
    arguments.add_argument("--strict", action="store_true", help="check lengths and patterns")
    arguments.add_argument("-k", metavar="EXPRESSION", help="only tests with such a name")
    given = arguments.parse_args()
    table = expected()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "run").mkdir()
        moto = given.moto.resolve() if given.moto else sources(folder)
        more = ["-k", given.k] if given.k else []
        results = run(moto, folder / "run", table.settings, strict=given.strict, arguments=more)
    total = len(results.passed) + len(results.failed)
    for kind, misses in table.misses.items():
        failed = [test for test in misses if test in results.failed]
        print(f"\n{len(failed)} fail: {kind}")
        for test in failed:
            print(f"  {test}: {misses[test]}")
    print(f"\n{len(results.skipped)} are skipped")
    for test, reason in results.skipped.items():
        print(f"  {test}: {reason}")
    print(f"\n{len(results.passed)} of {total} tests pass, {len(results.passed) / total:.1%}")
    if given.strict or given.k:
        for test, text in results.failed.items():
            print(f"  {test} fails: {text}")
        return 0
    problems = wrong(results, table, version("moto"))
    for problem in problems:
        print(f"not as in {Path('tests/data/moto_tests.toml')}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
