"""The plan as formatted sources, and those on disk."""
