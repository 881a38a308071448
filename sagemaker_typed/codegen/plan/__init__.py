"""Decide the name and the module of each generated definition."""
