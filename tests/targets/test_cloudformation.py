"""Requests become resources of CloudFormation, and resources become requests."""

from __future__ import annotations

import copy
import json
import pickle
import re
from typing import Any, cast

import attrs
import pytest
from helpers.cases import each
from helpers.cloudformation import (
    MODEL_CARD,
    TYPES,
    fitting_request,
    full_request,
    noun,
    with_references,
)
from helpers.samples import service_model

from sagemaker_typed import ConversionError, ViolationError
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.runtime import InvokeEndpointRequest
from sagemaker_typed.targets import Placeholder
from sagemaker_typed.targets.cloudformation import (
    ResourceType,
    from_cloudformation,
    intrinsic,
    ref,
    sub,
    to_cloudformation,
)
from sagemaker_typed.targets.cloudformation.rows import OPERATIONS, RENAMED, RESPELT, TOKENS
from sagemaker_typed.targets.cloudformation.schema import properties_of
from sagemaker_typed.targets.cloudformation.table import ROWS


class OfAnotherTarget(Placeholder):
    """A placeholder that CloudFormation does not know."""


def endpoint_config(**fields: Any) -> sm.CreateEndpointConfigRequest:
    variant = sm.ProductionVariant(variant_name="blue", model_name="churn")
    request = sm.CreateEndpointConfigRequest(
        endpoint_config_name="churn-blue", production_variants=[variant]
    )
    return attrs.evolve(request, **fields)


def refusal(resource: Any, *cls: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        from_cloudformation(resource, *cls)
    return str(caught.value)


# --- every resource type --------------------------------------------------------------------------


def without_token(request: Any, resource_type: ResourceType) -> Any:
    names = TOKENS.get(noun(resource_type), frozenset())
    fields = {name: None for name, wire in request.__wire_names__.items() if wire in names}
    return attrs.evolve(request, **fields)


@each("resource_type", TYPES, ids=noun)
def test_resource_of_every_type_is_read_as_it_was_written(resource_type: ResourceType) -> None:
    for request in (fitting_request(resource_type), with_references(resource_type)):
        resource = to_cloudformation(request, resource_type=resource_type.name)
        assert json.loads(json.dumps(resource)) == resource
        read = from_cloudformation(resource, resource_type.request)
        assert read == without_token(request, resource_type)
        assert from_cloudformation(resource) == read


@each("resource_type", [one for one in TYPES if not one.is_exact], ids=noun)
def test_every_member_without_a_property_is_refused(resource_type: ResourceType) -> None:
    with pytest.raises(ConversionError) as caught:
        to_cloudformation(full_request(resource_type), resource_type=resource_type.name)
    problems = caught.value.problems
    assert all("has no property for" in one.message for one in problems)
    found = {one.path.replace("[0]", "[]") for one in problems}
    # The keys of maps differ.
    assert {path for path in resource_type.missing if "[...]" not in path} <= found
    assert len(found) == len(resource_type.missing)


def test_rows_have_an_effect() -> None:
    requests = {noun(one): one.request for one in TYPES}
    for name, operation in OPERATIONS.items():
        assert requests[name].__operation__ == operation
        assert not hasattr(sm, f"Create{name}Request")
    for structure, renamed in {**RENAMED, **RESPELT}.items():
        assert structure in ROWS
        for wire in renamed:
            assert (wire in properties_of(structure)) == (
                structure in RESPELT or wire == "PipelineDefinition"
            )
    for name, tokens in TOKENS.items():
        shape = service_model().operation_model(requests[name].__operation__).input_shape
        assert shape is not None
        assert tokens == {*shape.metadata.get("idempotencyToken", ())} or all(
            shape.members[token].metadata.get("idempotencyToken") for token in tokens
        )
        assert not tokens & properties_of(name).keys()


# --- references and functions ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (ref("Role"), {"Ref": "Role"}),
        (ref("AWS::Region"), {"Ref": "AWS::Region"}),
        (ref("AWS::NoValue"), {"Ref": "AWS::NoValue"}),
        (ref("Role.Arn"), {"Fn::GetAtt": ["Role", "Arn"]}),
        (ref("Stack.Outputs.Arn"), {"Fn::GetAtt": ["Stack", "Outputs.Arn"]}),
        (sub("${Name}-a"), {"Fn::Sub": "${Name}-a"}),
        (sub("${b}-a", b=ref("B")), {"Fn::Sub": ["${b}-a", {"b": {"Ref": "B"}}]}),
        (
            intrinsic({"Fn::If": ["Large", {"Fn::ImportValue": "a"}, ref("AWS::NoValue")]}),
            {"Fn::If": ["Large", {"Fn::ImportValue": "a"}, {"Ref": "AWS::NoValue"}]},
        ),
    ],
)
def test_placeholders_are_references_and_functions(value: Any, form: Any) -> None:
    request = endpoint_config(tags=value, kms_key_id=value, production_variants=[value])
    properties = to_cloudformation(request)["Properties"]
    assert properties["Tags"] == properties["KmsKeyId"] == form
    assert properties["ProductionVariants"] == [form]
    read = from_cloudformation({"Type": "AWS::SageMaker::EndpointConfig", "Properties": properties})
    assert to_cloudformation(read)["Properties"] == properties
    assert isinstance(read, sm.CreateEndpointConfigRequest)
    assert isinstance(read.kms_key_id, Placeholder)


