"""Recordings of real calls, which a fake plays."""
