"""The schema of a class: kinds of content, bounds and patterns of its fields, paths and a walk."""
