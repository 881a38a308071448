"""``python -m sagemaker_typed``, which is also the program ``sagemaker-typed``."""

from __future__ import annotations

import sys

from ._command_line import main

if __name__ == "__main__":
    sys.exit(main(program="python -m sagemaker_typed"))
