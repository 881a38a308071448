"""Correct code in which nothing may be reported."""

from __future__ import annotations

from typing import Final

from helpers.cases import each
from helpers.drift import Check

START: Final = """\
import boto3
from sagemaker_typed import AsyncSageMaker, SageMaker, sagemaker as sm
"""
TUPLES: Final = {
    "tuple of two types": (
        "def f() -> tuple[sm.DescribeModelResponse, sm.DescribeEndpointResponse]: ...\n"
        "a, b = f()\nb.endpoint_name"
    ),
    "tuple in a list": "def f(x: list[tuple[sm.Tag, int]]):\n    for t, n in x: n.bit_length()",
    "item of a tuple": "def f(x: tuple[sm.Model, sm.Tag]): x[1].key",
    "quoted tuple": "def f(x: 'Tuple[sm.Tag, str]'): x[1].upper()",
    "class of a string": "sm.ModelName('abc').upper()",
    "class of a list": "sm.TagList([]).append(1)",
}

_OWN: Final = "r = SageMaker().describe_model(model_name='a')\n"
LOOPS: Final = {
    "break": "c = boto3.client('sagemaker')\nfor x in y:\n    if x:\n        c = other()\n"
    "        break\nc.own()",
    "break of while": "c = SageMaker()\nwhile True:\n    if x:\n        c = other(); break\n"
    "    x = 1\nc.own()",
    "continue": "c = SageMaker()\nfor x in y:\n    if x:\n        c = other(); continue\n"
    "    x = 1\nc.own()",
    "continue before an assignment": "c = SageMaker()\nfor x in y:\n    if x:\n"
    "        c = other()\n        continue\n    c = SageMaker()\nc.own()",
    "break in else": "c = SageMaker()\nfor x in y:\n    if x: pass\n    else:\n"
    "        c = other()\n        break\nelse:\n    c = SageMaker()\nc.own()",
    "later round": _OWN + "for n in range(2):\n    if n: r.own()\n    r = other()",
    "later round of while": _OWN + "while r.own() if n else n: n, r = 1, other()",
    "through another name": _OWN + "s = r\nfor n in m:\n    if n: s.own()\n    s = r\n"
    "    r = other()",
    "inner loop": _OWN + "for n in m:\n    if n: r.own()\n    for k in n:\n        r = other()",
    "handler with continue": "c = SageMaker()\nfor x in y:\n    try: f()\n    except E:\n"
    "        c = other()\n        continue\n    c.own()",
    "break in try": "c = None\nfor x in y:\n    try: c = SageMaker(); break\n"
    "    except E as e: c = e\nc.args",
    "break before finally": "c = SageMaker()\nfor x in y:\n    try: break\n"
    "    finally: c = other()\nc.own()",
    "handler between assignments": "c = SageMaker()\ntry:\n    c = other()\n    f()\n"
    "    c = SageMaker()\nexcept E:\n    c.own()",
    "finally between assignments": "c = other()\ntry:\n    f()\n    c = SageMaker()\n"
    "finally:\n    c.own()",
    "swallowed": "c = SageMaker()\nwith swallowing():\n    c = other()\n    f()\n"
    "    c = SageMaker()\nc.own()",
    "walrus in while": "c = SageMaker()\nwhile (c := other()): c = SageMaker()\nc.own()",
}
# The name is known here.
KNOWN_IN_LOOPS: Final = {
    "pages": "r = SageMaker().list_models()\nwhile r.next_token:\n"
    "    r = SageMaker().list_models(next_token=r.next_token)\n    r.own",
    "not changed": _OWN + "for n in m: r.own",
    "set in each round": "for n in m:\n    c = SageMaker()\nc.own()",
    "function in a loop": "for n in m:\n    def f(c: SageMaker): c.own()",
    "item": "for m in SageMaker().list_models().models:\n    m.own\n    m = other()",
    "iterable that changes": "m = SageMaker().list_models().models\nfor m in m: m.own",
    "both ways": "for n in m:\n    if n:\n        c = SageMaker(); break\n"
    "else:\n    c = SageMaker()\nc.own()",
}

