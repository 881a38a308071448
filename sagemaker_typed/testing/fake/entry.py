"""The entry of a rule in a fake. ``Rule`` has the methods that a test calls, and nothing else."""

from __future__ import annotations

import attrs

from .matching import Matcher
from .replies import Replies

__all__ = ["Entry"]


@attrs.frozen(eq=False)
class Entry:
    """The requests that a rule matches, and its responses."""

    matcher: Matcher
    """The requests."""
    origin: str
    """The line that made the rule."""
    answers: Replies = attrs.field(factory=Replies)
    """The responses, and which of them were used."""

    def described(self) -> str:
        """Return the call that made the rule."""
        return self.matcher.described()
