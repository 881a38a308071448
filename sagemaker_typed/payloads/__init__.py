"""The payloads of an endpoint: values as bytes with their content type, and back.

::

    answer = client.invoke_endpoint(endpoint_name="churn", **payload({"instances": [[1, 2]]}))
    decode(answer)

What an endpoint takes is its container's matter. ``JSON``, ``NPY`` (NumPy) and ``CSV`` (pandas) are
the common cases; any other :class:`Codec` works in their place.
"""

from sagemaker_typed._lazy import publish

from .codecs import CSV, JSON, NPY, Codec, PayloadError
from .coding import Answer, Payload, decode, payload

__all__ = [
    "CSV",
    "JSON",
    "NPY",
    "Answer",
    "Codec",
    "Payload",
    "PayloadError",
    "decode",
    "payload",
]

publish(__name__)
