"""String and number literals in generated code evaluate to the original value."""

from __future__ import annotations

import ast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sagemaker_typed.codegen.write.literals import docstring, number_literal, text_literal

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("\"'\\\n\r\0{}%#\u2028\u202e\ud800a ")
)
QUICK = settings(max_examples=300, deadline=None)


@QUICK
@given(text=ANY_TEXT)
@example(text="'\"\\")
@example(text="\\")
@example(text='\\"')
def test_text_literal_is_one_constant_on_one_line(text: str) -> None:
    source = text_literal(text)

    (statement,) = ast.parse(source).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert statement.value.value == text
    assert source.isprintable()


@QUICK
@given(text=ANY_TEXT)
@example(text='"""')
@example(text='ends with """')
@example(text='""""')
@example(text='\\"""')
@example(text='ends with "')
@example(text="ends with \\")
def test_docstring_is_one_constant(text: str) -> None:
    source = f'"""{docstring(text)}"""'

    (statement,) = ast.parse(source).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert statement.value.value == text
    assert source.replace("\n", "").isprintable()


@QUICK
@given(before=ANY_TEXT, after=ANY_TEXT)
def test_docstrings_can_be_concatenated(before: str, after: str) -> None:
    assert ast.literal_eval(f'"""{docstring(before)}{docstring(after)}"""') == before + after


@pytest.mark.parametrize(
    ("number", "source"),
    [
        (0, "0"),
        (1, "1"),
        (-1, "-1"),
        (1.0, "1"),
        (0.5, "0.5"),
        (1e-7, "1e-07"),
        (2**63 - 1, "9223372036854775807"),
        (-(2**63), "-9223372036854775808"),
    ],
)
def test_whole_numbers_are_written_without_a_fraction(number: float, source: str) -> None:
    assert number_literal(number) == source


@QUICK
@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**64), 2**64))
def test_number_literal_round_trip(number: float) -> None:
    assert ast.literal_eval(number_literal(number)) == number
