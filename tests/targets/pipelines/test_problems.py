"""Problems of definitions are found before anything is sent: all together, each with its path."""

from __future__ import annotations

from typing import Any, cast

import pytest
from helpers.cases import each
from helpers.pipelines import ROLE, churn, output, processing, training

from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import ref
from sagemaker_typed.targets.pipelines import (
    CallbackStep,
    ClarifyCheckStep,
    ClarifyCheckType,
    ConditionStep,
    DefinitionError,
    Dependency,
    EMRServerlessStep,
    EMRStep,
    Equals,
    ExceptionType,
    ExperimentConfig,
    FailStep,
    FloatParameter,
    In,
    IntegerParameter,
    LambdaStep,
    ModelStep,
    Not,
    Or,
    OutputParameter,
    OutputType,
    PipelineDefinition,
    ProcessingStep,
    PropertyFile,
    RegisterModelStep,
    RetryPolicy,
    Step,
    StringParameter,
    TrainingStep,
    Trigger,
    generated_name,
    join,
    json_get,
)


def fail(name: str = "fail", message: Any = "no", **options: Any) -> FailStep:
    return FailStep(name, message, **options)


def train(name: str = "train", **hyper_parameters: Any) -> TrainingStep:
    return TrainingStep(name, training(hyper_parameters))


def process(name: str = "process", output_name: Any = "train", **options: Any) -> ProcessingStep:
    request = processing([], output(output_name, "s3://churn/train", "train"))
    return ProcessingStep(name, request, **options)


def retried(**options: Any) -> Step:
    policy = RetryPolicy(options.pop("exception_types", [ExceptionType.STEP_THROTTLING]), **options)
    step = train()
    step.retry_policies = [policy]
    return step


def problems(*steps: Step, **parts: Any) -> list[str]:
    return [str(problem) for problem in PipelineDefinition(steps, **parts).problems()]


