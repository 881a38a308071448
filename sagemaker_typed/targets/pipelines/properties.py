"""Properties of a step: placeholders for parts of the description of what the step made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, Self, TypeAlias

from sagemaker_typed._hints.names import either, nearest
from sagemaker_typed._schema import kinds
from sagemaker_typed._schema.kinds import Content
from sagemaker_typed._schema.walk import contents_of
from sagemaker_typed.operation import Shape
from sagemaker_typed.targets.reference import Reference

__all__ = ["LEAF", "UNKNOWN", "Fixed", "Keys", "Node", "Properties", "Shapes"]


class Fixed:
    """A node with members that the pipelines service defines, by wire name."""

    def __init__(self, **members: Node) -> None:
        self.members = members


class Shapes:
    """A node with the members of structures, such as a description, and further ones."""

    def __init__(self, *classes: Callable[[], type[Shape]], **members: Node) -> None:
        self.classes = classes
        self.members = members


class Keys:
    """A node with the entries of a map whose keys are known."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys: tuple[str, ...] = tuple(keys)


class Leaf(NamedTuple):
    """A node without parts, or with unknown ones."""

    is_unknown: bool = False


LEAF: Final = Leaf()
UNKNOWN: Final = Leaf(is_unknown=True)
"""The node of something whose parts this package does not know."""

Node: TypeAlias = Fixed | Shapes | Keys | Leaf | Content
"""The description of a property, by which its parts are checked."""


class Properties(Reference):
    """A placeholder for a property of a step, and the way to its parts.

    Members are attributes, by the names of fields or by those of the service:
    ``train.properties.model_artifacts.s3_model_artifacts``. Items and entries have an index or a
    key: ``process.properties.processing_output_config.outputs["train"]``. A name that the
    description does not have raises ``AttributeError``.
    """

    __slots__ = ("_node",)

    def __init__(self, expression: str, node: Node = UNKNOWN) -> None:
        super().__init__(expression)
        object.__setattr__(self, "_node", node)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        node = self._node
        if node == UNKNOWN:
            return Properties(f"{self.expression}.{name}", UNKNOWN)
        members = _members(node)
        found = members.get(name)
        if found is None:
            raise AttributeError(self._no_member(name, members), name=name)
        wire, inner = found
        return Properties(f"{self.expression}.{wire}", inner)

    def __getitem__(self, key: int | str) -> Any:
        node = self._node
        match node:
            case kinds.List():
                inner: Node = node.member
            case kinds.Map() if isinstance(key, str):
                inner = node.value
            case kinds.Map():
                raise TypeError(f"a key of {self.expression} is a str, not {type(key).__name__}")
            case Keys() if key in node.keys:
                inner = LEAF
            case Keys():
                near = nearest(str(key), node.keys)
                hint = f"did you mean {either(map(repr, near))}?" if near else _listed(node.keys)
                raise KeyError(f"{self.expression} has no entry {key!r}; {hint}")
            case Leaf(is_unknown=True):
                inner = UNKNOWN
            case _:
                raise TypeError(f"{self.expression} has no items")
        if isinstance(key, int):
            return Properties(f"{self.expression}[{key}]", inner)
        if "'" in key:
            raise ValueError(f"a key in an expression must not have an apostrophe: {key!r}")
        return Properties(f"{self.expression}['{key}']", inner)

    # Without it, Python would try indexes until one is refused.
    __iter__ = None

    def __dir__(self) -> list[str]:
        return sorted({"expression", *_members(self._node)})

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Reference):
            return self.expression == other.expression
        return NotImplemented

    def __hash__(self) -> int:
        return hash(Reference(self.expression))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> Any:
        # The node has classes that are made on demand. The parts are reached before pickling.
        return Reference, (self.expression,)

    def _no_member(self, name: str, members: Mapping[str, Any]) -> str:
        node: Node = self._node
        near = nearest(name, members)
        if near:
            hint = f"did you mean {either(near)}?"
        elif isinstance(node, kinds.List | kinds.Map):
            hint = "use an index or a key in brackets first"
        else:
            hint = f'for a newer member, use ref("{self.expression}.Name")'
        return f"{self.expression} has no property {name!r}; {hint}"


def _listed(keys: tuple[str, ...]) -> str:
    return f"it has {', '.join(keys)}" if keys else "it has none"


def _members(node: Node) -> dict[str, tuple[str, Node]]:
    """Return the wire name and the node of each member, by field name and by wire name."""
    found: dict[str, tuple[str, Node]] = {}
    match node:
        case Fixed():
            found = _fixed(node.members)
        case Shapes():
            for cls in node.classes:
                found |= _of_shape(cls())
            found |= _fixed(node.members)
        case kinds.Structure():
            found = _of_shape(node.type)
        case _:
            pass
    return found


def _fixed(members: Mapping[str, Node]) -> dict[str, tuple[str, Node]]:
    from botocore import xform_name

    found: dict[str, tuple[str, Node]] = {}
    for wire, node in members.items():
        found[wire] = found[xform_name(wire)] = wire, node
    return found


def _of_shape(cls: type[Shape]) -> dict[str, tuple[str, Node]]:
    found: dict[str, tuple[str, Node]] = {}
    for name, content in contents_of(cls).items():
        wire = cls.__wire_names__[name]
        found[name] = found[wire] = wire, content
    return found
