"""``build``: valid objects of any class."""
