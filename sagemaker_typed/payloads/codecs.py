"""How values become bytes, and bytes values. No message shows a value."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from sagemaker_typed._hints.extras import needs_extra
from sagemaker_typed._schema.fields import entries, numbered

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

__all__ = ["CSV", "JSON", "NPY", "Codec", "PayloadError"]

InT_contra = TypeVar("InT_contra", contravariant=True)
OutT_co = TypeVar("OutT_co", covariant=True)

_NPY_MAGIC: Final = b"\x93NUMPY"


class PayloadError(ValueError):
    """A value cannot be a payload of this kind, or a payload is not of it."""

    body: bytes = b""
    """The body of an answer that ``decode`` could not read."""


class Codec(Protocol[InT_contra, OutT_co]):
    """One kind of payload; any object with these three is one."""

    @property
    def content_type(self) -> str:
        """The MIME type, such as ``application/json``."""
        ...

    def encode(self, value: InT_contra, /) -> bytes:
        """The bytes of a value."""
        ...

    def decode(self, body: bytes, /) -> OutT_co:
        """The value of bytes."""
        ...


class _Json:
    """JSON in UTF-8, by the standard library.

    What JSON does not have is refused: a NaN or an infinity, and objects such as datetimes and
    NumPy's, whose writing is the container's matter. On reading, NaN and the infinities are taken
    as Python's own containers write them.
    """

    content_type = "application/json"

    def encode(self, value: Any, /) -> bytes:
        """The JSON text of a value.

        Raises:
            PayloadError: with the path of what JSON does not have.
        """
        try:
            return json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
        except RecursionError:
            raise PayloadError("nested too deeply for JSON") from None
        except (TypeError, ValueError) as error:
            found = next(_no_json(value, "$", ()), None)
            raise PayloadError(found or f"no JSON value: {type(error).__name__}") from None

    def decode(self, body: bytes, /) -> Any:
        """The value of a JSON text in UTF-8, UTF-16 or UTF-32.

        Raises:
            PayloadError: the text is no JSON.
        """
        try:
            return json.loads(body)
        except json.JSONDecodeError as error:
            raise PayloadError(f"no JSON: {error}") from None
        except UnicodeDecodeError as error:
            raise PayloadError(f"no JSON: not {error.encoding}, from byte {error.start}") from None
        except ValueError:
            raise PayloadError("no JSON that Python reads: a number has too many digits") from None
        except RecursionError:
            raise PayloadError("nested too deeply for JSON") from None


class _Npy:
    """One array in NumPy's ``.npy`` format. Needs the extra ``numpy``.

    Arrays of Python objects are refused both ways: to read them is to run what they say.
    """

    content_type = "application/x-npy"

    def encode(self, value: ArrayLike, /) -> bytes:
        """The bytes of an array, or of what NumPy makes one of.

        Raises:
            PayloadError: it is an array of objects, or no array.
            ModuleNotFoundError: the extra ``numpy`` is not installed.
        """
        np = _numpy()
        try:
            array: NDArray[Any] = np.asanyarray(value)
        except (TypeError, ValueError) as error:
            raise PayloadError(f"no array: {error}") from None
        if array.dtype.hasobject:
            raise PayloadError(
                f"an array of {array.dtype} holds Python objects, which are not sent; "
                "give it a numeric or text dtype, with astype"
            )
        if np.ma.is_masked(array):
            raise PayloadError(
                "the array has masked values, which .npy does not have; give them one, with filled"
            )
        file = io.BytesIO()
        np.save(file, array, allow_pickle=False)
        return file.getvalue()

    def decode(self, body: bytes, /) -> NDArray[Any]:
        """The array of an ``.npy`` file.

        Raises:
            PayloadError: the bytes are no such file, or one with Python objects in it.
            ModuleNotFoundError: the extra ``numpy`` is not installed.
        """
        np = _numpy()
        if not body.startswith(_NPY_MAGIC):
            raise PayloadError(f"no .npy file: {len(body)} bytes that do not begin as one")
        try:
            array: NDArray[Any] = np.load(io.BytesIO(body), allow_pickle=False)
        except (ValueError, EOFError, MemoryError, OverflowError) as error:
            raise PayloadError(f"no .npy file that is whole and of plain values: {error}") from None
        return array


class _Csv:
    """The values of a DataFrame as CSV, without header and index, as built-in algorithms have it.

    A value that is missing is an empty cell, and so is an empty text. Needs the extra ``pandas``.
    """

    content_type = "text/csv"

    def encode(self, value: pd.DataFrame, /) -> bytes:
        r"""The rows, each ended by ``\n``; the columns in the frame's order.

        Raises:
            PayloadError: it is no DataFrame.
            ModuleNotFoundError: the extra ``pandas`` is not installed.
        """
        frame: object = value  # callers without types come here too
        if not isinstance(frame, _pandas().DataFrame):
            raise PayloadError(
                f"CSV is made of a DataFrame, not of {_name(value)}; pandas.DataFrame makes one"
            )
        text = value.to_csv(header=False, index=False, lineterminator="\n")
        try:
            return text.encode()
        except UnicodeEncodeError:
            raise PayloadError(
                "a text with half of a surrogate pair, which is not Unicode"
            ) from None

    def decode(self, body: bytes, /) -> pd.DataFrame:
        """A frame whose columns are numbered from 0.

        Raises:
            PayloadError: the text is no CSV.
            ModuleNotFoundError: the extra ``pandas`` is not installed.
        """
        if not body:
            return _no_rows()
        try:
            # What is not there is an empty cell; "NA" and "None" are texts, such as labels.
            frame: pd.DataFrame = _pandas().read_csv(
                io.BytesIO(body),
                header=None,
                skip_blank_lines=False,
                keep_default_na=False,
                na_values=["", "nan", "NaN"],
            )
        except ValueError as error:
            raise PayloadError(f"no CSV in UTF-8: {type(error).__name__}") from None
        return frame


JSON: Final = _Json()
"""``application/json``: what ``json`` writes and reads."""
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
    """What JSON does not have within a value, each with its path."""
    if id(value) in around:
        yield f"{path} contains itself"
        return
    inside = (*around, id(value))
    match value:
        case None | bool() | int():
            return
        case str():
            if any("\ud800" <= character <= "\udfff" for character in value):
                yield f"{path} is a text with half of a surrogate pair, which is not Unicode"
        case float():
            if not math.isfinite(value):
                yield f"{path} is {value}, which JSON does not have; send None, or leave it out"
        case dict():
            for key, item in entries(value):
                if not isinstance(key, str | int | float | None):
                    yield f"a key in {path} is of type {_name(key)}; JSON's keys are texts"
                yield from _no_json(item, f"{path}.{key}", inside)
        case list() | tuple():
            for number, item in numbered(value):
                yield from _no_json(item, f"{path}[{number}]", inside)
        case _:
            yield f"{path} is of type {_name(value)}, which JSON does not have; {_way_out(value)}"


def _name(value: object) -> str:
    module = type(value).__module__
    return type(value).__name__ if module == "builtins" else f"{module}.{type(value).__name__}"


_WAYS_OUT: Final[tuple[tuple[str, str], ...]] = (
    ("tolist", "its tolist() is, and so is the codec NPY for arrays"),
    ("to_dict", "its to_dict(orient='records') is, and so is the codec CSV"),
    ("isoformat", "its isoformat() is"),
)


def _way_out(value: object) -> str:
    for method, hint in _WAYS_OUT:
        found: Callable[[], object] | None = getattr(value, method, None)
        if callable(found):
            return hint
    return "make it of dicts, lists, texts and numbers first"
