"""Which expressions are accepted, and how those that are not are explained."""

from __future__ import annotations

import pytest

from sagemaker_typed import ConversionError
from sagemaker_typed import sagemaker as sm
from sagemaker_typed.targets import Placeholder, ref, to_task
from sagemaker_typed.targets.step_functions import QueryLanguage

# The verdicts of asl-path-validator 0.16.1 (npm) for payload templates.
ACCEPTED = (
    *("$", "$.name", "$['a b'][0].c", "$..book[?(@.price < 10)]", "$variable", "$item.name[1]"),
    *("$$", "$$.Execution.Name", "$a.b", "$$.a", "$.a[?(@.b=='c')].d", "$.é", "$.a-b"),
    *(
        r"$.store\.book",
        r"$.foo\@bar.baz\[\[.\?pretty",
        "$['store'][0]['book']",
        "$[1:3]",
        "$[*].a",
    ),
    *("States.UUID()", r"States.Array($.a, 'it\'s', 1, true, null)", "States.Array()"),
    *("States.Format('{}-{}', $.a, $$.Execution.Name)", r"States.Array('a\{b')"),
    *("States.Format('s3://{}/{}', $.b, States.ArrayGetItem($.keys, 0))", "States.MathAdd($.a,1)"),
)
REFUSED = (
    *("$..", "$ a", "$.a b", "$[", "$.a[", "$$a", " $.a", "name", "States.", "States.UUID"),
    *("States.Fromat('a')", "States.Format('a'", "States.Array('a)", "States.Array($.a))"),
    *("States.MathAdd ($.a, 1)", "", "{{name}}"),
)
# The name of a variable starts with a letter, which the validator does not check.
REFUSED_BY_THE_SPECIFICATION = ("$1", "$-a")


def written(expression: object, language: QueryLanguage | None = None) -> object:
    state = to_task(
        sm.DescribeModelRequest(model_name=expression),  # type: ignore[arg-type]
        query_language=language,
    )
    return state.get("Parameters") or state["Arguments"]


@pytest.mark.parametrize("expression", ACCEPTED)
def test_jsonpath_is_the_value_of_a_name_with_a_suffix(expression: str) -> None:
    assert written(ref(expression)) == {"ModelName.$": expression}


@pytest.mark.parametrize("expression", ["{% $states.input.name %}", "{%$a%}", "{% 'x' & 1 %}"])
def test_jsonata_is_a_value(expression: str) -> None:
    assert written(ref(expression)) == {"ModelName": expression}


@pytest.mark.parametrize("expression", [*REFUSED, *REFUSED_BY_THE_SPECIFICATION, "{% $a", "{%  %}"])
def test_other_expression_is_refused_with_its_path(expression: str) -> None:
    with pytest.raises(ConversionError) as refused:
        written(ref(expression))
    (problem,) = refused.value.problems
    assert problem.path == "model_name"
    assert problem.message.startswith(repr(ref(expression)))


@pytest.mark.parametrize(
    ("expression", "language", "words"),
    [
        ("name", None, r"did you mean ref\('\$\.name'\)\?"),
        ("model.name", "JSONata", r"did you mean ref\('{% \$states\.input\.model\.name %}'\)\?"),
        (" $.a", None, "remove the spaces around it"),
        ("States.Fromat('a')", None, r"States\.Fromat; did you mean States\.Format\?"),
        ("States.Array('it's')", None, r"write \\' for a quote in a str"),
        ("{% $a", None, r"does not end with %}"),
        ("{% %}", None, "is empty"),
        ("$.a", "JSONata", r"ref\('\$\.a'\) is JSONPath, but the task is JSONata; write all"),
        ("{% $a %}", "JSONPath", r"is JSONata, but the task is JSONPath; write all expressions"),
    ],
)
def test_refusal_says_what_to_write(
    expression: str, language: QueryLanguage | None, words: str
) -> None:
    with pytest.raises(ConversionError, match=words):
        written(ref(expression), language)


def test_languages_are_not_mixed() -> None:
    request = sm.CreateEndpointRequest(
        endpoint_name=ref("$.name"), endpoint_config_name=ref("{% $states.input.name %}")
    )
    with pytest.raises(ConversionError, match=r"endpoint_config_name: .* is JSONata, but the task"):
        to_task(request)


def test_placeholder_of_another_target_is_refused() -> None:
    with pytest.raises(ConversionError, match="a placeholder of another target"):
        written(Placeholder())
