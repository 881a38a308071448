"""Hints for error messages: the names that were probably meant, and what to write instead."""
