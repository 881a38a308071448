"""What to say where an optional dependency is not installed."""

from __future__ import annotations

__all__ = ["needs_extra", "pip_install"]


def needs_extra(
    who_needs: str,
    extra: str,
    error: ModuleNotFoundError,
    *,
    what: str = "an extra that is not installed",
) -> ModuleNotFoundError:
    """The error for a module of an extra of this package that is not installed.

    Args:
        who_needs: The beginning of the sentence, such as ``YAML needs``.
        extra: The name of the extra.
        error: The error of the import.
        what: What is needed.
    """
    return ModuleNotFoundError(f"{who_needs} {what}: {pip_install(extra)}", name=error.name)


def pip_install(extra: str) -> str:
    """The command that installs an extra of this package."""
    return f'pip install "sagemaker-typed[{extra}]"'
