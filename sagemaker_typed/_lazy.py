"""Lazy namespaces: a name's module is imported when the name is first used (PEP 562)."""

# ``typing`` is not imported at run time, because every import of the package needs this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    T = TypeVar("T")


def lazy_namespace(
    namespace: "str",
    modules: "Mapping[str, str]",
    deprecated: "Mapping[str, str] | None" = None,
    submodules: "tuple[str, ...]" = (),
) -> "tuple[Callable[[str], Any], Callable[[], list[str]]]":
    """Return ``__getattr__`` and ``__dir__`` for the package called ``namespace``.

    Args:
        namespace: The package's ``__name__``.
        modules: The exported names, separated by spaces, by the module that defines them. Module
            names are relative to the package.
        deprecated: The exported names that are deprecated, and what to use instead.
        submodules: The package's own modules that are attributes of it without an import. A
            ``from package import *`` leaves them out.
    """
    import sys

    index: dict[str, str] = {}

    def module_by_name() -> "dict[str, str]":
        if not index:
            index.update({name: path for path, names in modules.items() for name in names.split()})
        return index

    def get(name: str) -> "Any":
        if name == "__all__":
            version = {"__version__"} & sys.modules[namespace].__dict__.keys()
            # Without deprecated names, because `import *` would warn about each.
            return sorted((module_by_name().keys() - (deprecated or {}).keys()) | version)
        if name.startswith("_") and name not in module_by_name():
            # Called for each import of one of the package's own modules, so it must be fast.
            raise AttributeError(f"module {namespace!r} has no attribute {name!r}", name=name)
        if name in submodules:
            from importlib import import_module

            return import_module(f"{namespace}.{name}")
        package = sys.modules[namespace]
        path = module_by_name().get(name)
        if path is None:
            from importlib.machinery import PathFinder

            # ``from package import module`` asks for the attribute first, and then imports it.
            if PathFinder.find_spec(f"{namespace}.{name}", package.__path__) is not None:
                raise AttributeError(f"module {namespace!r} has no attribute {name!r}", name=name)
            from sagemaker_typed._hints.imports import no_name

            caller = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] - no public name
            raise no_name(namespace, name, module_by_name(), caller)
        from importlib import import_module

        if deprecated and name in deprecated:
            from warnings import warn

            message = f"{namespace}.{name} is deprecated; use {deprecated[name]} instead"
            warn(message, DeprecationWarning, stacklevel=2)
        value = getattr(import_module(path, namespace), name)
        package.__dict__[name] = value
        return value

    def names() -> "list[str]":
        return sorted({*sys.modules[namespace].__dict__, *module_by_name(), *submodules})

    return get, names


def only_names(namespace: "str", names: "list[str]") -> "Callable[[str], Any]":
    """Return ``__getattr__`` for a module that defines ``names``: it explains a missing name."""
    import sys

    def get(name: str) -> "Any":
        if name.startswith("_"):
            # Each import of the module asks for `__path__`.
            raise AttributeError(f"module {namespace!r} has no attribute {name!r}", name=name)
        from sagemaker_typed._hints.imports import no_name

        caller = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] - no public name
        raise no_name(namespace, name, names, caller)

    return get


def exported_from(module: "str") -> "Callable[[T], T]":
    """Return a decorator that sets the ``__module__`` of a class or function to ``module``.

    Pickles and tracebacks then use the public path, and the code can move to another module. The
    annotations of a class are evaluated in ``module``, so it must have their names.
    """

    def exported(value: "T") -> "T":
        value.__module__ = module
        return value

    return exported


def public_path(cls: "type[Any]") -> "tuple[str, str] | None":
    """Return the package and the name by which a generated class is exported.

    They do not depend on the module that defines the class. ``None`` for any other class.
    """
    import sys

    package = ".".join(cls.__module__.split(".")[:2])
    if not package.startswith("sagemaker_typed."):
        return None
    exported = getattr(sys.modules[package], cls.__qualname__, None)
    return (package, cls.__qualname__) if exported is cls else None


def public_class(package: "str", name: "str") -> "type[Any]":
    """Return a generated class by its public path."""
    from importlib import import_module

    cls: type[Any] = getattr(import_module(package), name)
    return cls


def publish(namespace: "str", _evaluated: "object" = ()) -> "None":
    """Set the ``__module__`` of everything that a package exports from its modules to itself.

    Args:
        namespace: The ``__name__`` of the package.
        _evaluated: Values of the package that it only has because the annotations of the exported
            classes are evaluated there, and need their names.
    """
    import sys

    exported = sys.modules[namespace].__dict__
    for name in exported["__all__"]:
        value = exported[name]
        is_defined = hasattr(value, "__qualname__")  # it is a class or function
        if is_defined and value.__module__.startswith(f"{namespace}."):
            value.__module__ = namespace
