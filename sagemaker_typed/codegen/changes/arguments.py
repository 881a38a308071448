"""The arguments of the command, which need no other module."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Final

_DATE: Final = "%Y/%m/%d"
_SOURCE: Final = (
    "a version of botocore, such as 1.44.5, or the path of a service-2.json(.gz), of a wheel of "
    "botocore, or of a folder with its data"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("old", metavar="OLD", help=_SOURCE)
    parser.add_argument("new", metavar="NEW", help="the same, for the new version")
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="text by default"
    )
    parser.add_argument(
        "--syntax",
        action="store_true",
        help="in text, show the syntax of each method; the other formats have it",
    )
    parser.add_argument(
        "--only-page",
        action="store_true",
        help="in text, show only what AWS's own pages of changes show",
    )
    parser.add_argument(
        "--date",
        type=_date,
        metavar="YYYY/MM/DD",
        help="the date in the headlines; by default, that of the wheel of NEW, if it is downloaded",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="FOLDER",
        help="the folder for downloaded versions; by default, in the user's cache folder",
    )


def checked_date(text: str) -> str:
    """Return a date as it is given.

    Raises:
        ValueError: it is not a date, or has another form.
    """
    try:
        is_date = datetime.strptime(text, _DATE).strftime(_DATE) == text
    except ValueError:
        is_date = False
    if not is_date:
        raise ValueError(f"{text!r} is not a date, or does not have the form YYYY/MM/DD")
    return text


def _date(text: str) -> str:
    try:
        return checked_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
