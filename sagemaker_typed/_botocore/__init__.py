"""Everything that touches the insides of botocore."""
