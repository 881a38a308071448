"""The error for an optional dependency that is not installed."""

from __future__ import annotations

__all__ = ["needs_extra", "pip_install"]


def needs_extra(
    who_needs: str,
    extra: str,
    error: ModuleNotFoundError,
    *,
    what: str = "an extra that is not installed",
) -> ModuleNotFoundError:
    """Return the error for a missing extra of this package.

    Args:
        who_needs: The start of the sentence, such as ``YAML needs``.
        extra: The name of the extra.
        error: The error of the failed import.
        what: The thing that is needed.
    """
    return ModuleNotFoundError(f"{who_needs} {what}: {pip_install(extra)}", name=error.name)


def pip_install(extra: str) -> str:
    """Return the command that installs an extra of this package."""
    return f'pip install "sagemaker-typed[{extra}]"'
