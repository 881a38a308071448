"""JSON Schema of the classes."""
