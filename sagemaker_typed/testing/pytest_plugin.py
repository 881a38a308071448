"""A plugin for pytest: fakes and local clients as fixtures, and failed comparisons as differences.

pytest loads it in every suite of an environment that has the package. Therefore it imports nothing
but pytest until a fixture is used or a comparison of objects fails.
"""

import sys

import pytest

from sagemaker_typed._clients import CLIENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

__all__ = ["pytest_assertrepr_compare"]

_PACKAGE = __name__.partition(".")[0]

# pytest compiles all modules of a distribution with a plugin itself, to rewrite their assertions.
# This package has none to explain, and importing it would take a third longer. If pytest has no
# such set, it compiles them.
for _finder in sys.meta_path:
    _marked = getattr(_finder, "_must_rewrite", None)
    if isinstance(_marked, set):
        _marked.discard(_PACKAGE)


def pytest_assertrepr_compare(op: "str", left: "object", right: "object") -> "list[str] | None":
    """Explain why two objects of the package, or two lists of them, are not equal."""
    # If no class exists, nothing can be an object of one.
    operation: Any = sys.modules.get(f"{_PACKAGE}.operation")
    if op != "==" or operation is None:
        return None
    shape = operation.Shape
    both = (left, right)
    if all(isinstance(value, shape) for value in both):
        from sagemaker_typed.testing.comparison import explained

        return explained(left, right)
    if all(isinstance(value, list | tuple) for value in both):
        from sagemaker_typed.testing.comparison import explained_lists

        return explained_lists(left, right, shape)
    return None


# --- fixtures -------------------------------------------------------------------------------------


def _name(module: "str") -> "str":
    """Return the name of a client in a fixture: ``async_sagemaker_runtime`` ..."""
    package = module.split(".")[1]
    name = package if package == "sagemaker" else f"sagemaker_{package}"
    return f"async_{name}" if module.endswith(".async_client") else name


def _fake_of(module: "str", client: "str") -> "Callable[[], Iterator[Any]]":
    def fake() -> "Iterator[Any]":
        from importlib import import_module

        from sagemaker_typed.testing import FakeService

        with FakeService(getattr(import_module(module, _PACKAGE), client)) as fake:
            yield fake

    fake.__doc__ = f"A ``FakeService({client})``, active during the test."
    return fake


def _local_of(module: "str", client: "str") -> "Callable[[Any], Any]":
    def local(local_engine: "Any") -> "Any":
        from importlib import import_module

        return local_engine.typed(getattr(import_module(module, _PACKAGE), client))

    article = "An" if client.startswith("Async") else "A"
    local.__doc__ = f"{article} ``{client}`` of the local engine, which has no resources yet."
    return local


@pytest.fixture
def local_engine() -> "Iterator[Any]":
    """The ``LocalEngine`` of the local clients, active during the test: clock, failures ..."""
    from sagemaker_typed.local import LocalEngine

    with LocalEngine() as local:
        yield local


for _module, _client in CLIENTS.items():
    for _kind, _made in (
        ("fake", _fake_of(_module, _client)),
        ("local", _local_of(_module, _client)),
    ):
        _full = f"{_kind}_{_name(_module)}"
        globals()[_full] = pytest.fixture(name=_full)(_made)
