"""Compare the service models of two botocore versions, and tell users what changed."""
