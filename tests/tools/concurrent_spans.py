"""Make concurrent asynchronous calls with a tool, and print the model and the parent of each.

Each task has a span of its own, which must become the parent of the span of its call.
"""

import asyncio
import contextlib
import json
import sys


async def all_calls(make_client, span):
    from sagemaker_typed import ServiceError

    async def task(number):
        async with span(f"task-{number}"):
            await asyncio.sleep(0.01 * (number % 3))
            with contextlib.suppress(ServiceError):  # it does not exist
                await client.describe_model(model_name=f"model-{number}")

    async with make_client() as client:
        await asyncio.gather(*(task(number) for number in range(20)))


def opentelemetry(make_client):
    from contextlib import asynccontextmanager

    from opentelemetry import trace
    from tools.recorders import opentelemetry_spans

    @asynccontextmanager
    async def span(name):
        with trace.get_tracer("tests").start_as_current_span(name):
            yield

    opentelemetry_spans.start()
    trace.set_tracer_provider(opentelemetry_spans.provider)
    asyncio.run(all_calls(make_client, span))
    spans = opentelemetry_spans.exporter.get_finished_spans()
    names = {one.context.span_id: one.name for one in spans}
    return [names[one.parent.span_id] for one in spans if one.name == "SageMaker.DescribeModel"]


def xray(make_client):
    from aws_xray_sdk.core import xray_recorder
    from aws_xray_sdk.core.async_context import AsyncContext
    from tools.recorders import xray as recorder

    async def calls():
        xray_recorder.configure(context=AsyncContext())  # it is for the loop that runs
        await all_calls(make_client, xray_recorder.in_segment_async)

    recorder.start()
    asyncio.run(calls())
    return [
        segment["name"]
        for segment in xray_recorder.emitter.segments
        for found in segment.get("subsegments", [])
        if found["aws"]["operation"] == "DescribeModel"
    ]


def main():
    tool, url = sys.argv[1:]

    def make_client():
        from tools.calls import OPTIONS

        from sagemaker_typed import AsyncSageMaker

        return AsyncSageMaker(endpoint_url=url, **OPTIONS)

    print(json.dumps(sorted({"opentelemetry": opentelemetry, "xray": xray}[tool](make_client))))


if __name__ == "__main__":
    main()
