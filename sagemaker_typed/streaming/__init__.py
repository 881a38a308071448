"""Bodies and events of an answer that are read while they arrive, and bodies that are sent.

``ByteStream`` is what an endpoint answers with, ``EventStream`` what it answers with in pieces.
Both hold a connection until they are read to their end or closed: use them in a ``with``.
"""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".byte_stream": "Body ByteStream File Readable",
        ".errors": "IncompleteStreamError UnreadableStreamError",
        ".event_stream": "EventStream",
    },
)
