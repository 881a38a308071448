"""Response bodies and events that are read as they arrive, and the types of request bodies.

``ByteStream`` is the body of an endpoint's response; ``EventStream`` is a response that consists of
events. Both hold a connection until they are read to the end or closed: use them in a ``with``
block.
"""

from sagemaker_typed._lazy import lazy_namespace

__getattr__, __dir__ = lazy_namespace(
    __name__,
    {
        ".asynchronous": "AsyncEvents AsyncMethods",
        ".byte_stream": "Body ByteStream File Readable",
        ".errors": "IncompleteStreamError UnreadableStreamError",
        ".event_stream": "EventStream",
        ".server_sent": "HasLines ServerSentEvent async_server_sent_events server_sent_events",
    },
)
