"""Errors with the local engine.

The comment above each error has its kind and the words that all checkers must report; see
kinds.toml. A checker that does not report an error is listed after "not". If a new release of the
checker does report it, the test fails.
"""
# ruff: noqa: F401, I001 - each error has its own line

from __future__ import annotations

from sagemaker_typed.local import LocalEngine, local_sagemaker

# -> misspelt-import: LocalEngin
from sagemaker_typed.local import LocalEngin

# -> misspelt-keyword: sped
LocalEngine(sped=0)
# -> wrong-argument: float
LocalEngine(speed="0")
local = LocalEngine()
# -> misspelt-attribute: advanc
local.advanc(60)
# -> misspelt-attribute: load_response
local.load_response("calls.json")
# -> wrong-argument: float
local.load_responses(5.0)
# -> wrong-argument: built, Literal[
local_sagemaker(engine="built")
# -> wrong-argument: float
local_sagemaker(speed="fast")
