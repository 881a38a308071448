"""An account in which some resources run and others do not."""

from __future__ import annotations

from typing import Any

from helpers.recipes import training_job

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.local import LocalEngine

ROLE = "arn:aws:iam::123456789012:role/sagemaker"


def set_up(local: LocalEngine) -> None:
    """Start one resource of each kind that is billed by time, and two that are not billed."""
    client = local.sagemaker()
    client.create_model(model_name="churn", execution_role_arn=ROLE)
    blue = sm.ProductionVariant(
        variant_name="blue",
        model_name="churn",
        initial_instance_count=2,
        instance_type=sm.ProductionVariantInstanceType.ML_M5_XLARGE,
    )
    serverless = sm.ProductionVariant(
        variant_name="all",
        model_name="churn",
        serverless_config=sm.ProductionVariantServerlessConfig(
            memory_size_in_mb=2048, max_concurrency=5
        ),
    )
    for name, variant in {"churn": blue, "churn-serverless": serverless}.items():
        client.create_endpoint_config(endpoint_config_name=name, production_variants=[variant])
        client.create_endpoint(endpoint_name=name, endpoint_config_name=name)
    for name in ("lab", "old-lab"):
        client.create_notebook_instance(
            notebook_instance_name=name,
            instance_type=sm.InstanceType.ML_T3_MEDIUM,
            role_arn=ROLE,
        )
        client.wait_until_notebook_instance_in_service(notebook_instance_name=name)
    client.stop_notebook_instance(notebook_instance_name="old-lab")
    domain = client.create_domain(
        domain_name="research",
        auth_mode=sm.AuthMode.IAM,
        default_user_settings=sm.UserSettings(execution_role=ROLE),
    )
    domain_id = domain.domain_id or ""
    client.create_user_profile(domain_id=domain_id, user_profile_name="ana")
    client.create_space(domain_id=domain_id, space_name="ana-lab")
    client.create_app(
        domain_id=domain_id,
        space_name="ana-lab",
        app_type=sm.AppType.JUPYTER_LAB,
        app_name="default",
        resource_spec=sm.ResourceSpec(instance_type=sm.AppInstanceType.ML_T3_LARGE),
    )
    client.create_cluster(
        cluster_name="llm",
        instance_groups=[
            sm.ClusterInstanceGroupSpecification(
                instance_group_name="workers",
                instance_count=2,
                instance_type=sm.ClusterInstanceType.ML_P5_48XLARGE,
                execution_role=ROLE,
                life_cycle_config=sm.ClusterLifeCycleConfig(
                    source_s3_uri="s3://sagemaker-llm/scripts", on_create="on_create.sh"
                ),
            )
        ],
    )
    local.advance(3600)
    client.send(training_job("churn-7"))
    local.advance(60)
    client.create_processing_job(
        processing_job_name="churn-features",
        role_arn=ROLE,
        app_specification=sm.AppSpecification(
            image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1"
        ),
        processing_resources=sm.ProcessingResources(
            cluster_config=sm.ProcessingClusterConfig(
                instance_count=3,
                instance_type=sm.ProcessingInstanceType.ML_M5_LARGE,
                volume_size_in_gb=30,
            )
        ),
    )


def check(local: LocalEngine, names: dict[str, Any]) -> None:
    """Check that all that runs was found, and nothing else."""
    found = [(row["kind"], row["name"], row["type"], row["count"]) for row in names["running"]]
    assert found == [
        ("endpoint", "churn", "ml.m5.xlarge", 2),
        ("notebook", "lab", "ml.t3.medium", 1),
        ("app", "ana-lab/default", "ml.t3.large", 1),
        ("cluster node", "llm", "ml.p5.48xlarge", 1),
        ("cluster node", "llm", "ml.p5.48xlarge", 1),
        ("training", "churn-7", "ml.g5.xlarge", 1),
        ("processing", "churn-features", "ml.m5.large", 3),
    ]
    assert all(row["since"] for row in names["running"])