def test_attribute_of_the_short_form_is_read() -> None:
    properties = {"ModelName": {"Fn::GetAtt": "Other.ModelName"}}
    read = from_cloudformation({"Type": "AWS::SageMaker::Model", "Properties": properties})
    assert read == sm.CreateModelRequest(model_name=ref("Other.ModelName"))


def test_functions_are_compared_copied_and_pickled() -> None:
    value = sub("${Name}-a", Name=ref("Role"))
    assert value == sub("${Name}-a", Name=ref("Role")) != sub("${Name}-b")
    assert copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value
    assert eval(repr(value), {"intrinsic": intrinsic, "ref": ref}) == value


@pytest.mark.parametrize("value", [{}, {"Ref": "a", "Fn::Sub": "b"}, {"Role": 1}, "Role", None])
def test_other_values_are_no_function(value: Any) -> None:
    with pytest.raises(ValueError, match="an intrinsic function is a dict with one key"):
        intrinsic(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (ref("$.name"), "neither the name of a parameter or resource"),
        (ref("{{ ds }}"), "neither the name of a parameter or resource"),
        (ref("Role."), "neither the name of a parameter or resource"),
        (OfAnotherTarget(), "belongs to another target"),
        (sub("${a}", a=ref("$.name")), "neither the name of a parameter or resource"),
    ],
)
def test_other_placeholders_are_refused_with_their_path(value: Any, message: str) -> None:
    variant = sm.ProductionVariant(variant_name="blue", model_name=value)
    with pytest.raises(ConversionError, match=message) as caught:
        to_cloudformation(endpoint_config(production_variants=[variant]))
    assert [one.path for one in caught.value.problems] == ["production_variants[0].model_name"]


# --- writing --------------------------------------------------------------------------------------


def test_resource_has_its_attributes() -> None:
    resource = to_cloudformation(
        sm.CreateEndpointRequest(endpoint_name="churn", endpoint_config_name=ref("Config")),
        properties={"RetainAllVariantProperties": ref("Retain")},
        depends_on=("Config", "Role"),
        condition="Live",
        deletion_policy="Retain",
        update_replace_policy="Delete",
        metadata={"team": ref("Team")},
    )
    assert resource == {
        "Type": "AWS::SageMaker::Endpoint",
        "DependsOn": ["Config", "Role"],
        "Condition": "Live",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Delete",
        "Metadata": {"team": {"Ref": "Team"}},
        "Properties": {
            "EndpointName": "churn",
            "EndpointConfigName": {"Ref": "Config"},
            "RetainAllVariantProperties": {"Ref": "Retain"},
        },
    }
    alone = to_cloudformation(endpoint_config(), depends_on="Model")
    assert alone["DependsOn"] == "Model"
    assert alone.keys() == {"Type", "DependsOn", "Properties"}


