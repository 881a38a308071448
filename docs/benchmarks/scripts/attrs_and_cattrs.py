"""The dependencies that a type checker reads before sagemaker_typed itself."""

import attrs
import cattrs

print(attrs, cattrs)
