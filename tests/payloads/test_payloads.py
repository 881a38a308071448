"""JSON, NumPy and CSV payloads of endpoints."""

from __future__ import annotations

import gc
import io
import json
import math
import pickle
import subprocess
import sys
from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any, assert_type

import attrs
import numpy as np
import pandas as pd
import pytest
from helpers.endpoint import Endpoint, endpoint
from helpers.faults import raw_client
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sagemaker_typed import SageMakerRuntime
from sagemaker_typed.payloads import CSV, JSON, NPY, Codec, PayloadError, decode, payload
from sagemaker_typed.runtime import InvokeEndpointResponse
from sagemaker_typed.streaming import ByteStream

FRAME = pd.DataFrame({"name": ["a,b", 'quo"te', ""], "x": [1.5, None, 0.1], "n": [1, 2, 3]})
SECRET = "SECRET"
# The header declares an array that is larger than any memory.
TOO_LARGE = (
    b"\x93NUMPY\x01\x00v\x00"
    + b"{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999999,)}".ljust(117)
    + b"\n"
)
TEXTS = st.text(st.characters(codec="utf-8"))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture(autouse=True)
def without_garbage_collection() -> Generator[None]:
    """Collect no garbage during the test: a collection during a deep recursion can fail."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def served() -> Generator[Endpoint]:
    with endpoint() as running:
        yield running


@pytest.fixture
def client(served: Endpoint) -> SageMakerRuntime:
    return SageMakerRuntime(client=raw_client(served.url, service="sagemaker-runtime"))


def answer(body: bytes, content_type: str | None) -> InvokeEndpointResponse:
    return InvokeEndpointResponse(body=ByteStream(body), content_type=content_type)


# --- with an endpoint -----------------------------------------------------------------------------


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | NUMBERS | TEXTS,
        lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
        max_leaves=8,
    )
)
def test_json_round_trip(value: Any) -> None:
    sent = payload(value)

    assert json.loads(sent["body"]) == value
    assert decode(answer(sent["body"], sent["content_type"])) == value


@pytest.mark.parametrize("dtype", ["float32", "<i8", "bool", "U3", "complex64", "datetime64[s]"])
def test_npy_round_trip_keeps_dtype_and_shape(client: SageMakerRuntime, dtype: str) -> None:
    array = np.zeros((2, 3), dtype)

    got = client.invoke_endpoint(endpoint_name="churn", **payload(array, NPY))

    assert got.content_type == "application/x-npy"
    back = decode(got)
    assert (back.dtype, back.shape, back.tolist()) == (array.dtype, (2, 3), array.tolist())


def test_csv_has_no_header_and_no_index(client: SageMakerRuntime) -> None:
    sent = payload(FRAME, CSV)
    got = client.invoke_endpoint(endpoint_name="churn", **sent, target_variant="blue")
    back = decode(got)

    assert sent == {"body": b'"a,b",1.5,1\n"quo""te",,2\n,0.1,3\n', "content_type": "text/csv"}
    assert (got.content_type, got.invoked_production_variant) == ("text/csv", "blue")
    assert list(back.columns) == [0, 1, 2]
    pd.testing.assert_series_equal(back[1], FRAME["x"], check_names=False)
    assert CSV.decode(b"").empty


def test_custom_attributes_and_variant_round_trip(client: SageMakerRuntime) -> None:
    attributes = 'c000b4f9; key="a, b"'

    got = client.invoke_endpoint(
        endpoint_name="churn", **payload([1]), custom_attributes=attributes, target_variant="green"
    )
    stream = client.invoke_endpoint_with_response_stream(endpoint_name="churn", **payload([1, 2]))

    assert (got.custom_attributes, got.invoked_production_variant) == (attributes, "green")
    assert attributes not in repr(got)
    assert got.response_metadata.http_status_code == 200
    assert json.loads(stream.body.read()) == [1, 2]


@attrs.frozen
class Lines:
    """A codec that a user has written."""

    content_type: str = "application/jsonlines"

    def encode(self, value: list[Any], /) -> bytes:
        return b"".join(json.dumps(item).encode() + b"\n" for item in value)

    def decode(self, body: bytes, /) -> list[Any]:
        return [json.loads(line) for line in body.splitlines()]


def test_user_codec_takes_precedence(client: SageMakerRuntime) -> None:
    codec: Codec[list[Any], list[Any]] = Lines()

    got = client.invoke_endpoint(endpoint_name="churn", **payload([1, {"a": 2}], codec))

    assert decode(got, codec) == [1, {"a": 2}]
    # It takes precedence over the codecs of the library.
    assert decode(answer(b"1\n2\n", "application/json"), Lines("application/json")) == [1, 2]


def test_type_checkers_know_the_types_of_codecs() -> None:
    assert_type(payload(FRAME, CSV)["body"], bytes)
    assert_type(CSV.decode(b"1,2\n"), pd.DataFrame)
    assert_type(NPY.decode(NPY.encode([1.0])), NDArray[Any])
    assert_type(Lines().decode(b"1\n"), list[Any])


# --- refused values -------------------------------------------------------------------------------


def cycle() -> list[Any]:
    items: list[Any] = [1]
    items.append(items)
    return items


def deep() -> Any:
    value: Any = []
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"x": [1, math.nan]}, r"\$\.x\[1\] is nan, which JSON cannot represent; send None"),
        ([{"x": -math.inf}], r"\$\[0\]\.x is -inf"),
        ([np.float32(1)], r"\$\[0\] is of type numpy\.float32.*send its tolist\(\)"),
        ({"x": np.zeros(2)}, r"\$\.x is of type numpy\.ndarray.*or use the codec NPY"),
        (FRAME, r"\$ is of type pandas\..*DataFrame.*to_dict"),
        ((datetime(2026, 1, 2, tzinfo=UTC),), r"\$\[0\] is of type datetime\.datetime.*isoformat"),
        ({"x": b"SECRET"}, r"\$\.x is of type bytes.*convert it to dicts, lists, strings"),
        ({(1, 2): SECRET}, r"a key in \$ is of type tuple; JSON keys must be strings"),
        (cycle(), r"\$\[1\] contains itself"),
        (deep(), "nested too deeply for JSON"),
        (SECRET + "\ud800", r"\$ contains an unpaired surrogate"),
    ],
    ids=[f"{number}" for number in range(11)],
)
def test_json_refuses_unsupported_values_with_their_path(value: Any, message: str) -> None:
    with pytest.raises(PayloadError, match=message) as caught:
        payload(value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("codec", "body", "message"),
    [
        (JSON, b'{"SECRET": ', "not JSON: Expecting value: line 1 column 12"),
        (JSON, b"", "not JSON: Expecting value"),
        (JSON, b'"\xff"', "not JSON: invalid utf-8 at byte 1"),
        (JSON, b"[" * 200_000, "nested too deeply for JSON"),
        (NPY, b"SECRET", r"not an \.npy file: 6 bytes without the signature of one"),
        (NPY, NPY.encode([1, 2])[:-1], r"the \.npy file is damaged or"),
        (NPY, NPY.encode([1, 2])[:9], r"the \.npy file is damaged or"),
        (CSV, b"1,2\n1,2,3\n", "not CSV in UTF-8: ParserError"),
        (CSV, b"\xff\xff,1\n", "not CSV in UTF-8: UnicodeDecodeError"),
    ],
)
def test_decode_refuses_a_malformed_body(codec: Codec[Any, Any], body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message) as caught:
        codec.decode(body)
    assert SECRET not in str(caught.value)


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return pytest.fail, ("it was run",)


def test_npy_and_csv_refuse_python_objects_and_other_types() -> None:
    file = io.BytesIO()
    np.save(file, np.array([Evil()], dtype=object), allow_pickle=True)

    with pytest.raises(PayloadError, match="damaged or contains Python objects"):
        NPY.decode(file.getvalue())
    with pytest.raises(PayloadError, match="without the signature of one"):
        NPY.decode(pickle.dumps(Evil()))
    with pytest.raises(PayloadError, match="an array of dtype object contains Python objects"):
        NPY.encode(np.array([Evil()], dtype=object))
    with pytest.raises(PayloadError, match=r"cannot be converted to an array: .*inhomogeneous"):
        NPY.encode([[1], [1, 2]])
    others: list[Any] = [FRAME["x"], [[1]]]
    for value in others:
        with pytest.raises(PayloadError, match="expected a DataFrame, got"):
            CSV.encode(value)


def test_unknown_content_type_leaves_the_body_unread() -> None:
    for unknown in ("image/png", None):
        got = answer(b"x", unknown)
        with pytest.raises(PayloadError, match=f"no codec for the content type {unknown!r}"):
            decode(got)
        assert got.body.read() == b"x"
    assert decode(answer(b"[1]", "Application/JSON; charset=utf-8")) == [1]
    assert math.isnan(decode(answer(b"NaN", "application/json")))


@pytest.mark.parametrize(("codec", "extra"), [("NPY", "numpy"), ("CSV", "pandas")])
def test_missing_extra_is_named(codec: str, extra: str) -> None:
    program = f"""