ONE = [
    # Names
    ([fail("no!")], "steps['no!'].name", "'no!' does not match the pattern [A-Za-z0-9\\-_]*"),
    ([fail("")], "steps[''].name", "a name must not be empty"),
    (
        [fail("a" * 65)],
        f"steps['{'a' * 65}'].name",
        f"must be at most 64 characters long, got 65: '{'a' * 65}'",
    ),
    ([fail(), fail()], "steps['fail']", "2 steps have this name; names must be unique"),
    (
        [ConditionStep("c", [Equals(1, 1)], if_steps=[fail("c")])],
        "steps['c']",
        "2 steps have this name; names must be unique",
    ),
    (
        [fail(depends_on=["a", "fial"]), fail("a")],
        "steps['fail'].depends_on[1]",
        "there is no step 'fial'; did you mean 'fail'?",
    ),
    ([fail(depends_on=["other"])], "steps['fail'].depends_on[0]", "there is no step 'other'"),
    (
        [fail(description="a" * 3073)],
        "steps['fail'].description",
        f"must be at most 3072 characters long, got 3073: '{'a' * 80}'...",
    ),
    # References
    (
        [fail(message=ref("Parameters.Limit"))],
        "steps['fail'].error_message",
        "there is no parameter 'Limit'; add it to the parameters of the definition",
    ),
    (
        [fail(message=train().properties.training_job_arn)],
        "steps['fail'].error_message",
        "there is no step 'train'",
    ),
    (
        [train(), fail(message=ref("Steps.trian.TrainingJobArn"))],
        "steps['fail'].error_message",
        "there is no step 'trian'; did you mean 'train'?",
    ),
    (
        [train(), fail(message=join("a", ref("Steps.train")))],
        "steps['fail'].error_message",
        "the step 'train' is not a value; use one of its properties",
    ),
    (
        [fail(), train(a=ref("Steps.fail.ErrorMessage"))],
        "steps['train'].request.hyper_parameters['a']",
        "the step 'fail' ends the execution, and has no properties",
    ),
    (
        [process(), fail(message=process().json_get("report", "a"))],
        "steps['fail'].error_message",
        "the step 'process' has no property file 'report'",
    ),
    (
        [process(), fail(message=process().properties.processing_output_config.outputs["trian"])],
        "steps['fail'].error_message",
        "the step 'process' has no output 'trian'; did you mean 'train'?",
    ),
    (
        [
            LambdaStep("ask", "arn", outputs=[OutputParameter("yes")]),
            fail(message=ref("Steps.ask.OutputParameters['no']")),
        ],
        "steps['fail'].error_message",
        "the step 'ask' has no output parameter 'no'",
    ),
    (
        [ConditionStep("c", [Equals(ref("Steps.a.B"), 1)])],
        "steps['c'].conditions[0].left",
        "there is no step 'a'",
    ),
    (
        [process(property_files=[PropertyFile("r", "tran", "r.json")])],
        "steps['process'].property_files[0].output_name",
        "the step has no output 'tran'; did you mean 'train'?",
    ),
    # Order
    (
        [fail("a", depends_on=["b"]), fail("b", depends_on=["a"])],
        "steps",
        "steps wait for each other: a -> b -> a",
    ),
    ([fail(depends_on=["fail"])], "steps", "steps wait for each other: fail -> fail"),
    (
        [ConditionStep("c", [Equals(ref("Steps.t.TrainingJobArn"), 1)], if_steps=[train("t")])],
        "steps",
        "steps wait for each other: c -> t -> c",
    ),
    # Placeholders
    (
        [fail(message=generated_name)],
        "steps['fail'].error_message",
        "generated_name is only for the name that a step generates",
    ),
    (
        [fail(message=join("a", cast("Any", {})))],
        "steps['fail'].error_message",
        "a dict cannot be part of an expression",
    ),
    (
        [fail(message=join("a", None))],
        "steps['fail'].error_message",
        "a NoneType cannot be part of an expression",
    ),
    (
        [CallbackStep("wait", "url", inputs={"a": [json_get(generated_name, "a")]})],
        "steps['wait'].inputs['a'][0]",
        "generated_name is only for the name that a step generates",
    ),
    # Values
    (
        [fail(message=StringParameter("a"))],
        "steps['fail'].error_message",
        "the parameter 'a' is not a value; use its ref",
    ),
    (
        [ConditionStep("c", [Equals(cast("Any", StringParameter("a")), 1)])],
        "steps['c'].conditions[0].left",
        "the parameter 'a' is not a value; use its ref",
    ),
    (
        [LambdaStep("ask", "arn", inputs={"a": [float("nan")]})],
        "steps['ask'].inputs['a'][0]",
        "JSON has no nan",
    ),
    (
        [fail(unknown_members={"A": object()})],
        "steps['fail'].unknown_members['A']",
        "JSON has no object",
    ),
    # Requests
    (
        [ModelStep("m", sm.CreateModelRequest(model_name="no!"))],
        "steps['m'].request.model_name",
        "'no!' does not match the pattern [a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?",
    ),
    (
        [ModelStep("m", sm.CreateModelRequest(model_name=cast("Any", None)))],
        "steps['m'].request.model_name",
        "required by CreateModelRequest, but missing; generated_name lets the pipeline generate it",
    ),
    # Options
    (
        [retried(exception_types=[])],
        "steps['train'].retry_policies[0].exception_types",
        "at least one exception type is needed",
    ),
    (
        [retried(exception_types=cast("Any", ["Step.THROTLING"]))],
        "steps['train'].retry_policies[0].exception_types[0]",
        "'Step.THROTLING' is not a value of ExceptionType; did you mean Step.THROTTLING?",
    ),
    (
        [retried(max_attempts=21)],
        "steps['train'].retry_policies[0].max_attempts",
        "21 is greater than the maximum, 20",
    ),
    (
        [retried(max_attempts=0)],
        "steps['train'].retry_policies[0].max_attempts",
        "0 is less than the minimum, 1",
    ),
    (
        [retried(interval_seconds=-1)],
        "steps['train'].retry_policies[0].interval_seconds",
        "-1 is less than the minimum, 0",
    ),
    (
        [retried(backoff_rate=-0.5)],
        "steps['train'].retry_policies[0].backoff_rate",
        "-0.5 is less than the minimum, 0",
    ),
    (
        [retried(expire_after_minutes=14401)],
        "steps['train'].retry_policies[0].expire_after_minutes",
        "14,401 is greater than the maximum, 14,400",
    ),
    (
        [retried(max_attempts=1, expire_after_minutes=1)],
        "steps['train'].retry_policies[0]",
        "only one of max_attempts and expire_after_minutes is allowed",
    ),
    (
        [fail("a"), fail(depends_on=[Dependency("a", cast("Any", "Fail"))])],
        "steps['fail'].depends_on[0].trigger",
        "'Fail' is not a value of Trigger; did you mean Failed?",
    ),
    (
        [LambdaStep("ask", "arn", outputs=[OutputParameter("a", cast("Any", 5))])],
        "steps['ask'].outputs[0].type",
        "5 is not a value of OutputType; expected one of String, Integer, Boolean, Float",
    ),
    (
        [
            ClarifyCheckStep(
                "c", processing([], output("a", "s3://a/b", "c")), check_type=cast("Any", "BIAS")
            )
        ],
        "steps['c'].check_type",
        "'BIAS' is not a value of ClarifyCheckType; did you mean DATA_BIAS or MODEL_BIAS?",
    ),
    ([EMRStep("e", step_config={})], "steps['e']", "needs either cluster_id or cluster_config"),
    (
        [EMRStep("e", step_config={}, cluster_id="j", cluster_config={})],
        "steps['e']",
        "needs either cluster_id or cluster_config",
    ),
    (
        [EMRServerlessStep("e", execution_role_arn=ROLE, job_config={})],
        "steps['e']",
        "needs either application_id or application_config",
    ),
]


