"""Defaults fill what a request leaves open, and never what is set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

import boto3
import botocore.session
import pytest
import time_machine
from botocore.stub import Stubber
from helpers.boto_calls import SETTINGS, Recorder, SentError, boto_client
from moto import mock_aws

from sagemaker_typed import AsyncSageMaker, ConversionError, SageMaker, ViolationError, to_boto
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.defaults import Defaults, Rule

ROLE: Final = "arn:aws:iam::123456789012:role/sagemaker"
OTHER_ROLE: Final = "arn:aws:iam::123456789012:role/other"
KEY: Final = "arn:aws:kms:eu-west-1:123456789012:key/1"
VALUES: Final[dict[str, Any]] = {
    "role_arn": ROLE,
    "execution_role_arn": ROLE,
    "enable_network_isolation": True,
    "vpc_config": {"subnets": ["subnet-1", "subnet-2"], "security_group_ids": ["sg-1"]},
    "output_data_config": {"kms_key_id": KEY},
    "resource_config": {"volume_kms_key_id": KEY},
    "production_variants": {"volume_size_in_gb": 50},
    "tags": [{"key": "team", "value": "ml"}, {"key": "stage", "value": "test"}],
}
TOML: Final = f"""
[[rules]]
requests = "CreateTrainingJob"
names = "big-*"
[rules.values.resource_config]
volume_size_in_gb = 500

