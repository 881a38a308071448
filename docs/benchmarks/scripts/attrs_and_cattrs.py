"""What a checker reads for sagemaker_typed before it comes to sagemaker_typed itself."""

import attrs
import cattrs

print(attrs, cattrs)
