"""Codecs for JSON, NumPy and CSV. No error message shows a value."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from sagemaker_typed._hints.counts import counted
from sagemaker_typed._hints.extras import needs_extra
from sagemaker_typed._schema.fields import entries, numbered

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

__all__ = ["CSV", "JSON", "NPY", "Codec", "PayloadError"]

InT_contra = TypeVar("InT_contra", contravariant=True)
OutT_co = TypeVar("OutT_co", covariant=True)

_NPY_MAGIC: Final = b"\x93NUMPY"
_SURROGATE: Final = "an unpaired surrogate, which UTF-8 cannot encode"


class PayloadError(ValueError):
    """A value cannot be encoded, or a body cannot be decoded."""

    body: bytes = b""
    """The body of a response that ``decode`` could not decode."""


class Codec(Protocol[InT_contra, OutT_co]):
    """Encodes and decodes one content type; any object with these three members is a codec."""

    @property
    def content_type(self) -> str:
        """The MIME type, such as ``application/json``."""
        ...

    def encode(self, value: InT_contra, /) -> bytes:
        """Encode a value as bytes."""
        ...

    def decode(self, body: bytes, /) -> OutT_co:
        """Decode a value from bytes."""
        ...


class _Json:
    """JSON in UTF-8, from the standard library.

    Encoding refuses values that JSON cannot represent: NaN, infinities, and objects such as
    datetimes and NumPy arrays, whose format depends on the container. Decoding accepts NaN and
    infinities as Python writes them, because many containers do.
    """

    content_type = "application/json"

    def encode(self, value: Any, /) -> bytes:
        """Encode a value as JSON.

        Raises:
            PayloadError: JSON cannot represent a value; the message has its path.
        """
        try:
            return json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
        except RecursionError:
            raise PayloadError("nested too deeply for JSON") from None
        except (TypeError, ValueError) as error:
            found = next(_no_json(value, "$", ()), None)
            raise PayloadError(found or f"not a JSON value: {type(error).__name__}") from None

    def decode(self, body: bytes, /) -> Any:
        """Decode JSON in UTF-8, UTF-16 or UTF-32.

        Raises:
            PayloadError: the body is not JSON.
        """
        try:
            return json.loads(body)
        except json.JSONDecodeError as error:
            raise PayloadError(f"not JSON: {error}") from None
        except UnicodeDecodeError as error:
            text = f"not JSON: invalid {error.encoding} at byte {error.start}"
            raise PayloadError(text) from None
        except ValueError:
            text = "not JSON that Python can read: a number has too many digits"
            raise PayloadError(text) from None
        except RecursionError:
            raise PayloadError("nested too deeply for JSON") from None


class _Npy:
    """One array in NumPy's ``.npy`` format. Needs the extra ``numpy``.

    Arrays of Python objects are refused in both directions: reading them can execute code.
    """

    content_type = "application/x-npy"

    def encode(self, value: ArrayLike, /) -> bytes:
        """Encode an array, or a value that NumPy can convert to one.

        Raises:
            PayloadError: the value cannot be converted to an array, or the array contains Python
                objects or masked values.
            ModuleNotFoundError: the extra ``numpy`` is not installed.
        """
        np = _numpy()
        try:
            array: NDArray[Any] = np.asanyarray(value)
        except (TypeError, ValueError) as error:
            raise PayloadError(f"the value cannot be converted to an array: {error}") from None
        if array.dtype.hasobject:
            raise PayloadError(
                f"an array of dtype {array.dtype} contains Python objects, which cannot be sent; "
                "convert it to a numeric or string dtype with astype()"
            )
        if np.ma.is_masked(array):
            raise PayloadError(
                "the array has masked values, which .npy cannot represent; "
                "replace them with filled()"
            )
        file = io.BytesIO()
        np.save(file, array, allow_pickle=False)
        return file.getvalue()

    def decode(self, body: bytes, /) -> NDArray[Any]:
        """Decode an array from an ``.npy`` file.

        Raises:
            PayloadError: the body is not an ``.npy`` file, or it contains Python objects.
            ModuleNotFoundError: the extra ``numpy`` is not installed.
        """
        np = _numpy()
        if not body.startswith(_NPY_MAGIC):
            size = counted(len(body), "byte")
            raise PayloadError(f"not an .npy file: {size} without the signature of one")
        try:
            array: NDArray[Any] = np.load(io.BytesIO(body), allow_pickle=False)
        except (ValueError, EOFError, MemoryError, OverflowError) as error:
            raise PayloadError(
                f"the .npy file is damaged or contains Python objects: {error}"
            ) from None
        return array


class _Csv:
    """A DataFrame as CSV without header and index, the format of the built-in algorithms.

    Missing values and empty strings are empty cells. Needs the extra ``pandas``.
    """

    content_type = "text/csv"

    def encode(self, value: pd.DataFrame, /) -> bytes:
        r"""Encode a DataFrame; each row ends with ``\n``.

        Raises:
            PayloadError: the value is not a DataFrame, or a string cannot be encoded as UTF-8.
            ModuleNotFoundError: the extra ``pandas`` is not installed.
        """
        frame: object = value  # an untyped caller can pass any object
        if not isinstance(frame, _pandas().DataFrame):
            raise PayloadError(
                f"expected a DataFrame, got {_name(value)}; create one with pandas.DataFrame(...)"
            )
        text = value.to_csv(header=False, index=False, lineterminator="\n")
        try:
            return text.encode()
        except UnicodeEncodeError:
            raise PayloadError(f"a string contains {_SURROGATE}") from None

    def decode(self, body: bytes, /) -> pd.DataFrame:
        """Decode a DataFrame whose columns are numbered from 0.

        Raises:
            PayloadError: the body is not CSV in UTF-8.
            ModuleNotFoundError: the extra ``pandas`` is not installed.
        """
        if not body:
            return _no_rows()
        try:
            # Only empty cells and NaN are missing values; "NA" and "None" may be labels.
            frame: pd.DataFrame = _pandas().read_csv(
                io.BytesIO(body),
                header=None,
                skip_blank_lines=False,
                keep_default_na=False,
                na_values=["", "nan", "NaN"],
            )
        except ValueError as error:
            raise PayloadError(f"not CSV in UTF-8: {type(error).__name__}") from None
        return frame


JSON: Final = _Json()
"""``application/json``, from the standard library's ``json``."""
NPY: Final = _Npy()
"""``application/x-npy``: NumPy arrays. Needs the extra ``numpy``."""
CSV: Final = _Csv()
"""``text/csv``: DataFrames, without header and index. Needs the extra ``pandas``."""


