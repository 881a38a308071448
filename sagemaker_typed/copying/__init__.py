"""Make requests from descriptions, other requests and other objects.

::

    described = client.describe_training_job(training_job_name="churn-1")
    request = as_request(sm.CreateTrainingJobRequest, described, training_job_name="churn-2")
"""

from sagemaker_typed._lazy import publish

from .requests import as_request, dropped_members

__all__ = ["as_request", "dropped_members"]

publish(__name__)
