"""``client.plan``: what it says, for resources in every state."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any, cast

import attrs
import pytest
from helpers.account import READING, Account, config, endpoint
from helpers.cases import each
from helpers.planned import PLANNED, request_of

from sagemaker_typed import Plan, SageMaker, SageMakerRuntime, ViolationError, from_boto
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.defaults import Defaults
from sagemaker_typed.planning import NotPlannableError, Step
from sagemaker_typed.sagemaker.errors import ValidationException

ROLE = "arn:aws:iam::123456789012:role/sagemaker"


def tags(**values: str) -> list[sm.Tag]:
    return [sm.Tag(key=key, value=value) for key, value in values.items()]


@pytest.fixture
def account() -> Account:
    return Account()


def planned(account: Account, *requests: Any, **options: Any) -> Plan:
    """Return the plan, once it is certain that it changes nothing."""
    before = copy.deepcopy([vars(kept) for kept in account.resources])
    account.forget_calls()
    plan = account.client.plan(requests[0] if len(requests) == 1 else [*requests], **options)
    assert all(name.startswith(READING) for name in account.operations)
    assert [vars(kept) for kept in account.resources] == before
    return plan


def test_resource_that_does_not_exist_is_created(account: Account) -> None:
    request = endpoint()
    plan = planned(account, request)

    assert (plan.action, plan.reasons) == ("create", ("it does not exist",))
    assert not plan.differences
    (step,) = plan.steps
    assert (step.request, step.resource, step.calls) == (request, "Endpoint 'churn'", (request,))
    assert step.description is None
    assert account.operations == ["DescribeEndpoint"]


def test_review_of_several_steps(account: Account) -> None:
    account.client.ensure([config(), endpoint(tags=tags(team="a"))])
    plan = planned(
        account,
        config(2),
        config(name="green"),
        endpoint("green", tags=tags(team="b", cost="1")),
    )

    assert plan.action == "replace"
    assert str(plan) == "\n".join(
        [
            "replace EndpointConfig 'blue'",
            "  ~ production_variants['all'].initial_instance_count: 1 -> 2",
            "  because there is no operation UpdateEndpointConfig",
            "create EndpointConfig 'green'",
            "  because it does not exist",
            "update Endpoint 'churn'",
            "  ~ endpoint_config_name: 'blue' -> 'green'",
            "  ~ tags['team']: 'a' -> 'b'",
            "  + tags['cost']: '1'",
            "  because UpdateEndpoint can change it",
            "  because AddTags can change it",
        ]
    )
    assert len(plan.differences) == 4
    steps: Any = plan.to_dict()["steps"]
    assert [step["calls"] for step in steps] == [
        ["DeleteEndpointConfig", "CreateEndpointConfig"],
        ["CreateEndpointConfig"],
        ["UpdateEndpoint", "AddTags"],
    ]


def test_plan_as_json(account: Account) -> None:
    account.client.ensure(config())
    plan = planned(account, config(2))

    assert json.loads(json.dumps(plan.to_dict())) == {
        "action": "replace",
        "steps": [
            {
                "resource": "EndpointConfig 'blue'",
                "action": "replace",
                "reasons": ["there is no operation UpdateEndpointConfig"],
                "differences": [
                    {
                        "path": "production_variants['all'].initial_instance_count",
                        "kind": "changed",
                        "old": 1,
                        "new": 2,
                    }
                ],
                "not_compared": [],
                "left_open": [],
                "status": None,
                "calls": ["DeleteEndpointConfig", "CreateEndpointConfig"],
                "is_possible": True,
            }
        ],
    }
    restored: Plan = pickle.loads(pickle.dumps(plan))
    assert restored == plan
    assert isinstance(restored.steps[0], Step)


def test_step_notes_that_it_uses_what_is_replaced(account: Account) -> None:
    account.client.ensure([config(), endpoint()])
    _, step = planned(account, config(2), endpoint()).steps

    assert step.action == "nothing"
    assert "it uses EndpointConfig 'blue', which is replaced before" in step.reasons[-1]


def test_what_the_request_leaves_open_is_shown_on_demand(account: Account) -> None:
    account.client.ensure(
        sm.CreateModelRequest(
            model_name="churn",
            execution_role_arn=ROLE,
            enable_network_isolation=False,
            tags=tags(team="a", **{"aws:stack": "x"}),
        )
    )
    request = sm.CreateModelRequest(model_name="churn", tags=[])

    plan = planned(account, request)
    assert (plan.action, len(plan.steps[0].left_open)) == ("nothing", 0)
    plan = planned(account, request, left_open=True)
    assert plan.action == "nothing"
    assert [one.path for one in plan.steps[0].left_open] == [
        "execution_role_arn",
        "enable_network_isolation",
        "tags['team']",
    ]
    assert "left open by the request:\n    - execution_role_arn: " in str(plan)


def test_other_tags_are_removed_on_demand_but_not_those_of_aws(account: Account) -> None:
    account.client.ensure(endpoint(tags=tags(team="a", old="1", **{"aws:stack": "x"})))
    request = endpoint(tags=tags(team="a"))

    assert planned(account, request).action == "nothing"
    plan = planned(account, request, exact_tags=True)
    assert [str(one) for one in plan.differences] == ["- tags['old']: '1'"]
    account.client.ensure(request, exact_tags=True)
    assert account.only("Endpoint").tags == {"team": "a", "aws:stack": "x"}
    assert planned(account, endpoint(), exact_tags=True).action == "nothing"  # sets no tags
    assert "ListTags" not in account.operations


def test_open_members_inside_lists_are_no_difference(account: Account) -> None:
    account.client.ensure(config())
    variant = account.only("EndpointConfig").members["ProductionVariants"][0]
    variant |= {"InitialVariantWeight": 1.0}
    assert planned(account, config()).action == "nothing"
    (default,) = planned(account, config(), left_open=True).steps[0].left_open
    assert str(default) == "- production_variants['all'].initial_variant_weight: 1.0"


def test_defaults_of_the_client_are_part_of_the_request(account: Account) -> None:
    defaults = Defaults({"tags": [{"key": "team", "value": "a"}]})
    client = SageMaker(client=account.raw, defaults=defaults)
    client.ensure(endpoint())
    assert account.only("Endpoint").tags == {"team": "a"}
    assert client.plan(endpoint()).action == "nothing"
    account.only("Endpoint").tags.clear()
    assert [str(one) for one in client.plan(endpoint()).differences] == ["+ tags['team']: 'a'"]


def test_values_that_only_look_different_are_no_difference(account: Account) -> None:
    request = sm.CreatePipelineRequest(
        pipeline_name="churn",
        role_arn=ROLE,
        client_request_token="a" * 32,
        pipeline_definition='{"Version": "2020-12-01", "Steps": []}',
    )
    account.client.ensure(request)
    again = attrs.evolve(
        request,
        client_request_token="b" * 32,
        pipeline_definition='{"Steps":[],\n"Version":"2020-12-01"}',
        pipeline_description="",
    )
    assert planned(account, again).action == "nothing"
    again.pipeline_definition = '{"Steps": [1]}'
    assert planned(account, again).action == "update"

    arn = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/blue"
    account.client.ensure(endpoint())
    account.only("Endpoint").members["EndpointConfigName"] = arn
    assert planned(account, endpoint()).action == "nothing"
    assert planned(account, endpoint("lue")).action == "update"


def test_what_the_service_does_not_describe_is_named(account: Account) -> None:
    request = sm.CreateHumanTaskUiRequest(
        human_task_ui_name="ui", ui_template=sm.UiTemplate(content="<p>")
    )
    account.client.ensure(request)
    plan = planned(account, request)

    assert plan.differences.not_compared == ("ui_template.content",)
    assert plan.reasons == ("it has everything that the service describes",)
    assert str(plan).endswith("\n  not compared: ui_template.content")


def test_secrets_are_not_shown(account: Account) -> None:
    def workforce(client: str, secret: str) -> sm.CreateWorkforceRequest:
        return from_boto(
            sm.CreateWorkforceRequest,
            {
                "WorkforceName": "w",
                "OidcConfig": {
                    "ClientId": client,
                    "ClientSecret": secret,
                    **dict.fromkeys(
                        [
                            "Issuer",
                            "AuthorizationEndpoint",
                            "TokenEndpoint",
                            "UserInfoEndpoint",
                            "LogoutEndpoint",
                            "JwksUri",
                        ],
                        "https://x",
                    ),
                },
            },
        )

    account.client.ensure(workforce("a", "hush-1"))
    plan = planned(account, workforce("b", "hush-2"))

    assert plan.action == "update"
    for text in (str(plan), repr(plan), repr(plan.steps[0].calls), json.dumps(plan.to_dict())):
        assert "hush" not in text


STATES = {
    "InService": ("nothing", "it is as requested"),
    "Updating": ("nothing", "it is Updating, and ensure waits for it"),
    "SystemUpdating": ("nothing", "it is SystemUpdating, and ensure waits for it"),
    "OutOfService": ("nothing", "it is as requested"),
    "UpdateRollbackFailed": ("nothing", "it is as requested"),
    "Deleting": ("create", "it is Deleting, and ensure waits until it is gone"),
    "Failed": ("replace", "it is Failed: no capacity"),
}


@each("status", STATES)
def test_status_of_the_resource(status: str) -> None:
    account = Account()
    account.client.ensure(endpoint())
    account.only("Endpoint").statuses = [status]
    account.only("Endpoint").described = {"FailureReason": "no capacity"}
    plan = planned(account, endpoint())

    action, reason = STATES[status]
    assert (plan.action, plan.reasons[0]) == (action, reason)
    assert plan.steps[0].status == status


def test_status_of_a_running_experiment_is_steady(account: Account) -> None:
    request = request_of(next(one for one in PLANNED if one.noun == "InferenceExperiment"))
    account.client.ensure(request)
    account.only("InferenceExperiment").statuses = ["Running"]
    assert planned(account, request).reasons == ("it is as requested",)
    account.only("InferenceExperiment").statuses = ["Starting"]
    assert planned(account, request).reasons[0] == "it is Starting, and ensure waits for it"


def test_deleted_resource_that_is_still_described_is_created(account: Account) -> None:
    app = sm.CreateAppRequest(
        domain_id="d-1", user_profile_name="u", app_type=sm.AppType.JUPYTER_LAB, app_name="default"
    )
    account.client.ensure(app)
    account.only("App").statuses = ["Deleted"]
    plan = planned(account, app)

    assert (plan.action, plan.reasons) == ("create", ("it is Deleted",))
    assert plan.steps[0].resource == "App 'd-1' 'JupyterLab' 'default' 'u'"


def test_status_that_the_request_sets_is_a_setting(account: Account) -> None:
    def card(status: sm.ModelCardStatus) -> sm.CreateModelCardRequest:
        return sm.CreateModelCardRequest(
            model_card_name="card", content="{}", model_card_status=status
        )

    account.client.ensure(card(sm.ModelCardStatus.PENDING_REVIEW))
    plan = planned(account, card(sm.ModelCardStatus.APPROVED))

    assert (plan.action, plan.steps[0].status) == ("update", None)
    both = attrs.evolve(card(sm.ModelCardStatus.APPROVED), content='{"a": 1}')
    assert [call.__operation__ for call in planned(account, both).steps[0].calls] == [
        "UpdateModelCard",
        "UpdateModelCard",
    ]


def test_jobs_cannot_be_replaced(account: Account) -> None:
    job = sm.CreateEdgePackagingJobRequest(
        edge_packaging_job_name="pack",
        compilation_job_name="compiled",
        model_name="m",
        model_version="1",
        role_arn=ROLE,
        output_config=sm.EdgeOutputConfig(s3_output_location="s3://bucket"),
    )
    account.client.ensure(job)
    step = planned(account, attrs.evolve(job, model_version="2")).steps[0]

    assert (step.action, step.is_possible, step.calls) == ("replace", False, ())
    assert step.reasons == (
        "there is no operation UpdateEdgePackagingJob",
        "there is no operation DeleteEdgePackagingJob, so it cannot be replaced: use another name",
    )


def domain(name: str = "research", **fields: Any) -> sm.CreateDomainRequest:
    return sm.CreateDomainRequest(
        domain_name=name,
        auth_mode=sm.AuthMode.IAM,
        default_user_settings=sm.UserSettings(execution_role=ROLE),
        **fields,
    )


def test_resource_with_an_id_is_found_by_listing(account: Account) -> None:
    assert planned(account, domain()).action == "create"
    account.client.ensure([domain(), domain("other")])
    plan = planned(account, domain(app_network_access_type=sm.AppNetworkAccessType.VPC_ONLY))

    assert account.operations == ["ListDomains", "DescribeDomain"]
    assert plan.action == "update"
    (call,) = plan.steps[0].calls
    assert isinstance(call, sm.UpdateDomainRequest)
    assert call == sm.UpdateDomainRequest(
        domain_id="000000000001", app_network_access_type=sm.AppNetworkAccessType.VPC_ONLY
    )


def test_name_of_several_resources_is_refused(account: Account) -> None:
    account.client.ensure(domain())
    other = copy.deepcopy(account.only("Domain"))
    other.identifier = other.identifier.replace("1", "2")
    account.resources.append(other)

    with pytest.raises(NotPlannableError) as caught:
        account.client.plan(domain())
    assert "Domain 'research' is not unique: 000000000001 and 000000000002" in str(caught.value)


def test_update_takes_what_it_requires_from_the_description(account: Account) -> None:
    def quota(description: str) -> sm.CreateComputeQuotaRequest:
        return sm.CreateComputeQuotaRequest(
            name="team",
            cluster_arn="arn",
            compute_quota_config=sm.ComputeQuotaConfig(),
            compute_quota_target=sm.ComputeQuotaTarget(team_name="team"),
            description=description,
        )

    account.client.ensure(quota("a"))
    account.only("ComputeQuota").described = {"ComputeQuotaVersion": 7}
    (call,) = planned(account, quota("b")).steps[0].calls

    assert call == sm.UpdateComputeQuotaRequest(
        compute_quota_id="000000000001", target_version=7, description="b"
    )


def features(*names: str, **fields: Any) -> sm.CreateFeatureGroupRequest:
    return sm.CreateFeatureGroupRequest(
        feature_group_name="customers",
        record_identifier_feature_name="id",
        event_time_feature_name="at",
        feature_definitions=[
            sm.FeatureDefinition(feature_name=name, feature_type=sm.FeatureType.STRING)
            for name in ("id", "at", *names)
        ],
        **fields,
    )


def test_items_that_can_only_be_added(account: Account) -> None:
    account.client.ensure(features())
    (call,) = planned(account, features("age")).steps[0].calls

    assert isinstance(call, sm.UpdateFeatureGroupRequest)
    assert [one.feature_name for one in call.feature_additions or ()] == ["age"]
    account.client.ensure(features("age"))
    assert planned(account, features("age")).action == "nothing"
    plan = planned(account, features())
    assert plan.action == "replace"
    assert plan.reasons == ("UpdateFeatureGroup cannot change feature_definitions['age']",)


def test_description_with_several_pages(account: Account) -> None:
    request = features("age", "city")
    account.client.ensure(request)
    whole = account.answer

    def first_or_second_half(operation: str, members: dict[str, Any]) -> dict[str, Any]:
        found = whole(operation, members)
        if operation == "DescribeFeatureGroup":
            half = slice(2, None) if "NextToken" in members else slice(2)
            found["FeatureDefinitions"] = found["FeatureDefinitions"][half]
            found["NextToken"] = "" if "NextToken" in members else "more"
        return found

    cast("Any", account).answer = first_or_second_half
    assert planned(account, request).action == "nothing"
    account.client.ensure(features("age", "city", "zip"))
    assert account.changes == ["UpdateFeatureGroup"]
    (step,) = planned(account, features("age", "city", "zip")).steps
    assert isinstance(step.description, sm.DescribeFeatureGroupResponse)
    assert [one.feature_name for one in step.description.feature_definitions] == [
        *("id", "at", "age", "city", "zip")
    ]


def test_items_and_keys_that_are_removed(account: Account) -> None:
    def cluster(*groups: str) -> sm.CreateClusterRequest:
        return sm.CreateClusterRequest(
            cluster_name="c",
            instance_groups=[
                sm.ClusterInstanceGroupSpecification(
                    instance_count=1, instance_group_name=name, execution_role=ROLE
                )
                for name in groups
            ],
        )

    def action(**properties: str) -> sm.CreateActionRequest:
        return sm.CreateActionRequest(
            action_name="a",
            action_type="t",
            source=sm.ActionSource(source_uri="s3://b"),
            properties=properties,
        )

    account.client.ensure([cluster("head", "workers"), action(a="1", b="2")])
    update, other = (
        step.calls[0] for step in planned(account, cluster("head"), action(b="3")).steps
    )

    assert isinstance(update, sm.UpdateClusterRequest)
    assert update.instance_groups_to_delete == ["workers"]
    assert [one.instance_group_name for one in update.instance_groups or ()] == ["head"]
    assert other == sm.UpdateActionRequest(
        action_name="a", properties={"b": "3"}, properties_to_remove=["a"]
    )
    account.client.ensure([cluster("head"), action(b="3")])
    assert planned(account, cluster("head"), action(b="3")).action == "nothing"
    (call,) = planned(account, action()).steps[0].calls
    assert call == sm.UpdateActionRequest(action_name="a", properties_to_remove=["b"])


def test_lists_that_are_emptied(account: Account) -> None:
    def notebook(*repositories: str) -> sm.CreateNotebookInstanceRequest:
        return sm.CreateNotebookInstanceRequest(
            notebook_instance_name="lab",
            instance_type=sm.InstanceType.ML_T3_MEDIUM,
            role_arn=ROLE,
            additional_code_repositories=[*repositories],
        )

    account.client.ensure(notebook("a", "b"))
    (call,) = planned(account, notebook()).steps[0].calls
    assert call == sm.UpdateNotebookInstanceRequest(
        notebook_instance_name="lab", disassociate_additional_code_repositories=True
    )


def test_part_of_a_member_can_be_updated(account: Account) -> None:
    def repository(branch: str, secret: str) -> sm.CreateCodeRepositoryRequest:
        return sm.CreateCodeRepositoryRequest(
            code_repository_name="code",
            git_config=sm.GitConfig(
                repository_url="https://example.org", branch=branch, secret_arn=secret
            ),
        )

    account.client.ensure(repository("main", "a"))
    plan = planned(account, repository("main", "b"))
    assert plan.steps[0].calls == (
        sm.UpdateCodeRepositoryRequest(
            code_repository_name="code", git_config=sm.GitConfigForUpdate(secret_arn="b")
        ),
    )
    plan = planned(account, repository("dev", "b"))
    assert plan.reasons == ("UpdateCodeRepository cannot change git_config.branch",)


def test_deployment_config_is_sent_but_is_no_difference(account: Account) -> None:
    deployment = sm.DeploymentConfig(auto_rollback_configuration=sm.AutoRollbackConfig())
    account.client.ensure(endpoint())
    assert planned(account, endpoint(deployment_config=deployment)).action == "nothing"
    (call,) = planned(account, endpoint("green", deployment_config=deployment)).steps[0].calls
    assert call == sm.UpdateEndpointRequest(
        endpoint_name="churn", endpoint_config_name="green", deployment_config=deployment
    )


WRONG: dict[str, tuple[Any, type[Exception], str]] = {
    "an update": (
        sm.UpdateEndpointRequest(endpoint_name="a", endpoint_config_name="b"),
        TypeError,
        "expected a create request, such as CreateEndpointRequest(...), got UpdateEndpointRequest: "
        "plan and ensure take the request that creates the resource, also for one that exists",
    ),
    "a listing": (
        sm.ListModelsRequest(),
        TypeError,
        "such as CreateEndpointRequest(...), got ListModelsRequest",
    ),
    "a dict": ({"EndpointName": "a"}, TypeError, "got dict; use from_boto("),
    "a class": (sm.CreateEndpointRequest, TypeError, "got the class CreateEndpointRequest"),
    "a name": ("churn", TypeError, "expected a create request, such as CreateEndpointRequest(...)"),
    "nothing": (None, TypeError, "got NoneType"),
    "in a list": ([endpoint(), 3], TypeError, "got int"),
    "no resource": (
        sm.CreatePresignedDomainUrlRequest(domain_id="d-1", user_profile_name="u"),
        NotPlannableError,
        "CreatePresignedDomainUrl cannot be planned: there is no operation "
        "DescribePresignedDomainUrl; send the request instead",
    ),
    "versions": (
        sm.CreateImageVersionRequest(base_image="b", client_token="t", image_name="i"),
        ValueError,
        "CreateImageVersion cannot be planned: each call adds a version to the image",
    ),
    "without a name": (
        sm.CreateModelPackageRequest(model_package_group_name="g"),
        NotPlannableError,
        "a CreateModelPackageRequest without model_package_name creates another ModelPackage each "
        "time, so there is nothing to compare it with; set model_package_name, or send it",
    ),
    "invalid": (
        [
            endpoint(),
            sm.CreateEndpointConfigRequest(
                endpoint_config_name="", production_variants=cast("Any", 3)
            ),
        ],
        ViolationError,
        "production_variants",
    ),
}


@each("name", WRONG)
def test_wrong_requests_are_refused_before_anything_is_sent(name: str) -> None:
    account = Account()
    request, error, message = WRONG[name]
    for method in (account.client.plan, account.client.ensure):
        with pytest.raises(error) as caught:
            method(request)
        assert message in str(caught.value)
    assert not account.calls


def test_request_of_another_service_is_refused() -> None:
    runtime = SageMakerRuntime(
        region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with pytest.raises(TypeError, match="'sagemaker', but SageMakerRuntime sends"):
        runtime.plan(cast("Any", endpoint()))


def test_requests_can_come_from_a_generator(account: Account) -> None:
    plan = account.client.plan(config(name=name) for name in ("a", "b"))
    assert [step.resource for step in plan.steps] == ["EndpointConfig 'a'", "EndpointConfig 'b'"]
    assert (account.client.plan([]).action, str(account.client.plan([]))) == ("nothing", "")


def test_two_requests_for_one_resource_are_refused(account: Account) -> None:
    with pytest.raises(ValueError, match="2 requests are for Endpoint 'churn'"):
        account.client.plan([endpoint("blue"), config(), endpoint("green")])


def test_class_of_a_user_is_planned_like_its_base(account: Account) -> None:
    class OurEndpoint(sm.CreateEndpointRequest):
        """A subclass."""

    account.client.ensure(endpoint())
    request = OurEndpoint(endpoint_name="churn", endpoint_config_name="green")
    assert planned(account, request).action == "update"


def test_errors_of_the_service_are_raised(account: Account) -> None:
    account.fails("DescribeEndpoint", "refused")
    with pytest.raises(ValidationException, match="role is wrong"):
        account.client.plan(endpoint())


def pipeline(definition: str) -> sm.CreatePipelineRequest:
    return sm.CreatePipelineRequest(
        pipeline_name="churn",
        pipeline_definition=definition,
        client_request_token="t" * 32,
        role_arn=ROLE,
    )


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        ('{"a": 1, "b": [true]}', '{"b":[true],"a":1}', "nothing"),
        ('{"a": true}', '{"a": 1}', "update"),
        ('{"a": 0}', '{"a": false}', "update"),
        ('{"a": 1, "a": 2}', '{"a": 2}', "update"),
        ("[" * 5_000 + "]" * 5_000, "[" * 5_000 + " ]" + "]" * 4_999, "update"),
    ],
    ids=["order", "true and 1", "0 and false", "key that occurs twice", "nested deeply"],
)
def test_json_is_compared_by_its_content(account: Account, old: str, new: str, action: str) -> None:
    account.client.ensure(pipeline(old))
    assert planned(account, pipeline(new)).action == action


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("prod", "arn:aws:sns:eu-west-1:123456789012:prod"),
        ('{"a":1}', '{"a": 1}'),
        (None, ""),
    ],
    ids=["ARN", "JSON", "empty"],
)
def test_entries_of_maps_are_texts_of_the_user(account: Account, old: str | None, new: str) -> None:
    def model(value: str | None) -> sm.CreateModelRequest:
        environment = {"A": "a"} | ({} if value is None else {"TARGET": value})
        return sm.CreateModelRequest(
            model_name="churn",
            primary_container=sm.ContainerDefinition(image="churn:1", environment=environment),
        )

    account.client.ensure(model(old))
    assert [one.path for one in planned(account, model(new)).differences] == [
        "primary_container.environment['TARGET']"
    ]


def test_arn_of_another_account_is_not_the_name(account: Account) -> None:
    def with_model(name: str) -> sm.CreateEndpointConfigRequest:
        request = config()
        request.production_variants[0].model_name = name
        return request

    account.client.ensure(with_model("churn"))
    own = "arn:aws:sagemaker:eu-west-1:123456789012:model/churn"
    assert planned(account, with_model(own)).action == "nothing"
    for other in (own.replace("1234", "9999"), own.replace("eu-west-1", "us-west-2")):
        assert planned(account, with_model(other)).action == "replace"


def test_secret_json_is_compared_by_its_content(account: Account) -> None:
    def card(content: str) -> sm.CreateModelCardRequest:
        return sm.CreateModelCardRequest(
            model_card_name="churn", content=content, model_card_status=sm.ModelCardStatus.DRAFT
        )

    account.client.ensure(card('{"a":1}'))
    assert planned(account, card('{"a": 1}')).action == "nothing"
    plan = planned(account, card('{"a": 2}'))
    assert plan.action == "update"
    assert '"a"' not in str(plan)