def test_members_with_other_names_and_forms() -> None:
    image = sm.CreateImageRequest(image_name="a", role_arn=ref("Role.Arn"), display_name="A")
    assert to_cloudformation(image)["Properties"] == {
        "ImageName": "a",
        "ImageRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
        "ImageDisplayName": "A",
    }
    location = sm.PipelineDefinitionS3Location(bucket="pipes", object_key="a.json", version_id="1")
    pipeline = sm.CreatePipelineRequest(
        pipeline_name="a",
        role_arn=ref("Role.Arn"),
        client_request_token="t" * 32,
        pipeline_definition_s3_location=location,
    )
    definition = to_cloudformation(pipeline)["Properties"]["PipelineDefinition"]
    where = {"Bucket": "pipes", "Key": "a.json", "Version": "1"}
    assert definition == {"PipelineDefinitionS3Location": where}
    container = sm.ContainerConfig(container_environment_variables={"A": "1", "B": ref("B")})
    config = sm.CreateAppImageConfigRequest(
        app_image_config_name="a",
        jupyter_lab_app_image_config=sm.JupyterLabAppImageConfig(container_config=container),
    )
    (written,) = to_cloudformation(config)["Properties"]["JupyterLabAppImageConfig"].values()
    assert written["ContainerEnvironmentVariables"] == [
        {"Key": "A", "Value": "1"},
        {"Key": "B", "Value": {"Ref": "B"}},
    ]


