"""Generate the typed package from botocore's service models.

Run it with ``python -m sagemaker_typed.codegen``. It needs the extra ``codegen``. No other part of
``sagemaker_typed`` imports it.
"""
