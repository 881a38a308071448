"""Classes as types of Pydantic fields. Pydantic is imported only if it asks for a schema."""
