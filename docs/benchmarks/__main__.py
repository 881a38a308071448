"""``python docs/benchmarks [GROUP ...]``: run the benchmarks; ``--help`` shows the options.

``nox -s bench -- ...`` does the same with everything installed.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # A folder that is run has itself on the path, where `threads` and others are not packages.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]
    sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "tests")]
    from benchmarks.command import main

    sys.exit(main(sys.argv[1:]))
