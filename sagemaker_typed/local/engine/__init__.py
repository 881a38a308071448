"""A stateful SageMaker for every operation, in this process and without any transport.

::

    engine = Engine(speed=0)
    engine.call("sagemaker", "CreateModel", {"ModelName": "churn", "ExecutionRoleArn": role})
    engine.call("sagemaker", "DescribeModel", {"ModelName": "churn"})
"""
