"""The error of the generator."""

from __future__ import annotations


class GenerationError(Exception):
    """The generator refuses something in a model, in ``rooms.toml`` or in ``model.lock``.

    The message names the thing, the rule that it breaks and the fix.
    """
