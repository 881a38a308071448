"""Conversion between objects and plain dicts, by functions compiled for each class."""
