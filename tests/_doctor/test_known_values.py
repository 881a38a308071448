"""Values that are known without running the code, and values that are not."""

from __future__ import annotations

from typing import Final

from helpers.cases import each
from helpers.drift import Check

# Each uses a name that does not exist, with a known value.
KNOWN: Final = {
    "module alias": "import sagemaker_typed.sagemaker as sm\nsm.Tagg",
    "dotted module": "import sagemaker_typed.sagemaker\nsagemaker_typed.sagemaker.Tagg",
    "front door": "import sagemaker_typed as st\nst.SageMaker().list_modles()",
    "import from": "from sagemaker_typed.sagemaker import Tagg",
    "import of a module": "import sagemaker_typed.sagemakr",
    "import of a module of a package": "import sagemaker_typed.sagemaker.endpoint",
    "from a module of a package": "from sagemaker_typed.sagemaker.endpoint import Endpoint",
    "instance types": "from sagemaker_typed.instance_types import TrainingInstanceTyp",
    "errors": "from sagemaker_typed.sagemaker.errors import ResourceNotFond",
    "with": "with SageMaker() as client:\n    client.list_modles()",
    "async with": (
        "async def f():\n    async with SageMaker() as client:\n        await client.list_modles()"
    ),
    "parameter": "def f(client: SageMaker):\n    client.list_modles()",
    "optional parameter": "def f(client: SageMaker | None = None):\n    client.list_modles()",
    "typing.Optional": "def f(client: Optional[SageMaker]):\n    client.list_modles()",
    "quoted annotation": 'def f(client: "SageMaker"):\n    client.list_modles()',
    "keyword-only": "def f(*, client: SageMaker):\n    client.list_modles()",
    "variable annotation": "client: SageMaker = get()\nclient.list_modles()",
    "module variable in a function": "client = SageMaker()\ndef f():\n    client.list_modles()",
    "options": "SageMaker().with_options(timeout=1).list_modles()",
    "self": (
        "class A:\n    def __init__(self):\n        self.client = SageMaker()\n"
        "    def f(self):\n        self.client.list_modles()"
    ),
    "self from a parameter": (
        "class A:\n    def __init__(self, client: SageMaker):\n        self.client = client\n"
        "    def f(self):\n        return self.client.list_modles()"
    ),
    "dataclass": "@dataclass\nclass A:\n    client: SageMaker\ndef f(a: A): a.client.list_modles()",
    "property": (
        "class A:\n    @property\n    def client(self): return SageMaker()\n"
        "    def f(self): self.client.list_modles()"
    ),
    "function without annotation": "def f():\n    return SageMaker()\nf().list_modles()",
    "function with annotation": "def f() -> SageMaker: ...\nf().list_modles()",
    "function that calls a function": (
        "def f(): return SageMaker()\ndef g(): return f()\ng().list_modles()"
    ),
    "walrus": "if (client := SageMaker()):\n    client.list_modles()",
    "conditional": "(SageMaker() if x else SageMaker(region_name='a')).list_modles()",
    "both branches": "if x: c = SageMaker()\nelse: c = SageMaker(region_name='a')\nc.list_modles()",
    "branch that returns": (
        "def f(c: SageMaker):\n    if x:\n        c = 1\n        return\n    c.list_modles()"
    ),
    "response": "SageMaker().describe_endpoint(endpoint_name='a').endpoint_nmae",
    "send": "SageMaker().send(sm.DescribeEndpointRequest(endpoint_name='a')).endpoint_nmae",
    "nested structure": (
        "SageMaker().describe_endpoint(endpoint_name='a').data_capture_config.enable_capturee"
    ),
    "list": "SageMaker().list_models().models[0].model_nmae",
    "for": "for m in SageMaker().list_models().models:\n    m.model_nmae",
    "slice": "for m in SageMaker().list_models().models[:2]: m.model_nmae",
    "enumerate": "for i, m in enumerate(SageMaker().list_models().models): m.model_nmae",
    "sorted": "for m in sorted(SageMaker().list_models().models): m.model_nmae",
    "next": "next(iter(SageMaker().items(sm.ListModelsRequest()))).model_nmae",
    "comprehension": "[m.model_nmae for m in SageMaker().items(sm.ListModelsRequest())]",
    "pages": "for p in SageMaker().pages(sm.ListModelsRequest()): p.modles",
    "lambda": "f = lambda: SageMaker().list_modles()",
    "waiter": "SageMaker().wait_until_endpoint_in_service(endpoint_name='a').endpoint_nmae",
    "wait": (
        "SageMaker().wait(sm.DescribeEndpointRequest(endpoint_name='a'), until='a').endpoint_nmae"
    ),
    "from_boto": "from_boto(sm.Tag, x).kye",
    "list annotation": "def f(tags: list[sm.Tag]):\n    for t in tags: t.kye",
    "enum": "sm.TrainingJobStatus.FALED",
    "enum in a list": "sm.SearchRequest(resource='TrainingJbo')",
    "match": "match x:\n    case sm.Tagg(): pass",
    "decorator": "@f(sm.Tagg)\ndef g(): ...",
    "f-string": "f'{sm.Tagg}'",
    "default": "def f(x=sm.Tagg): ...",
    "exit stack": "stack.enter_context(SageMaker()).list_modles()",
    "argument": "SageMaker().create_model(model_nmae='a')",
    "constructor": "sm.Tag(kye='a', value='b')",
    "option of a waiter": "SageMaker().wait_until_endpoint_deleted(endpoint_name='a', timout=1)",
    "finally": "try:\n    c = SageMaker()\nfinally:\n    pass\nc.list_modles()",
    "handler": "try:\n    pass\nexcept E:\n    SageMaker().list_modles()",
    "while": "c = SageMaker()\nwhile c.list_modles(): pass",
    "tuples": "a, b = SageMaker(), 1\na.list_modles()",
    "unpacked": "[first, *rest] = SageMaker().list_models().models\nrest[0].model_nmae",
    "unpacked item": "first, second = SageMaker().list_models().models\nfirst.model_nmae",
    "dict": "def f(d: dict[str, sm.Tag]): d['a'].kye",
    "dict.get": "def f(d: dict[str, sm.Tag]): d.get('a').kye",
    "dict.values": "def f(d: dict[str, sm.Tag]):\n    for v in d.values(): v.kye",
    "dict.items": "def f(d: dict[str, sm.Tag]):\n    for k, v in d.items(): v.kye",
    "key of an assignment": "x[sm.Tagg] = 1",
    "annotation that is not one": "def f(x: 'not one'): sm.Tagg",
    "quoted attribute": "def f(x: 'sm.Tag'): x.kye",
    "Annotated": "def f(x: Annotated[sm.Tag, 1]): x.kye",
    "*args": "def f(*args: sm.Tagg): ...",
    "condition": "[x for x in y if sm.Tagg]",
    "dict comprehension": "{m.model_nmae: m for m in SageMaker().list_models().models}",
    "argument of a lambda": "lambda x, y=sm.Tagg: x",
    "raise": "raise f(sm.Tagg) from None",
    "pattern": "match x:\n    case sm.TrainingJobStatus.FALED | [*_, {**y}]: pass",
    "guard": "match x:\n    case {'a': a} if sm.Tagg: pass",
    "after branches that end a loop": (
        "while x:\n    if y: break\n    else: continue\nSageMaker().list_modles()"
    ),
    "else of try": (
        "try: pass\nexcept: pass\nelse:\n    if x: c = SageMaker()\n"
        "    else: c = SageMaker()\nc.list_modles()"
    ),
    "finally after return": "def f():\n    try: return 1\n    finally: sm.Tagg",
    "package as an attribute": "import sagemaker_typed as st\nst.sagemaker.errors.ResourceNotFond",
    "client of a package": (
        "from sagemaker_typed.sagemaker import SageMaker as S\nS().list_modles()"
    ),
    "function of a module": (
        "from sagemaker_typed.converter import from_boto as f\nf(sm.Tag, x).kye"
    ),
    "request as a keyword": (
        "SageMaker().send(request=sm.DescribeModelRequest(model_name='a')).model_nmae"
    ),
    "async client": "def f(client: 'SageMaker'):\n    return await_(client.list_modles())",
    "nested function": "def f(c: SageMaker):\n    def g(): c.list_modles()",
}
# Each could be right.
UNKNOWN: Final = {
    "other class": "client = Other()\nclient.list_modles()",
    "parameter": "def f(client): client.list_modles()",
    "assigned twice": ("client = SageMaker()\nclient = other()\ndef f(): client.list_modles()"),
    "assigned last": "client = SageMaker()\nclient = other()\nclient.list_modles()",
    "one branch": "client = SageMaker()\nif x: client = other()\nclient.list_modles()",
    "loop": "client = SageMaker()\nfor x in y: client = other()\nclient.list_modles()",
    "handler": ("client = SageMaker()\ntry: f()\nexcept E: client = other()\nclient.list_modles()"),
    "global": (
        "client = SageMaker()\ndef f():\n    global client\n    client = other()\n"
        "client.list_modles()"
    ),
    "own subclass": (
        "class Own(SageMaker):\n    def list_modles(self): ...\n"
        "    def f(self): self.list_modles()\nOwn().list_modles()"
    ),
    "own request": "class Own(sm.Tag):\n    kye = 1\nOwn(kye=1).kye",
    "hidden by a parameter": "sm.Tag\ndef f(sm): sm.Tagg",
    "hidden by a loop": "for sm in x: sm.Tagg",
    "hidden by a comprehension": "[sm.Tagg for sm in x]",
    "hidden by a lambda": "lambda sm: sm.Tagg",
    "hidden by except": "try: pass\nexcept E as sm: sm.Tagg",
    "hidden by a class": "class sm: ...\nsm.Tagg",
    "deleted": "del sm\nsm.Tagg",
    "two attributes": (
        "class A:\n    def __init__(self): self.client = SageMaker()\n"
        "    def g(self): self.client = other()\n    def f(self): self.client.list_modles()"
    ),
    "two results": "def f():\n    if x: return SageMaker()\n    return other()\nf().list_modles()",
    "classmethod": "class A:\n    @classmethod\n    def f(cls): cls.client.list_modles()",
    "static method": "class A:\n    @staticmethod\n    def f(self): self.client.list_modles()",
    "dict of boto3": "SageMaker().boto_client.list_models",
    "unknown attribute of a subscript": "def f(d: dict[str, sm.Tag]): d[0][1].x; del d[0]",
    "tuples that differ": "a, b = SageMaker(), other()\nb.list_modles()",
    "response of a wrong request": "SageMaker().send(sm.Tag(key='a', value='b')).x",
    "generator": "def f():\n    yield 1\n    return SageMaker()\nf().list_modles()",
    "decorated": "@g\ndef f(): return SageMaker()\nf().list_modles()",
    "attribute of an enum": "sm.TrainingJobStatus.FAILED.is_known",
    "methods of enums": "sm.TrainingJobStatus.__members__; sm.TrainingJobStatus.open('x')",
    "methods of objects": "sm.Tag(key='a', value='b').unknown_members",
    "metadata": "SageMaker().list_models().response_metadata.request_id",
    "keywords in a dict": "SageMaker().create_model(**x); sm.Tag(**x)",
    "boto_client": "SageMaker().boto_client.meta",
    "submodule": "from sagemaker_typed.sagemaker.hosting.endpoint import DescribeEndpointRequest",
    "common error": "from sagemaker_typed.sagemaker.errors import ValidationException",
    "aliases": "from sagemaker_typed.sagemaker import EndpointName\nEndpointName",
    "star": "from sagemaker_typed.sagemaker import *\nTagg",
    "relative": "from .sagemaker_typed import SagMaker",
    "other package": "import sagemaker\nsagemaker.Sesion",
    "version": "import sagemaker_typed\nsagemaker_typed.__version__",
    "local": "from sagemaker_typed.local import local_sagemaker",
    "union": "def f(c: SageMaker | Other): c.list_modles()",
}
START: Final = """\
from sagemaker_typed import SageMaker, from_boto, sagemaker as sm
"""


@each(("code"), KNOWN.items(), ids=lambda case: case[0])
def test_a_wrong_name_of_a_known_value_is_reported(code: tuple[str, str], in_equal: Check) -> None:
    found = in_equal(START + code[1])

    assert len(found) == 1, found
    assert " unknown-" in found[0]


@each("code", UNKNOWN.items(), ids=lambda case: case[0])
def test_nothing_is_guessed(code: tuple[str, str], in_equal: Check) -> None:
    assert in_equal(START + code[1]) == []


def test_a_misspelt_name_has_the_nearest_one(in_equal: Check) -> None:
    assert in_equal("from sagemaker_typed.sagemaker import (\n    CreateModelReqest,\n)") == [
        "2:5 unknown-name: module 'sagemaker_typed.sagemaker' has no name 'CreateModelReqest'; "
        "did you mean CreateModelRequest?"
    ]


def test_columns_count_characters(in_equal: Check) -> None:
    (found,) = in_equal(START + "'äöü', sm.Tagg")

    assert found.startswith("2:11 ")
