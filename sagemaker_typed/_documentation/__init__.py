"""AWS's documentation, read at run time."""