CHANGED: Final = {
    "append": "s = [boto3.client('sagemaker')]\ns.append(other())\ns[1].own()",
    "append in a function": "s = [SageMaker()]\ndef f(): s.append(other())\nf()\ns[1].own()",
    "item": "s = [SageMaker()]\ns[0] = other()\ns[0].own()",
    "sum": "s = [SageMaker()]\ns += [other()]\nfor c in s: c.own()",
    "second name": "s = t = [SageMaker()]\nu = t\nu.append(other())\nfor c in s: c.own()",
    "attribute": "class A:\n    def __init__(self): self.s = [SageMaker()]\n"
    "    def add(self): self.s.append(other())\n    def f(self): self.s[1].own()",
    "heap": "s = [SageMaker()]\nheapq.heappush(s, other())\ns[0].own()",
    "attribute of a client": "c = SageMaker()\nc.own = lambda: 1\nc.own()",
    "attribute of a client of boto3": "c = boto3.client('sagemaker')\nc.own = f\nc.own()",
    "attribute of a module": "boto3.client = Mock()\nboto3.client('sagemaker').own()",
    "patch": "@patch('boto3.client')\ndef f(mock): boto3.client('sagemaker').own()",
    "patch.object": "with patch.object(boto3, 'client'): boto3.client('sagemaker').own()",
    "patch.multiple": "with patch.multiple(boto3, client=1): boto3.client('sagemaker').own()",
    "attribute of an attribute": "class A:\n    def __init__(self): self.c = SageMaker()\n"
    "    def g(self): self.c.own = f\n    def f(self): self.c.own()",
    "attribute in a function": "c = SageMaker()\ndef f(): c.own = g\ndef h(): c.own()",
    "setattr": "monkeypatch.setattr(boto3, 'client', f)\nboto3.client('sagemaker').own()",
    "setattr of a client": "c = SageMaker()\nsetattr(c, 'own', f)\nc.own()",
}
OWNERS: Final = {
    "default of get": "def f(d: dict[str, SageMaker]): d.get('a', other()).own()",
    "default of next": "def f(s: list[SageMaker]): next(iter(s), other()).own()",
    "module": "from mycompany import clients\nclients.client('sagemaker').own()",
    "own class": "class A:\n    def client(self, name): return other()\n"
    "A().client('sagemaker').own()",
    "own base": "class A(Base):\n    def f(self): self.client('sagemaker').own()",
}
ANNOTATIONS: Final = {
    "Literal": "def f(x: Literal['sm.train', 'sm.deploy']): ...",
    "Annotated": "def f(x: Annotated[str, 'sm.train']): ...",
    "Literal in Optional": "def f(x: Optional[Literal['sm.train']]): ...",
}
EXPECTED: Final = {
    "try": "try: boto3.client('sagemaker').create_model(Own=1)\nexcept ParamValidationError: pass",
    "try with a module": "try: boto3.client('sagemaker').create_model()\n"
    "except botocore.exceptions.ParamValidationError: pass",
}
COROUTINES: Final = {
    "close": "c = AsyncSageMaker().list_models()\nc.close()",
    "send": "AsyncSageMaker().send(sm.ListModelsRequest()).close()",
    "function": "async def f(): return SageMaker()\nf().close_coroutine()",
    "parameter": "def f(c: AsyncSageMaker): c.list_models().cr_frame",
    "methods of an Async client": "async def f():\n    async with AsyncSageMaker() as c:\n"
    "        await c.with_options(timeout=5).describe_model(model_name='a')\n"
    "        await c.wait_until_endpoint_in_service(endpoint_name='a', timeout=5)\n"
    "    await c.aclose()",
}
NARROWED: Final = {
    "if": "def f(c: SageMaker):\n    if isinstance(c, Own): c.own()",
    "after if": "def f(c: SageMaker):\n    if not isinstance(c, Own): return\n    c.own()",
    "and": "def f(c: SageMaker): isinstance(c, Own) and c.own()",
    "conditional": "def f(c: SageMaker): return c.own() if isinstance(c, Own) else 1",
    "assert": "def f(c: SageMaker):\n    assert isinstance(c, Own)\n    c.own()",
    "comprehension": "def f(s: list[SageMaker]): [c.own() for c in s if isinstance(c, Own)]",
    "match": "def f(c: SageMaker):\n    match c:\n        case Own(): c.own()",
    "attribute": "class A:\n    def __init__(self, c: SageMaker): self.c = c\n"
    "    def f(self):\n        if isinstance(self.c, Own): self.c.own()",
}
SCOPES: Final = {
    "attribute of a derived class": "class A:\n    def __init__(self): self.c = SageMaker()\n"
    "    def f(self): self.c.own()\nclass B(A):\n    def __init__(self): self.c = other()",
    "attribute two classes away": "class A:\n    def __init__(self): self.c = SageMaker()\n"
    "    def f(self): self.c.own()\nclass B(A): ...\nclass C(B):\n    c = other()",
    "attribute of a class with another base": "class A:\n"
    "    def __init__(self): self.c = SageMaker()\n    def f(self): self.c.own()\n"
    "class B(A, SageMaker):\n    def __init__(self): self.c = other()",
    "walrus in a comprehension": "c = SageMaker()\n[(c := other()) for x in y]\nc.own()",
    "walrus in two": "c = SageMaker()\n[[(c := other()) for x in y] for y in z]\nc.own()",
}
# The name is known here.
STILL_KNOWN: Final = {
    "default of get": "def f(d: dict[str, SageMaker]): d.get('a', None).own()",
    "default of pop": "def f(d: dict[str, SageMaker]): d.pop('a', SageMaker()).own()",
    "list": "s = [SageMaker()]\ns[0].own()",
    "own class": "def f(c: SageMaker):\n    if isinstance(c, SageMaker): c.own()",
    "awaited": "async def f(c: AsyncSageMaker): (await c.list_models()).own",
    "awaited function": "async def g(): return SageMaker()\nasync def f(): (await g()).own()",
    "generator": "async def g() -> AsyncIterator[SageMaker]: yield 1\n"
    "async def f():\n    async for c in g(): c.own()",
    "pages": "async def f(c: AsyncSageMaker):\n"
    "    async for page in c.pages(sm.ListModelsRequest()): page.own",
    "method of an Async client": "AsyncSageMaker().own()",
    "keyword of an Async client": "AsyncSageMaker().describe_model(own=1)",
    "Annotated": "def f(x: Annotated[SageMaker, 1]): x.own",
    "attribute of a base": "class A:\n    def __init__(self): self.c = SageMaker()\n"
    "    def f(self): self.c.own()\nclass B(A):\n    def __init__(self): self.d = 1",
    "walrus in a comprehension": "[(c := SageMaker()) for x in y]\nc.own()",
}