[[rules]]
regions = ["eu-*"]
[rules.values]
role_arn = "{ROLE}"
vpc_config.subnets = ["subnet-1"]
vpc_config.security_group_ids = ["sg-1"]
tags = [{{ key = "team", value = "ml" }}]
"""


def training_job(**fields: Any) -> dict[str, Any]:
    return {
        "training_job_name": "churn-7",
        "algorithm_specification": sm.AlgorithmSpecification(
            training_input_mode=sm.TrainingInputMode.FILE
        ),
        "output_data_config": sm.OutputDataConfig(s3_output_path="s3://bucket/churn"),
        "resource_config": sm.ResourceConfig(volume_size_in_gb=10),
        **fields,
    }


def client(defaults: Defaults | None, **options: Any) -> SageMaker:
    return SageMaker(defaults=defaults, **(SETTINGS | options))


def test_defaults_fill_what_is_absent_at_every_depth() -> None:
    request = client(Defaults(VALUES)).defaults.request(
        sm.CreateTrainingJobRequest, **training_job()
    )

    assert request == sm.CreateTrainingJobRequest(
        training_job_name="churn-7",
        role_arn=ROLE,
        algorithm_specification=sm.AlgorithmSpecification(
            training_input_mode=sm.TrainingInputMode.FILE
        ),
        output_data_config=sm.OutputDataConfig(s3_output_path="s3://bucket/churn", kms_key_id=KEY),
        resource_config=sm.ResourceConfig(volume_size_in_gb=10, volume_kms_key_id=KEY),
        enable_network_isolation=True,
        vpc_config=sm.VpcConfig(subnets=["subnet-1", "subnet-2"], security_group_ids=["sg-1"]),
        tags=[sm.Tag(key="team", value="ml"), sm.Tag(key="stage", value="test")],
    )


def test_defaults_do_not_change_what_is_set() -> None:
    made = sm.CreateTrainingJobRequest(
        **training_job(
            role_arn=OTHER_ROLE,
            enable_network_isolation=False,
            vpc_config=sm.VpcConfig(subnets=["subnet-9"], security_group_ids=["sg-9"]),
            output_data_config=sm.OutputDataConfig(s3_output_path="s3://b/c", kms_key_id=""),
            resource_config=sm.ResourceConfig(volume_size_in_gb=10, volume_kms_key_id="mine"),
            tags=[sm.Tag(key="team", value="mine"), sm.Tag(key="stage", value="mine")],
        )
    )
    before = to_boto(made)
    assert client(Defaults(VALUES)).prepared(made) is made
    assert to_boto(made) == before


def test_tags_are_added_by_their_keys() -> None:
    made = sm.CreateModelRequest(model_name="churn", tags=[sm.Tag(key="team", value="mine")])
    filled = client(Defaults(VALUES)).prepared(made)
    assert filled.tags == [sm.Tag(key="team", value="mine"), sm.Tag(key="stage", value="test")]
    assert made.tags == [sm.Tag(key="team", value="mine")]


def test_entries_of_maps_are_added() -> None:
    defaults = Defaults({"environment": {"A": "1", "B": "2"}})
    request = client(defaults).defaults.request(
        sm.CreateTrainingJobRequest, **training_job(role_arn=ROLE, environment={"B": "mine"})
    )
    assert request.environment == {"B": "mine", "A": "1"}


def test_values_for_a_list_fill_each_of_its_structures() -> None:
    variants = [
        sm.ProductionVariant(variant_name="blue", model_name="churn"),
        sm.ProductionVariant(variant_name="green", model_name="churn", volume_size_in_gb=1),
    ]
    request = client(Defaults(VALUES)).prepared(
        sm.CreateEndpointConfigRequest(endpoint_config_name="c", production_variants=variants)
    )
    assert [one.volume_size_in_gb for one in request.production_variants] == [50, 1]
    assert variants[0].volume_size_in_gb is None


def test_structure_is_created_only_if_the_rule_has_its_required_members() -> None:
    defaults = Defaults({"vpc_config": {"subnets": ["subnet-1"]}})
    assert client(defaults).prepared(sm.CreateModelRequest(model_name="churn")).vpc_config is None


def test_structure_that_turns_something_on_is_not_created() -> None:
    """It is filled where it is used."""
    output = {"output_config": {"kms_key_id": KEY}}
    defaults = Defaults({"async_inference_config": output})
    typed = client(defaults)
    plain = sm.CreateEndpointConfigRequest(endpoint_config_name="c", production_variants=[])
    assert typed.prepared(plain) is plain
    used = sm.CreateEndpointConfigRequest(
        endpoint_config_name="c",
        production_variants=[],
        async_inference_config=sm.AsyncInferenceConfig(
            output_config=sm.AsyncInferenceOutputConfig(s3_output_path="s3://b/c")
        ),
    )
    found = typed.prepared(used).async_inference_config
    assert found is not None
    assert found.output_config.kms_key_id == KEY


def test_empty_list_stays_empty() -> None:
    made = sm.CreateModelRequest(model_name="churn", tags=[])
    assert client(Defaults({"tags": VALUES["tags"]})).prepared(made) is made


def test_tags_are_not_added_to_a_version_of_a_model_package() -> None:
    """The service refuses them there."""
    typed = client(Defaults({"tags": VALUES["tags"]}))
    version = sm.CreateModelPackageRequest(model_package_group_name="group")
    assert typed.prepared(version).tags is None
    named = sm.CreateModelPackageRequest(model_package_name="churn")
    assert typed.prepared(named).tags is not None


def test_names_may_be_optional_and_have_only_stars() -> None:
    rule = Rule(names="nightly-*", values={"tags": VALUES["tags"]})
    typed = client(Defaults([rule, Rule(names="[p]*", values={"tags": [{"key": "k", "value": "v"}]})]))
    package = sm.CreateModelPackageRequest(model_package_name="nightly-1")
    assert typed.prepared(package).tags is not None
    assert typed.prepared(sm.CreateModelRequest(model_name="p-1")).tags is None


def test_maps_of_structures_are_merged() -> None:
    values = {"parameters": {"lr": {"number_value": 0.5}, "a": {"string_value": "default"}}}
    typed = client(Defaults([Rule(requests="CreateTrialComponent", values=values)]))
    own = sm.TrialComponentParameterValue(string_value="own")
    made = sm.CreateTrialComponentRequest(trial_component_name="t", parameters={"a": own})
    assert typed.prepared(made).parameters == {
        "a": own,
        "lr": sm.TrialComponentParameterValue(number_value=0.5),
    }


def test_request_of_a_subclass_is_filled() -> None:
    class Model(sm.CreateModelRequest):
        def __init__(self, name: str) -> None:
            super().__init__(model_name=name)

    filled = client(Defaults(VALUES)).prepared(Model("churn"))
    assert type(filled) is Model
    assert filled.execution_role_arn == ROLE


def test_wrong_items_are_left_to_validation() -> None:
    tags: Any = [{"Key": "a", "Value": "b"}, None]
    variants: Any = [{"VariantName": "blue"}]
    typed = client(Defaults(VALUES))
    with pytest.raises(ViolationError, match=r"tags\[0\]"):
        typed.create_model(model_name="churn", tags=tags)
    with pytest.raises(ViolationError, match=r"production_variants\[0\]"):
        typed.create_endpoint_config(endpoint_config_name="c", production_variants=variants)


def test_union_with_a_branch_is_left_alone() -> None:
    defaults = Defaults({"vpc_config": VALUES["vpc_config"]})
    made = sm.CreateClusterRequest(
        cluster_name="hp",
        orchestrator=sm.ClusterOrchestrator(eks=sm.ClusterOrchestratorEksConfig(cluster_arn="a")),
    )
    assert client(defaults).prepared(made).vpc_config is not None


def test_rules_apply_in_order_and_to_what_they_name() -> None:
    defaults = Defaults(
        [
            Rule(requests="CreateModel", values={"tags": [{"key": "k", "value": "model"}]}),
            Rule(requests=["Create*", "Update*"], names="prod-*",
                 values={"tags": [{"key": "k", "value": "prod"}]}),
            Rule(regions="us-*", values={"tags": [{"key": "k", "value": "us"}]}),
            Rule(values={"tags": [{"key": "k", "value": "rest"}]}),
        ]
    )  # fmt: skip

    def tag(request: Any, region: str = "eu-west-1") -> str:
        return str(client(defaults, region_name=region).prepared(request).tags[0].value)

    model = sm.CreateModelRequest(model_name="prod-1")
    config = sm.CreateEndpointConfigRequest(endpoint_config_name="prod-1", production_variants=[])
    assert tag(model) == "model"
    assert tag(config) == "prod"
    config = sm.CreateEndpointConfigRequest(endpoint_config_name="test", production_variants=[])
    assert tag(config) == "rest"
    assert tag(config, "us-west-2") == "us"
    other = client(defaults).with_options(region_name="us-east-1")
    assert other.prepared(config).tags == [sm.Tag(key="k", value="us")]
    # Requests that do not create are left alone, unless a rule names them.
    update = sm.UpdateEndpointRequest(endpoint_name="prod-1", endpoint_config_name="c")
    assert client(defaults).prepared(update) is update


def test_rules_for_an_account_ask_for_it_once() -> None:
    defaults = Defaults(
        [
            Rule(accounts="123456789012", values={"execution_role_arn": ROLE}),
            Rule(accounts=["999999999999"], values={"enable_network_isolation": True}),
        ]
    )
    with mock_aws():
        typed = client(defaults)
        sts: Any = typed._connection.client_of("sts")  # pyright: ignore[reportPrivateUsage]
        asked: list[str] = []

        def note(model: Any, **_: Any) -> None:
            asked.append(model.name)

        sts.meta.events.register("before-call", note)
        for _ in range(2):
            filled = typed.prepared(sm.CreateModelRequest(model_name="churn"))
            assert (filled.execution_role_arn, filled.enable_network_isolation) == (ROLE, None)
    assert asked == ["GetCallerIdentity"]

    wrapping = SageMaker(client=boto_client(), defaults=defaults)
    with pytest.raises(ValueError, match="pass session= instead of client="):
        wrapping.prepared(sm.CreateModelRequest(model_name="churn"))


WAYS: Final[dict[str, Callable[[SageMaker], object]]] = {
    "send": lambda typed: typed.send(sm.CreateModelRequest(model_name="churn")),
    "send_raw": lambda typed: typed.send_raw(sm.CreateModelRequest(model_name="churn")),
    "method": lambda typed: typed.create_model(model_name="churn"),
    "with_options": lambda typed: typed.with_options(headers={"x-a": "b"}).create_model(
        model_name="churn"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_send_a_request_fills_it(way: str) -> None:
    raw = boto_client()
    recorder = Recorder(raw, events=["provide-client-params"])
    typed = SageMaker(client=raw, defaults=Defaults(VALUES))
    with pytest.raises(SentError):
        WAYS[way](typed)
    ((_, arguments),) = recorder.events
    expected = to_boto(typed.prepared(sm.CreateModelRequest(model_name="churn")))
    assert expected["ExecutionRoleArn"] == ROLE
    assert cast("Any", arguments)["params"] == expected


def test_presigned_url_has_the_defaults() -> None:
    raw = boto_client()
    filled = SageMaker(client=raw, defaults=Defaults(VALUES))
    request = sm.CreateModelRequest(model_name="churn")
    with time_machine.travel(0, tick=False):
        url = filled.presigned_url(request)
        assert url == SageMaker(client=raw).presigned_url(filled.prepared(request))
        assert url != SageMaker(client=raw).presigned_url(request)


def test_client_without_defaults_changes_nothing() -> None:
    typed = client(None)
    request = sm.CreateModelRequest(model_name="churn")
    assert typed.prepared(request) is request
    assert typed.defaults.request(sm.CreateModelRequest, model_name="churn") == request
    with pytest.raises(TypeError, match="role_arn"):
        typed.defaults.request(sm.CreateTrainingJobRequest, **training_job())


def test_fields_given_to_request_are_checked_as_by_the_constructor() -> None:
    typed = client(Defaults(VALUES))
    with pytest.raises(TypeError, match="did you mean training_job_name"):
        typed.defaults.request(sm.CreateTrainingJobRequest, training_job_nam="churn")


def test_prepared_refuses_what_is_no_request_of_the_service() -> None:
    from sagemaker_typed.runtime import InvokeEndpointRequest

    with pytest.raises(TypeError, match="InvokeEndpointRequest"):
        client(Defaults(VALUES)).prepared(InvokeEndpointRequest(endpoint_name="e", body=b""))


def test_defaults_must_be_defaults() -> None:
    with pytest.raises(TypeError, match=r"defaults= must be .*Defaults, got dict"):
        client(cast("Any", {"role_arn": ROLE}))


def test_asynchronous_client_fills_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = boto_client()
    defaults = Defaults(VALUES)

    async def calls() -> Any:
        async with AsyncSageMaker(client=raw, defaults=defaults) as typed:
            made = await typed.defaults.request(sm.CreateTrainingJobRequest, **training_job())
            assert made.role_arn == ROLE
            filled = await typed.prepared(sm.CreateModelRequest(model_name="churn"))
            with Stubber(raw) as stubber:
                stubber.add_response("create_model", {"ModelArn": "a" * 20}, to_boto(filled))
                await typed.create_model(model_name="churn")
            return filled

    assert asyncio.run(calls()).execution_role_arn == ROLE


def test_account_is_found_without_blocking_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.get_host_and_port()[1]}")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    defaults = Defaults([Rule(accounts="123456789012", values={"execution_role_arn": ROLE})])

    async def prepared() -> Any:
        async with AsyncSageMaker(defaults=defaults, **SETTINGS) as typed:
            return await typed.prepared(sm.CreateModelRequest(model_name="churn"))

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket of botocore was used")

    monkeypatch.setattr("botocore.httpsession.URLLib3Session._get_connection_manager", refuse)
    try:
        assert asyncio.run(prepared()).execution_role_arn == ROLE
    finally:
        monkeypatch.undo()
        server.stop()


# --- files ----------------------------------------------------------------------------------------


def test_toml_file(tmp_path: Path) -> None:
    path = tmp_path / "sagemaker.toml"
    path.write_text(TOML)
    typed = client(Defaults.from_file(path))
    made = typed.defaults.request(sm.CreateTrainingJobRequest, **training_job())
    assert made.vpc_config == sm.VpcConfig(subnets=["subnet-1"], security_group_ids=["sg-1"])
    assert made.role_arn == ROLE
    assert made.tags == [sm.Tag(key="team", value="ml")]
    big = typed.defaults.request(
        sm.CreateTrainingJobRequest,
        **training_job(training_job_name="big-1", resource_config=sm.ResourceConfig()),
    )
    assert to_boto(big)["ResourceConfig"] == {"VolumeSizeInGB": 500}


def test_yaml_file_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "sagemaker.yml"
    path.write_text(
        "rules:\n"
        "  - accounts: '012345678901'\n"
        "    values:\n"
        "      EnableNetworkIsolation: true\n"
        "      VpcConfig: {Subnets: [subnet-1], SecurityGroupIds: [sg-1]}\n"
    )
    (rule,) = Defaults.from_file(path).rules
    assert rule.accounts == ("012345678901",)
    assert rule.values["EnableNetworkIsolation"] is True


# The structure of the file that the SageMaker Python SDK reads.
SDK: Final = f"""
SchemaVersion: '1.0'
CustomParameters: {{}}
SageMaker:
  PythonSDK:
    Modules: {{}}
  TrainingJob:
    RoleArn: {ROLE}
    EnableNetworkIsolation: true
    OutputDataConfig: {{KmsKeyId: {KEY}}}
    ResourceConfig: {{VolumeKmsKeyId: {KEY}}}
    ProfilerConfig: {{DisableProfiler: true}}
    VpcConfig: {{SecurityGroupIds: [sg-1], Subnets: [subnet-1]}}
    Tags: [{{Key: team, Value: ml}}]
  Model:
    ExecutionRoleArn: {OTHER_ROLE}
    Containers: [{{Image: i}}]
  EndpointConfig:
    KmsKeyId: {KEY}
    ProductionVariants: [{{CoreDumpConfig: {{KmsKeyId: {KEY}}}}}]
  Unheard: {{RoleArn: {ROLE}}}