def _no_rows() -> pd.DataFrame:
    frame: pd.DataFrame = _pandas().DataFrame()
    return frame


def _numpy() -> Any:
    return _extra("numpy", "NPY")


def _pandas() -> Any:
    return _extra("pandas", "CSV")


def _extra(name: str, codec: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise needs_extra(f"{codec} needs", name, error) from error


def _no_json(value: object, path: str, around: tuple[int, ...]) -> Iterator[str]:
    """Yield a message, with the path, for each part of a value that JSON cannot represent."""
    if id(value) in around:
        yield f"{path} contains itself"
        return
    inside = (*around, id(value))
    match value:
        case None | bool() | int():
            return
        case str():
            if any("\ud800" <= character <= "\udfff" for character in value):
                yield f"{path} contains {_SURROGATE}"
        case float():
            if not math.isfinite(value):
                yield f"{path} is {value}, which JSON cannot represent; send None, or omit it"
        case dict():
            for key, item in entries(value):
                if not isinstance(key, str | int | float | None):
                    yield f"a key in {path} is of type {_name(key)}; JSON keys must be strings"
                yield from _no_json(item, f"{path}.{key}", inside)
        case list() | tuple():
            for number, item in numbered(value):
                yield from _no_json(item, f"{path}[{number}]", inside)
        case _:
            yield f"{path} is of type {_name(value)}, which JSON cannot represent; {_fix(value)}"


def _name(value: object) -> str:
    module = type(value).__module__
    return type(value).__name__ if module == "builtins" else f"{module}.{type(value).__name__}"


_FIXES: Final[tuple[tuple[str, str], ...]] = (
    ("tolist", "send its tolist(), or use the codec NPY for arrays"),
    ("to_dict", "send its to_dict(orient='records'), or use the codec CSV"),
    ("isoformat", "send its isoformat()"),
)


def _fix(value: object) -> str:
    for method, hint in _FIXES:
        found: Callable[[], object] | None = getattr(value, method, None)
        if callable(found):
            return hint
    return "convert it to dicts, lists, strings and numbers first"
