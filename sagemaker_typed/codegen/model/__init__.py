"""What botocore's models say: read, checked, and locked."""
