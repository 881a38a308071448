"""``python docs/benchmarks [GROUP ...]`` runs the benchmarks; ``--help`` shows the options.

``nox -s bench -- ...`` installs everything first.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # Python puts this folder on the path, but its modules are submodules of `benchmarks`.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]
    sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "tests")]
    from benchmarks.command import main

    sys.exit(main(sys.argv[1:]))