@each(("steps", "path", "message"), ONE, ids=lambda case: f"{case[1]}: {case[2]}")
def test_problem_of_a_step_has_its_path(steps: list[Step], path: str, message: str) -> None:
    assert problems(*steps) == [f"{path}: {message}"]


PARAMETERS = [
    (
        StringParameter("no no"),
        "parameters['no no'].name",
        "'no no' does not match the pattern [A-Za-z0-9\\-_]*",
    ),
    (StringParameter("a", cast("Any", 5)), "parameters['a'].default", "expected str, not int"),
    (
        StringParameter("a", "c", values=["a", "b"]),
        "parameters['a'].default",
        "'c' is not one of the values a, b",
    ),
    (IntegerParameter("a", cast("Any", True)), "parameters['a'].default", "expected int, not bool"),
    (IntegerParameter("a", cast("Any", 1.5)), "parameters['a'].default", "expected int, not float"),
    (FloatParameter("a", float("inf")), "parameters['a'].default", "JSON has no inf"),
    (FloatParameter("a", cast("Any", "1")), "parameters['a'].default", "expected float, not str"),
]


@each(("parameter", "path", "message"), PARAMETERS, ids=lambda case: f"{case[1]}: {case[2]}")
def test_problem_of_a_parameter_has_its_path(parameter: Any, path: str, message: str) -> None:
    assert problems(fail(), parameters=[parameter]) == [f"{path}: {message}"]


def test_parameters_are_unique_and_limited() -> None:
    parameters = [StringParameter(f"p{number}") for number in range(201)]
    assert problems(fail(), parameters=[*parameters, parameters[7]]) == [
        "parameters: 202 parameters, but at most 200 are allowed",
        "parameters['p7']: 2 parameters have this name; names must be unique",
    ]


def test_placeholders_of_the_experiment_and_of_unknown_members_are_checked() -> None:
    experiment = ExperimentConfig(ref("Parameters.A"), ref("Execution.PipelineExecutionId"))
    assert problems(fail(), experiment=experiment, unknown_members={"New": [ref("Steps.x.y")]}) == [
        "experiment.experiment_name: there is no parameter 'A'; add it to the parameters of the "
        "definition",
        "unknown_members['New'][0]: there is no step 'x'",
    ]


