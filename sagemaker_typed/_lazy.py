"""Namespaces: names import their modules when they are first touched (PEP 562), and are at home."""

# ``typing`` is not imported at run time: this module is on the way of every import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    T = TypeVar("T")


def lazy_namespace(
    namespace: "str", rooms: "Mapping[str, str]"
) -> "tuple[Callable[[str], Any], Callable[[], list[str]]]":
    """``__getattr__`` and ``__dir__`` for the package called ``namespace``.

    Args:
        namespace: The package's ``__name__``.
        rooms: Names, joined by spaces, by the module that defines them, relative to the package.
    """
    import sys

    index: dict[str, str] = {}

    def room_by_name() -> "dict[str, str]":
        if not index:
            index.update({name: room for room, names in rooms.items() for name in names.split()})
        return index

    def get(name: str) -> "Any":
        if name == "__all__":
            version = {"__version__"} & sys.modules[namespace].__dict__.keys()
            return sorted(room_by_name().keys() | version)
        if name.startswith("_") and name not in room_by_name():
            # Importing a module of the package's own asks this first: it must cost nothing.
            raise AttributeError(f"module {namespace!r} has no attribute {name!r}", name=name)
        module = sys.modules[namespace]
        room = room_by_name().get(name)
        if room is None:
            from sagemaker_typed._hints.imports import no_name

            asking = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] - no public name
            raise no_name(namespace, name, room_by_name(), asking)
        from importlib import import_module

        value = getattr(import_module(room, namespace), name)
        module.__dict__[name] = value
        return value

    def names() -> "list[str]":
        return sorted({*sys.modules[namespace].__dict__, *room_by_name()})

    return get, names


def exported_from(module: "str") -> "Callable[[T], T]":
    """A decorator that makes ``module`` the home of a class or function.

    Pickles and tracebacks name it then, and what it is can move. Annotations of a class are
    evaluated in its home, which has to have their names.
    """

    def exported(value: "T") -> "T":
        value.__module__ = module
        return value

    return exported


def publish(namespace: "str") -> "None":
    """Make a package the home of all that it exports from its modules."""
    import sys

    exported = sys.modules[namespace].__dict__
    for name in exported["__all__"]:
        value = exported[name]
        is_defined = hasattr(value, "__qualname__")  # as classes and functions are
        if is_defined and value.__module__.startswith(f"{namespace}."):
            value.__module__ = namespace