import sys
sys.modules["numpy"] = sys.modules["pandas"] = None
from sagemaker_typed.payloads import *
assert payload([1])["body"] == b"[1]"
for use in ({codec}.encode, {codec}.decode):
    try:
        use(b"\\x93NUMPY")
    except ModuleNotFoundError as error:
        print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    needs = f'{codec} needs an extra that is not installed: pip install "sagemaker-typed[{extra}]"'
    assert done.stdout.splitlines() == [needs, needs]


def test_csv_keeps_strings_like_na_and_empty_rows() -> None:
    frame = pd.DataFrame({"label": ["NA", "None", "null", ""], "x": [1.5, None, 2.0, -1.0]})
    back = CSV.decode(CSV.encode(frame))
    assert back[0].tolist()[:3] == ["NA", "None", "null"]
    assert back.isna().to_numpy().tolist() == [
        [False, False], [False, True], [False, False], [True, False],
    ]  # fmt: skip
    assert CSV.decode(b"1\n\n3\n")[0].isna().tolist() == [False, True, False]


def test_npy_refuses_masked_values() -> None:
    masked: Any = np.ma
    with pytest.raises(PayloadError, match="masked values"):
        NPY.encode(masked.array([1.0, 2.0], mask=[False, True]))
    assert NPY.decode(NPY.encode(masked.array([1.0, 2.0]))).tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"1" * 5000, "application/json"),
        (b"{", "application/json"),
        (b"\xff", "text/csv"),
        (TOO_LARGE, "application/x-npy"),
    ],
    ids=["many digits", "no JSON", "no UTF-8", "a shape beyond memory"],
)
def test_payload_error_has_the_body_that_could_not_be_decoded(
    body: bytes, content_type: str
) -> None:
    with pytest.raises(PayloadError) as caught:
        decode(answer(body, content_type))
    assert caught.value.body == body


def test_csv_refuses_an_unpaired_surrogate() -> None:
    with pytest.raises(PayloadError, match="surrogate") as caught:
        CSV.encode(pd.DataFrame({"a": ["SECRET\ud800"]}, dtype=object))
    assert caught.value.__cause__ is None
    assert "SECRET" not in str(caught.value)
