"""Make requests from descriptions, other requests and other objects."""

__all__: list[str] = []
