"""Write the docstrings of waiter methods: conditions, arguments and errors."""

from __future__ import annotations

from sagemaker_typed.codegen.model.shapes import Acceptor, Waiter

from .views import ErrorLineView, ParameterView


def waiter_facts(waiter: Waiter, request: str) -> str:
    """Return the start of a waiter method's docstring, without its arguments and errors."""
    if waiter.ends_with_an_error:
        returned = [
            "Returns the last response before the resource was gone, or ``None`` if it was gone at",
            "the first attempt.",
        ]
    else:
        returned = ["Returns the last response."]
    seconds = waiter.delay * waiter.max_attempts
    return "\n".join(
        [
            f"Wait with the waiter ``{waiter.name}``.",
            "",
            f"It polls ``{waiter.operation}`` with the fields of :class:`{request}`.",
            "",
            *(_acceptor_words(acceptor) for acceptor in waiter.acceptors),
            "",
            *returned,
            "",
            f"By default, it polls every {waiter.delay} s for up to {seconds} s.",
        ]
    )


def waiter_options(waiter: Waiter, response: str) -> tuple[ParameterView, ...]:
    """Return the keywords of a waiter method besides the fields of the request."""
    seconds = waiter.delay * waiter.max_attempts
    rows = (
        ("timeout", "float", f"Maximum number of seconds to wait; default: {seconds}. "
         "``math.inf`` means no limit."),
        ("poll", "Poll", f"Seconds between two attempts; default: {waiter.delay}. Also an iterable "
         "of seconds, or a function of the number of attempts."),
        ("on_progress", f"OnProgress[{response}]",
         "A function that is called with a ``Progress`` after each attempt."),
        ("cancel", "Cancel", "A ``threading.Event`` that ends the wait when it is set."),
    )  # fmt: skip
    return tuple(
        ParameterView(name, f"{kind} | None", False, "", f"{kind} | None", text)
        for name, kind, text in rows
    )


def waiter_errors(waiter: Waiter) -> tuple[ErrorLineView, ...]:
    """Return the errors that a waiter method raises."""
    failed = "A listed condition failed, or the service returned an error that is not listed"
    if not waiter.ends_with_an_error:
        failed += ", or a final status that is not listed"
    return (
        ErrorLineView("WaitFailed", f"{failed}: read ``reason`` and ``response``."),
        ErrorLineView(
            "WaitTimeout", "The timeout has expired: increase ``timeout``, or wait again."
        ),
        ErrorLineView("WaitCancelled", "``cancel`` was set."),
    )


def _acceptor_words(acceptor: Acceptor) -> str:
    match acceptor.matcher:
        case "error" if acceptor.expected is True:
            when = "on any error"
        case "error" if acceptor.expected is False:
            when = "on any response"
        case "error":
            when = f"on the error ``{acceptor.expected}``"
        case "status":
            when = f"on HTTP status {acceptor.expected}"
        case "pathAll":
            when = f"when all of ``{acceptor.argument}`` are ``{acceptor.expected}``"
        case "pathAny":
            when = f"when any of ``{acceptor.argument}`` is ``{acceptor.expected}``"
        case _:
            when = f"when ``{acceptor.argument}`` is ``{acceptor.expected}``"
    verdict = {"success": "Succeeds", "failure": "Fails", "retry": "Continues"}[acceptor.state]
    return f"- {verdict} {when}."
