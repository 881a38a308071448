"""AWS documentation, read at run time."""
