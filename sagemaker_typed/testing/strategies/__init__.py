"""Strategies for Hypothesis: valid objects of every class.

``st.from_type(cls)`` works without this module, by an entry point. :func:`shapes` also fixes some
of the fields.
"""

from sagemaker_typed._lazy import publish

from .shapes import shapes

__all__ = ["shapes"]

publish(__name__)