def check(code: str, in_equal: Check) -> None:
    """Check that nothing is found; warnings about calls of boto3 are not about names."""
    found = in_equal(START + code)
    assert [each for each in found if " raw-call: " not in each] == []


def test_methods_that_only_the_other_kind_of_client_has_are_reported(in_equal: Check) -> None:
    (found,) = in_equal(START + "AsyncSageMaker().close()")
    assert "AsyncSageMaker has no method 'close'" in found
    (found,) = in_equal(START + "SageMaker().aclose()")
    assert "SageMaker has no method 'aclose'" in found


@each("case", TUPLES.items(), ids=lambda case: case[0])
def test_types_of_strings_lists_and_tuples(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", LOOPS.items(), ids=lambda case: case[0])
def test_the_order_in_which_code_runs(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", [*CHANGED.items(), *OWNERS.items()], ids=lambda case: case[0])
def test_values_that_the_code_changes_or_makes(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", [*ANNOTATIONS.items(), *EXPECTED.items()], ids=lambda case: case[0])
def test_strings_and_calls_that_fail_intentionally(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", [*COROUTINES.items(), *NARROWED.items()], ids=lambda case: case[0])
def test_values_with_another_class(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", SCOPES.items(), ids=lambda case: case[0])
def test_values_from_other_scopes(case: tuple[str, str], in_equal: Check) -> None:
    check(case[1], in_equal)


@each("case", [*KNOWN_IN_LOOPS.items(), *STILL_KNOWN.items()], ids=lambda case: case[0])
def test_a_known_name_is_reported(case: tuple[str, str], in_equal: Check) -> None:
    (found,) = in_equal(START + case[1])

    assert "'own'" in found