def test_json_of_a_model_card_has_the_names_of_properties() -> None:
    card = sm.CreateModelCardRequest(
        model_card_name="a",
        content=json.dumps(MODEL_CARD),
        model_card_status=sm.ModelCardStatus.DRAFT,
    )
    resource = to_cloudformation(card)
    (detail,) = resource["Properties"]["Content"]["EvaluationDetails"]
    assert detail["Metadata"] == {"key_one": "value"}
    assert detail["MetricGroups"][0]["MetricData"][1]["Value"] == [[0.5, 1]]
    read = from_cloudformation(resource, sm.CreateModelCardRequest)
    assert json.loads(read.content) == MODEL_CARD
    for content, message in [
        ("{", "content: CloudFormation takes an object here, and the str is not JSON"),
        (
            '{"model_overvew": {}}',
            "content['<sensitive>']: CloudFormation has no property for it; did you mean "
            "model_overview?",
        ),
    ]:
        with pytest.raises(ConversionError) as caught:
            to_cloudformation(attrs.evolve(card, content=content))
        assert str(caught.value).endswith(message)
    resource["Properties"]["Content"]["ModelOverview"]["ModelName"] = {"Ref": "Name"}
    assert "which cannot have references inside" in refusal(resource)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"deletion_policy": "retain"}, "deletion_policy: 'retain' is not a policy; did you mean"),
        ({"update_replace_policy": 5}, "update_replace_policy: 5 is not a policy; use Delete"),
        ({"condition": 5}, "condition: expected a str, got int"),
        ({"depends_on": ref("A")}, "depends_on: expected logical IDs, got Reference"),
        ({"depends_on": ["A", 5]}, "depends_on[1]: expected a logical ID, got int"),
        ({"properties": "a"}, "properties: expected a dict, got str"),
        ({"properties": {"EndpointConfigName": "b"}}, "is a member of the request; set it only"),
        ({"metadata": {"a": [{1}]}}, "metadata['a'][0]: a template has no set"),
        ({"metadata": {"a": ref("$.a")}}, "metadata['a']: ref('$.a') is neither"),
    ],
    ids=range(9),
)
def test_attributes_with_a_wrong_value_are_refused(arguments: Any, message: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        to_cloudformation(endpoint_config(), **arguments)
    assert message in str(caught.value)


def test_function_shares_nothing_with_its_argument() -> None:
    function: dict[str, Any] = {"Fn::Join": ["/", ["a", ref("B")]]}
    placeholder = intrinsic(function)
    function["Fn::Join"][1].append("c")
    assert placeholder == intrinsic({"Fn::Join": ["/", ["a", ref("B")]]})


def test_nothing_of_a_sensitive_member_is_in_an_error() -> None:
    def error_of(content: Any) -> str:
        card = sm.CreateModelCardRequest(
            model_card_name="a", content=content, model_card_status=sm.ModelCardStatus.DRAFT
        )
        with pytest.raises(ConversionError) as caught:
            to_cloudformation(card)
        return str(caught.value)

    secret = {"hunter2": {"model_overview": 1}, "model_overview": {"hunter2": 1}}
    properties = {"ModelCardName": "a", "ModelCardStatus": "Draft", "Content": secret}
    read = refusal({"Type": "AWS::SageMaker::ModelCard", "Properties": properties})
    for text in (error_of(json.dumps(secret)), error_of(ref("hunter2!")), read):
        assert "hunter2" not in text
        assert "ontent" in text


def test_device_is_a_resource_of_its_own() -> None:
    devices = [sm.Device(device_name=name) for name in ("one", "two")]
    one = sm.RegisterDevicesRequest(device_fleet_name="fleet", devices=devices[:1])
    assert to_cloudformation(one)["Properties"]["Device"] == {"DeviceName": "one"}
    with pytest.raises(ConversionError, match=r"devices: .*Device has one item, got 2"):
        to_cloudformation(attrs.evolve(one, devices=devices))


def test_resource_type_of_a_request_with_several() -> None:
    trial = sm.CreateTrialComponentRequest(trial_component_name="a")
    assert to_cloudformation(trial)["Type"] == "AWS::SageMaker::TrialComponent"
    name = "AWS::SageMaker::ExperimentTrialComponent"
    assert to_cloudformation(trial, resource_type=name)["Type"] == name
    with pytest.raises(
        ValueError, match=r"has the properties of .* or .*, not of AWS::SageMaker::M"
    ):
        to_cloudformation(trial, resource_type="AWS::SageMaker::Model")


def test_property_that_only_cloudformation_requires() -> None:
    app = sm.CreateAppRequest(domain_id="d-1", app_type=sm.AppType.JUPYTER_LAB, app_name="default")
    with pytest.raises(ConversionError, match="App requires UserProfileName here, unlike the serv"):
        to_cloudformation(app)
    assert to_cloudformation(app, properties={"UserProfileName": "u"})["Type"].endswith("App")


def test_requests_that_are_no_resource_are_refused() -> None:
    job = sm.StopTrainingJobRequest(training_job_name="a")
    with pytest.raises(
        ValueError, match="no resource type in CloudFormation's schemas in cfn-lint"
    ):
        to_cloudformation(job)
    update = sm.UpdateEndpointRequest(endpoint_name="a", endpoint_config_name="b")
    with pytest.raises(ValueError, match="use CreateEndpointRequest, of AWS::SageMaker::Endpoint"):
        to_cloudformation(update)
    with pytest.raises(ValueError, match="no resource type"):
        to_cloudformation(InvokeEndpointRequest(endpoint_name="a", body=b""))
    untyped: Any = {"ModelName": "a"}
    with pytest.raises(TypeError, match="to_cloudformation takes a request, such as"):
        to_cloudformation(untyped)
    with pytest.raises(ViolationError, match="endpoint_config_name"):
        to_cloudformation(attrs.evolve(endpoint_config(), endpoint_config_name="churn!"))
    with pytest.raises(ValueError, match=r"no property 'Colour' in .*; add it to the result"):
        to_cloudformation(endpoint_config(), properties={"Colour": True})
    with pytest.raises(ValueError, match=r"did you mean VpcConfig\?"):
        to_cloudformation(endpoint_config(), properties={"VPCConfigs": {}})


# --- reading --------------------------------------------------------------------------------------


def test_numbers_and_bools_are_read_as_cloudformation_converts_them() -> None:
    properties = {
        "ProductionVariants": [
            {
                "VariantName": 1,
                "ModelName": "churn",
                "InitialInstanceCount": "2",
                "InitialVariantWeight": "0.5",
                "EnableSSMAccess": "true",
            }
        ],
        "EnableNetworkIsolation": "False",
        "EndpointConfigName": "a",
    }
    resource = {"Type": "AWS::SageMaker::EndpointConfig", "Properties": properties}
    read = from_cloudformation(resource, sm.CreateEndpointConfigRequest)
    (variant,) = read.production_variants
    assert (variant.variant_name, variant.initial_instance_count) == ("1", 2)
    assert (variant.initial_variant_weight, variant.enable_ssm_access) == (0.5, True)
    assert read.enable_network_isolation is False
    environment = {"Environment": {"DEBUG": True, "LEVEL": 3}, "Image": "a"}
    model = {"Type": "AWS::SageMaker::Model", "Properties": {"PrimaryContainer": environment}}
    found = from_cloudformation(model, sm.CreateModelRequest).primary_container
    assert found is not None
    assert found.environment == {"DEBUG": "true", "LEVEL": "3"}


def test_name_that_is_left_to_cloudformation() -> None:
    read = from_cloudformation({"Type": "AWS::SageMaker::Model"}, sm.CreateModelRequest)
    assert read == sm.CreateModelRequest(model_name=ref("AWS::NoValue"))
    assert to_cloudformation(read)["Properties"] == {"ModelName": {"Ref": "AWS::NoValue"}}
    assert "RoleArn: required by" in refusal({"Type": "AWS::SageMaker::Pipeline"})


@pytest.mark.parametrize(
    ("resource", "message"),
    [
        ({"Type": "AWS::S3::Bucket"}, "AWS::S3::Bucket is not a resource type of SageMaker"),
        ({"Type": "AWS::SageMaker::Modle"}, "did you mean AWS::SageMaker::Model?"),
        ({"Properties": {}}, "a resource has a Type"),
        ({"Type": "AWS::SageMaker::Model", "Properties": []}, "Properties is not an object"),
        (
            {"Type": "AWS::SageMaker::Model", "Properties": {"ModelNam": "a"}},
            "ModelNam: AWS::SageMaker::Model has no such property; did you mean ModelName?",
        ),
        (
            {"Type": "AWS::SageMaker::Endpoint", "Properties": {"RetainDeploymentConfig": True}},
            "RetainDeploymentConfig: CreateEndpointRequest has no member for it",
        ),
        (
            {"Type": "AWS::SageMaker::Image", "Properties": {"RoleArn": "a", "ImageName": "a"}},
            "RoleArn: AWS::SageMaker::Image has no such property; did you mean ImageRoleArn?",
        ),
        (
            {"Type": "AWS::SageMaker::Model", "Properties": {"ModelName": "a", "Tags": [{"K": 1}]}},
            "Tags[0].K: AWS::SageMaker::Model has no such property",
        ),
        (
            {"Type": "AWS::SageMaker::Model", "Properties": {"ModelName": "a", "Tags": 3}},
            "Tags: expected list, got int",
        ),
        (
            {
                "Type": "AWS::SageMaker::Pipeline",
                "Properties": {"PipelineDefinition": {"Ref": "a"}},
            },
            "a reference to the whole property is the value of no single member",
        ),
        (
            {"Type": "AWS::SageMaker::Pipeline", "Properties": {"PipelineDefinition": {"Body": 1}}},
            "PipelineDefinition.Body: AWS::SageMaker::Pipeline has no such property",
        ),
        (
            {"Type": "AWS::SageMaker::Pipeline", "Properties": {"PipelineDefinition": "{}"}},
            "Pipeline as CreatePipelineRequest: PipelineDefinition: expected an object, got str",
        ),
    ],
)
def test_other_resources_are_refused_with_the_path(resource: Any, message: str) -> None:
    assert message in refusal(resource)


@pytest.mark.parametrize(
    "form",
    [
        {"Ref": "Function.Version"},
        {"Ref": "a-b"},
        {"Fn::GetAtt": ["Stack.Outputs", "Name"]},
        {"Fn::GetAtt": ["Stack", "Outputs.Name"]},
        {"Fn::GetAtt": ["Name"]},
    ],
    ids=range(5),
)
def test_unusual_references_are_written_as_they_were_read(form: Any) -> None:
    resource = {"Type": "AWS::SageMaker::Model", "Properties": {"ModelName": form}}
    assert to_cloudformation(from_cloudformation(resource)) == resource


def test_map_that_would_be_a_reference_is_refused() -> None:
    def model(**environment: str) -> sm.CreateModelRequest:
        container = sm.ContainerDefinition(image="i", environment=environment)
        return sm.CreateModelRequest(model_name="churn", primary_container=container)

    with pytest.raises(
        ConversionError, match=r"primary_container\.environment: .*only key is 'Ref'"
    ):
        to_cloudformation(model(Ref="main"))
    request = model(Ref="main", other="b")
    assert from_cloudformation(to_cloudformation(request)) == request


def test_wrong_arguments_are_refused() -> None:
    resource = {"Type": "AWS::SageMaker::Model", "Properties": {"ModelName": "a"}}
    assert "Model is read as CreateModelRequest, not as" in refusal(resource, sm.CreateHubRequest)
    untyped: Any = from_cloudformation
    with pytest.raises(TypeError, match="a dict, not str"):
        untyped("Resources: {}")
    with pytest.raises(TypeError, match="takes the class of a request, not 'CreateM"):
        untyped(resource, "CreateModelRequest")


# --- mistakes in references -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("${prefix-a", "the ${ at character 0 has no end; write ${Name}"),
        ("${Role}/${prefix", "the ${ at character 8 has no end; write ${Name}"),
        ("${pref}-a", "the text does not have ${prefix}, but ${pref}"),
        ("${!prefix}", "the text does not have ${prefix}; remove the variable"),
    ],
)
def test_text_with_a_mistake_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        sub(text, prefix="x")
    with pytest.raises(TypeError, match="sub takes a str, not int"):
        sub(cast("Any", 5))


