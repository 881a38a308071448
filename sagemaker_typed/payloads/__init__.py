"""Encode the payloads of endpoints, and decode the responses.

::

    response = client.invoke_endpoint(endpoint_name="churn", **payload({"instances": [[1, 2]]}))
    decode(response)

The container of an endpoint decides which content types it accepts. ``JSON``, ``NPY`` (NumPy) and
``CSV`` (pandas) are the common ones; you can also pass your own :class:`Codec`.
"""

from sagemaker_typed._lazy import publish

from .codecs import CSV, JSON, NPY, Codec, PayloadError
from .coding import Answer, AsyncAnswer, Payload, async_decode, decode, payload

__all__ = [
    "CSV",
    "JSON",
    "NPY",
    "Answer",
    "AsyncAnswer",
    "Codec",
    "Payload",
    "PayloadError",
    "async_decode",
    "decode",
    "payload",
]

publish(__name__)
