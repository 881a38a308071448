"""Readable values that the rules of the service model allow."""
