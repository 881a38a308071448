"""What the generator says when it will not go on."""

from __future__ import annotations


class GenerationError(Exception):
    """The model, the rooms or the lock hold something that the generator refuses.

    The message names the thing, the rule that it breaks and the way out.
    """