"""


def test_file_of_the_python_sdk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(SDK)
    defaults = Defaults.from_file(path)
    typed = client(defaults)

    made = typed.defaults.request(sm.CreateTrainingJobRequest, **training_job())
    assert made.role_arn == ROLE
    assert made.output_data_config.kms_key_id == KEY
    assert made.profiler_config == sm.ProfilerConfig(disable_profiler=True)
    model = typed.prepared(sm.CreateModelRequest(model_name="churn"))
    assert (model.execution_role_arn, model.vpc_config) == (OTHER_ROLE, None)
    assert defaults.ignored == (
        "CustomParameters",
        "SageMaker.PythonSDK",
        "SageMaker.Model.Containers",
        "SageMaker.EndpointConfig.ProductionVariants",
        "SageMaker.Unheard",
    )


MISTAKES: Final[dict[str, tuple[Any, list[str]]]] = {
    "misspelt member": (
        {"rules": [{"values": {"role_arm": ROLE}}]},
        ["rules[0].values.role_arm: no request has this member; did you mean 'role_arn'"],
    ),
    "misspelt nested member": (
        {"rules": [{"values": {"vpc_config": {"subnet": ["s"]}}}]},
        ["rules[0].values.vpc_config.subnet: VpcConfig has no such member; did you mean 'subnets'"],
    ),
    "wrong type": (
        {"rules": [{"values": {"enable_network_isolation": "yes"}}]},
        ["rules[0].values.enable_network_isolation: expected bool"],
    ),
    "wrong types of nested members": (
        {"rules": [{"values": {"vpc_config": {"subnets": "s"}, "tags": {"key": 5}}}]},
        ["vpc_config.subnets: must be a list", "tags.key: "],
    ),
    "structure that is not a table": (
        {"rules": [{"values": {"vpc_config": "vpc-1", "environment": "x"}}]},
        ["must be a table of members of VpcConfig", "environment: must be a table"],
    ),
    "item without a required member": (
        {"rules": [{"values": {"tags": [{"key": "team"}]}}]},
        ["rules[0].values.tags[0].value: required by Tag, but missing"],
    ),
    "a bound": (
        {"rules": [{"requests": "CreateTrainingJob", "values": {"role_arn": "x"}}]},
        ["rules[0].values.role_arn: must be at least 20 characters long"],
    ),
    "an enum": (
        {"rules": [{"values": {"resource_config": {"instance_type": "ml.m5.lage"}}}]},
        ["ml.m5.large"],
    ),
    "no operation": (
        {"rules": [{"requests": "CreateTrainingJobs", "values": {}}]},
        ["rules[0].requests: no operation matches"],
    ),
    "account that is a number": (
        {"rules": [{"accounts": 123456789012, "values": {}}]},
        ["rules[0].accounts: must be a str or a list of str; put account ids in quotes"],
    ),
    "misspelt condition": (
        {"rules": [{"region": "eu-*", "value": {}}]},
        ["rules[0].region: a rule has no such key; did you mean 'regions'", "values: is missing"],
    ),
    "other sections": ({"role_arn": ROLE}, ["role_arn: a file of defaults has only", "rules: "]),
}  # fmt: skip


@pytest.mark.parametrize("kind", MISTAKES)
def test_mistakes_in_a_file_are_reported_together(kind: str) -> None:
    data, messages = MISTAKES[kind]
    with pytest.raises(ConversionError) as caught:
        Defaults.from_dict(data)
    for message in messages:
        assert message in str(caught.value)


def test_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    for name, text in (("a.toml", "= 1"), ("a.yaml", "a: [1"), ("a.json", "{}")):
        path = tmp_path / name
        path.write_text(text)
        with pytest.raises(ConversionError, match=r"cannot read .*a\."):
            Defaults.from_file(path)


def test_secrets_are_not_shown() -> None:
    values = {
        "environment": {"PASSWORD": "HUSH"},
        "oidc_config": {"client_secret": "HUSH" * 3},
    }
    defaults = Defaults(values)
    assert "HUSH" not in repr(defaults)
    assert "Create*" in repr(defaults)
    values["oidc_config"] = {"client_secret": "HUSH" * 1000}  # too long
    with pytest.raises(ConversionError) as caught:
        Defaults(values)
    assert "client_secret" in str(caught.value)
    assert "HUSH" not in str(caught.value)


BAD: Final[dict[str, tuple[Callable[[], object], str]]] = {
    "a number as a condition": (
        lambda: Rule(accounts=cast("Any", [123]), values={}), "must be str, got int"
    ),
    "no values": (lambda: Rule(values=cast("Any", None)), "must be a dict, got NoneType"),
    "a path": (lambda: Defaults(cast("Any", "sagemaker.toml")), "use Defaults.from_file"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_wrong_arguments_are_refused(kind: str) -> None:
    make, message = BAD[kind]
    with pytest.raises(TypeError, match=message):
        make()


def test_one_rule_needs_no_list() -> None:
    rule = Rule(values={"execution_role_arn": ROLE})
    assert Defaults(cast("Any", rule)).rules == (rule,)


def test_session_of_botocore_is_enough() -> None:
    session = botocore.session.Session()
    typed = SageMaker(session=session, defaults=Defaults(VALUES), **SETTINGS)
    assert repr(typed.defaults) == "<defaults for eu-west-1: 1 rules>"