VALID: list[Step] = [
    fail(message=ref("Execution.Newer")),
    fail(message=ref("ForEach.CurrentItem")),
    retried(exception_types=[ExceptionType.open("Step.NEWER")], max_attempts=ref("Execution.A")),
    process(
        output_name=ref("Execution.PipelineName"), property_files=[PropertyFile("a", "b", "c")]
    ),
    ClarifyCheckStep(
        "c", processing([], output("a", "s3://a/b", "c")), check_type=ClarifyCheckType.DATA_BIAS
    ),
    LambdaStep("ask", "arn", outputs=[OutputParameter("a", OutputType.FLOAT)]),
    fail(description=None, display_name="With spaces, and ümlauts"),
]


def test_unusual_steps_have_no_problems() -> None:
    for step in VALID:
        assert problems(step) == []


def test_output_of_a_step_whose_outputs_are_placeholders_is_not_checked() -> None:
    request = processing([], output("train", "s3://churn/train", "train"))
    step = ProcessingStep("process", request, property_files=[PropertyFile("a", "b", "c")])
    used = fail(message=ref("Steps.process.ProcessingOutputConfig.Outputs['b'].OutputName"))
    for outputs in (ref("Execution.A"), sm.ProcessingOutputConfig(outputs=ref("Execution.A"))):
        request.processing_output_config = outputs
        assert problems(step, used) == []
    request.processing_output_config = None
    assert len(problems(step, used)) == 2


def test_dependency_on_a_completed_step_is_its_name() -> None:
    step = fail(depends_on=[Dependency("a")])
    assert step.depends_on == ["a"]
    step.depends_on = [train(), Dependency("a"), Dependency(train("b"), Trigger.FAILED)]
    assert step.depends_on == ["train", "a", Dependency("b", Trigger.FAILED)]


def test_dependency_on_a_step_inside_a_condition_step_is_allowed() -> None:
    inner = train("inner")
    condition = ConditionStep("c", [Equals(1, 1)], if_steps=[inner])
    after = fail(message=inner.properties.training_job_arn, depends_on=["inner", condition])
    assert problems(condition, after) == []
    assert problems(condition, fail(depends_on=[Dependency(inner, Trigger.ANY)])) == []


def test_all_problems_are_reported_together() -> None:
    definition = churn()
    definition.parameters = []
    definition.steps = [*definition.steps, fail("process")]
    with pytest.raises(DefinitionError) as refused:
        definition.to_json()
    assert str(refused.value).splitlines() == [
        "the pipeline definition is not valid:",
        *(f"  - {problem}" for problem in definition.problems()),
    ]
    assert len(refused.value.problems) == 5
    assert {type(step) for problem in refused.value.problems for step in problem.steps} > {str}


@pytest.mark.parametrize("items", [[5], ["a"], [training({})], [TrainingStep]], ids=range(4))
def test_steps_and_parameters_of_other_classes_are_refused(items: Any) -> None:
    (message,) = problems(*items)
    assert message.startswith("steps[0]: expected a Step, not ")
    (message,) = problems(fail(), parameters=items)
    assert message.startswith("parameters[0]: expected a Parameter, not ")
    (message,) = problems(ConditionStep("c", [Equals(1, 1)], if_steps=items))
    assert message.startswith("steps['c'].if_steps[0]: expected a Step, not ")


def test_conditions_and_policies_of_other_classes_are_refused() -> None:
    other: Any = "other"
    assert problems(ConditionStep("c", [other, Not(Not(other)), Or([other])])) == [
        "steps['c'].conditions[0]: expected a Condition, not str",
        "steps['c'].conditions[1].condition.condition: expected a Condition, not str",
        "steps['c'].conditions[2].conditions[0]: expected a Condition, not str",
    ]
    step = TrainingStep("train", training({}), retry_policies=[other])
    assert problems(step) == ["steps['train'].retry_policies[0]: expected a RetryPolicy, not str"]


