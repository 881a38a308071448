"""The commands and their options. Each command imports what it needs when it runs."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path
from typing import Final

import click

import sagemaker_typed
from sagemaker_typed._doctor.findings import RULES

_SETTINGS: Final = {"help_option_names": ["-h", "--help"]}
_PACKAGE: Final = Path(sagemaker_typed.__file__).parent
_FILE: Final = click.Path(path_type=Path)


@click.group(context_settings=_SETTINGS)
@click.version_option(sagemaker_typed.__version__, "--version", message="%(prog)s %(version)s")
def commands() -> None:
    """Tools for sagemaker_typed, a typed client for Amazon SageMaker."""


@commands.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=_FILE)
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option(
    "--sarif", "form", flag_value="sarif", help="Print findings as SARIF 2.1.0; needs a PATH."
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    type=click.Choice([*RULES]),
    help="Leave out the findings of a rule; can be repeated.",
)
def doctor(paths: tuple[Path, ...], form: str | None, ignore: tuple[str, ...]) -> int:
    """Compare this release with the installed botocore, or check code.

    Without a PATH: the differences between this release and the installed botocore.

    With files, notebooks or folders: the names in them that one of the two does not have,
    deprecated names, and mistakes in calls of boto3. The code does not run.

    The exit status is 0 if nothing was found, 1 if something was found, 2 for an error. Notes do
    not count.
    """
    if form == "sarif" and not paths:
        raise click.UsageError("--sarif needs a PATH: only findings in code have places.")
    from sagemaker_typed._doctor.command import run

    return run(paths, form=form or "text", ignore=ignore)


def _date(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d{4}/\d\d/\d\d", text):
        raise click.BadParameter(f"{text!r} does not have the form YYYY/MM/DD.")
    return text


@commands.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option(
    "--syntax", is_flag=True, help="In text, show the syntax of each method; other formats have it."
)
@click.option(
    "--only-page", is_flag=True, help="In text, show only what AWS's own pages of changes show."
)
@click.option(
    "--date",
    metavar="YYYY/MM/DD",
    callback=_date,
    help="The date in the headlines; by default, that of the wheel of NEW, if it is downloaded.",
)
@click.option(
    "--cache",
    metavar="FOLDER",
    type=_FILE,
    help="The folder for downloaded versions; by default, in the user's cache folder.",
)
def changes(
    old: str,
    new: str,
    form: str,
    syntax: bool,
    only_page: bool,
    date: str | None,
    cache: Path | None,
) -> int:
    """Show what changed between two botocore versions.

    OLD and NEW are versions of botocore, such as 1.44.5, or paths of a service-2.json(.gz), of a
    wheel of botocore, or of a folder with its data.
    """
    from sagemaker_typed.codegen.changes.command import run

    options = Namespace(
        old=old,
        new=new,
        format=form,
        syntax=syntax,
        only_page=only_page,
        date=date,
        cache=cache,
    )
    return run(options, _PACKAGE)
