"""Hints in error messages: which name was probably meant."""