def test_values_that_conditions_do_not_compare_are_refused() -> None:
    wrong: Any = [None, {"a": 1}, [2]]
    conditions = [Equals(wrong[0], wrong[1]), Not(In(wrong[2], [1, *wrong])), Or([In("a", [0])])]
    assert [
        message.partition(": expected a str, ")[0]
        for message in problems(ConditionStep("c", conditions))
    ] == [
        "steps['c'].conditions[0].left",
        "steps['c'].conditions[0].right",
        "steps['c'].conditions[1].condition.value",
        "steps['c'].conditions[1].condition.values[1]",
        "steps['c'].conditions[1].condition.values[2]",
        "steps['c'].conditions[1].condition.values[3]",
    ]


def test_str_in_place_of_a_list_is_refused() -> None:
    for make in (
        lambda: fail(depends_on="train"),
        lambda: In("a", "abc"),
        lambda: RetryPolicy(cast("Any", "Step.THROTTLING")),
    ):
        with pytest.raises(TypeError, match=r"takes a list, not '.*'; put it in \[\.\.\.\]"):
            make()


def test_map_that_would_be_an_expression_is_refused() -> None:
    expected = "the pipeline would evaluate it, because its only key is 'Get'"
    (message,) = problems(TrainingStep("train", training({"Get": "1"})))
    assert message.startswith(f"steps['train'].request.hyper_parameters: {expected}")
    (message,) = problems(LambdaStep("ask", "arn", inputs={"a": [{"Get": "b"}]}))
    assert message.startswith(f"steps['ask'].inputs['a'][0]: {expected}")
    assert problems(LambdaStep("ask", "arn", inputs={"a": {"Get": "b", "c": 1}})) == []


def test_values_that_json_does_not_have_are_refused() -> None:
    inputs: dict[Any, Any] = {"a": float("nan"), "b": [{1}], "c d": {2: b"x"}}
    assert problems(LambdaStep("ask", "arn", inputs=inputs)) == [
        "steps['ask'].inputs['a']: JSON has no nan",
        "steps['ask'].inputs['b'][0]: JSON has no set",
        "steps['ask'].inputs['c d']: JSON has no int as a key, only str",
        "steps['ask'].inputs['c d']['2']: JSON has no bytes",
    ]
    assert problems(LambdaStep("ask", "arn", inputs={"c d": {2: 3}})) == [
        "steps['ask'].inputs['c d']: JSON has no int as a key, only str"
    ]
    inputs["a"] = inputs
    assert problems(LambdaStep("ask", "arn", inputs=inputs)) == [
        "the definition is nested too deeply, or contains itself"
    ]


@pytest.mark.parametrize("expression", ["$.name", "{% $a %}", "Param.A", "steps.A.B", "Steps", ""])
def test_expressions_of_other_targets_and_misspelt_ones_are_refused(expression: str) -> None:
    (message,) = problems(fail(message=ref(expression)))
    assert "is not an expression of a pipeline" in message


def test_placeholder_in_a_sensitive_field_is_not_shown() -> None:
    card = sm.ModelPackageModelCard(
        model_card_content=ref("Parameters.hunter2"), model_card_status=sm.ModelCardStatus.DRAFT
    )
    request = sm.CreateModelPackageRequest(model_package_group_name="churn", model_card=card)
    assert problems(RegisterModelStep("register", request)) == [
        "steps['register'].request.model_card.model_card_content: the placeholder is not an "
        "expression of this pipeline"
    ]


def test_definition_that_is_too_long_is_refused() -> None:
    step = LambdaStep("ask", "arn", inputs={"a": "x" * 1_048_000})
    assert problems(step) == []
    step.inputs = {"a": "x" * 1_048_576}
    empty = PipelineDefinition([LambdaStep("ask", "arn", inputs={"a": ""})])
    length = 1_048_576 + len(empty.to_json())
    assert problems(step) == [
        f"the definition has {length:,} characters, but at most 1,048,576 are allowed"
    ]


