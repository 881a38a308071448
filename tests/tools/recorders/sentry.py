"""The spans and breadcrumbs of Sentry."""

import sentry_sdk
from sentry_sdk.integrations.aiohttp import AioHttpIntegration
from sentry_sdk.transport import Transport

events = []


class Kept(Transport):
    """Keeps the events instead of sending them."""

    def capture_envelope(self, envelope):
        """Keep the events of an envelope."""
        events.extend(item.payload.json for item in envelope.items)


def start():
    sentry_sdk.init(
        dsn="http://key@127.0.0.1/1",
        transport=Kept,
        traces_sample_rate=1.0,
        # It adds a span of aiohttp's own to each asynchronous call.
        disabled_integrations=[AioHttpIntegration()],
    )


def record(call):
    events.clear()
    with sentry_sdk.isolation_scope(), sentry_sdk.start_transaction(name="test"):
        request_id = call()
        sentry_sdk.capture_message("done")
    return [
        {
            "breadcrumbs": [
                [crumb["type"], crumb["category"], crumb["data"]]
                for crumb in event.get("breadcrumbs", {}).get("values", [])
                if crumb["category"] != "sagemaker_typed"  # the log of this package
            ],
            "spans": [
                {name: span.get(name) for name in ("op", "description", "data", "tags", "status")}
                for span in event.get("spans", [])
            ],
        }
        for event in events
    ], request_id
