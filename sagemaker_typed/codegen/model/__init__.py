"""Read, check and lock botocore's models."""