def test_step_refuses_the_request_of_another_operation() -> None:
    with pytest.raises(TypeError, match="ModelStep is made of a CreateModelRequest, not of a Crea"):
        ModelStep("m", cast("Any", training({})))
    with pytest.raises(TypeError, match="expected a step or its name, not int"):
        fail(depends_on=[cast("Any", 5)])


# --- parts of a pipeline in a str -----------------------------------------------------------------


@pytest.mark.parametrize("written", ["{}".format, str])
@pytest.mark.parametrize(
    ("part", "message"),
    [
        (StringParameter("bucket"), "the StringParameter 'bucket' .* use its ref, and join"),
        (PropertyFile("report", "out", "a.json"), "the PropertyFile 'report' .* use json_get of"),
        (FailStep("end", "no"), "the FailStep 'end' .* use its name, or one of its properties"),
    ],
)
def test_part_of_a_pipeline_cannot_be_part_of_a_str(
    written: Any, part: object, message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        written(part)
    assert repr(part) == f"{part!r}"


def test_parameter_where_its_ref_is_meant_is_explained() -> None:
    bucket = StringParameter("bucket")
    request = sm.CreateModelRequest(
        model_name=cast("Any", bucket),
        tags=[sm.Tag(key="bucket", value=cast("Any", bucket))],
        primary_container=sm.ContainerDefinition(
            image=join("a", bucket), environment={"BUCKET": cast("Any", bucket)}
        ),
    )
    definition = PipelineDefinition([ModelStep("model", request)], parameters=[bucket])
    found = {
        str(problem).removeprefix("steps['model'].request.") for problem in definition.problems()
    }
    assert found == {
        "model_name: expected str, got StringParameter; use its ref",
        "tags[0].value: expected str, got StringParameter; use its ref",
        "primary_container.environment['BUCKET']: expected str, got StringParameter; use its ref",
        "primary_container.image: a StringParameter cannot be part of an expression; use its ref",
    }


def test_single_item_in_place_of_a_list_is_refused() -> None:
    item: Any = Equals("a", "b")
    step: Any = fail()
    for make, message in (
        (lambda: ConditionStep("c", item), "conditions takes a list, not Equals"),
        (lambda: ConditionStep("c", [], if_steps=step), "if_steps takes a list, not FailStep"),
        (lambda: ConditionStep("c", [], else_steps=step), "else_steps takes a list, not FailStep"),
        (lambda: Or(item), "conditions takes a list, not Equals"),
        (lambda: PipelineDefinition(step), "steps takes a list, not FailStep"),
        (lambda: fail(depends_on=step), "depends_on takes a list, not FailStep"),
        (
            lambda: PipelineDefinition([], parameters=cast("Any", StringParameter("a"))),
            "parameters takes a list, not StringParameter",
        ),
        (
            lambda: process(property_files=PropertyFile("a", "b", "c")),
            "property_files takes a list, not PropertyFile",
        ),
        (
            lambda: LambdaStep("a", "arn", outputs=cast("Any", OutputParameter("a"))),
            "outputs takes a list, not OutputParameter",
        ),
    ):
        with pytest.raises(TypeError, match=rf"^{message}; put it in \[\.\.\.\]"):
            make()
    with pytest.raises(TypeError, match="steps takes a list, not None"):
        PipelineDefinition(cast("Any", None))


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("bucket", "did you mean ref('Parameters.Bucket'), which is parameter.ref?"),
        ("Other", "did you mean ref('Parameters.Other'), which is parameter.ref?"),
        ("end", "a step is not a value; use one of its properties"),
    ],
)
def test_name_without_its_scope_is_refused(expression: str, hint: str) -> None:
    step = fail("end", ref(expression))
    definition = PipelineDefinition([step], parameters=[StringParameter("Bucket")])
    [problem] = definition.problems()
    assert problem.message == (f"ref({expression!r}) is not an expression of a pipeline; {hint}")
