"""The logs of jobs, endpoints and clusters, which SageMaker writes to CloudWatch Logs.

``client.logs(sm.DescribeTrainingJobRequest(training_job_name="churn-7"))`` reads them.
"""

from sagemaker_typed._lazy import publish

from .event import LogEvent

__all__ = ["LogEvent"]

publish(__name__)
