"""The generator: botocore's service model in, the typed package out.

Run it with ``python -m sagemaker_typed.codegen``. It needs the ``codegen`` extra; nothing else in
``sagemaker_typed`` imports it.
"""
