"""The package's logger: silent unless the application configures logging."""

from __future__ import annotations

import logging
from typing import Final

logger: Final = logging.getLogger("sagemaker_typed")
logger.addHandler(logging.NullHandler())