@pytest.mark.parametrize(
    "text", ["${prefix}", "${!Kept} ${ prefix } ${AWS::Region}", "$ {} ${prefix}"]
)
def test_text_with_its_variables_is_accepted(text: str) -> None:
    assert sub(text, prefix="x").function == {"Fn::Sub": [text, {"prefix": "x"}]}


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ({"Fn::ImportValu": "a"}, "there is no function Fn::ImportValu; did you mean Fn::Import"),
        ({"Fn::GetAtt": ["Role"]}, "Fn::GetAtt takes a resource and an attribute"),
        ({"Fn::GetAtt": "Role"}, "Fn::GetAtt takes a resource and an attribute"),
        ({"Ref": 5}, "Ref takes a name"),
    ],
)
def test_function_that_cloudformation_does_not_have_is_refused(function: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        intrinsic(function)


@pytest.mark.parametrize(
    "function",
    [{"Fn::Newest": 5}, {"Fn::GetAtt": ["A", {"Ref": "B"}]}, {"Fn::GetAtt": "A.B"}, {"Ref": "A"}],
)
def test_function_of_a_later_cloudformation_is_accepted(function: Any) -> None:
    assert intrinsic(function).function == function


@pytest.mark.parametrize(
    ("value", "passed"),
    [
        ({"Ref": "Name"}, "ref('Name')"),
        ({"Fn::Sub": "a"}, "intrinsic({'Fn::Sub': ...})"),
        ("!Ref Name", "ref('Name')"),
        ("!GetAtt Role.Arn", "ref('Role.Arn')"),
        ("!Sub ${A}", "sub('${A}')"),
        ("!ImportValue a", "intrinsic({'Fn::ImportValue': ...})"),
    ],
)
def test_reference_that_is_not_a_placeholder_is_explained(value: Any, passed: str) -> None:
    request = sm.CreateModelRequest(model_name=value, execution_role_arn=ref("Role.Arn"))
    with pytest.raises(ViolationError) as caught:
        to_cloudformation(request)
    assert all(
        one.message.endswith(f"; for a reference, pass {passed}") for one in caught.value.violations
    )


def test_short_form_in_a_member_of_any_text_is_refused() -> None:
    container = sm.ContainerDefinition(image="a", environment={"A": "!Ref Name", "B": "!x y"})
    request = sm.CreateModelRequest(
        model_name="a", execution_role_arn=ref("Role.Arn"), primary_container=container
    )
    with pytest.raises(ConversionError) as caught:
        to_cloudformation(request)
    [problem] = caught.value.problems
    assert str(problem) == (
        "primary_container.environment['A']: '!Ref Name' would be text, not a reference; pass "
        "ref('Name')"
    )


@pytest.mark.parametrize("name", ["ExecutionRoleArn", "PrimaryContainer"])
def test_resource_that_is_nested_too_deeply_is_refused(name: str) -> None:
    value: Any = "a"
    for _ in range(3_000):
        value = {"Fn::Sub": value}
    assert "Properties are nested too deeply" in refusal(
        {"Type": "AWS::SageMaker::Model", "Properties": {name: value}}
    )
