"""The names of the compared sides, shared by rows and bars."""

from __future__ import annotations

RAW, AGAIN = "raw boto3", "raw boto3 again"
BOTOCORE = "botocore alone"
TYPED, WRAPPED = "typed client", "typed client wrapping a boto3 client"
SENT, PARSED = "typed client, send(request)", "typed client, shortcuts=False"
ASYNC, THREADS = "asynchronous client", "raw boto3 in 50 threads"
AIOBOTOCORE = "aiobotocore"
EACH, ASYNC_EACH = "describe_each, 8 workers", "asynchronous describe_each, 8 workers"
LOOP, LOOP_IN_THREADS = "a loop over raw boto3", "raw boto3 in 8 threads"
BY_HAND = "hand-written constructors"
DICTS = "boto3's dicts"

# Packages.
OURS = "sagemaker-typed"
STUBS = "boto3-stubs with mypy-boto3-sagemaker"
LITE = "boto3-stubs-lite with mypy-boto3-sagemaker"
LIBRARIES = "attrs and cattrs alone"
CORE, CAPO, TYPED_SDK = "sagemaker-core", "capo-sagemaker", "typed-boto3-sdk"

# The local engine.
LOCAL, STUB = "local engine", "stub transport"
MANY, FEW = "local engine, 10,000 resources", "local engine, 100 resources"
