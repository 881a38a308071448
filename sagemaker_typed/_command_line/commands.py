"""The commands and their options. Each command imports what it needs when it runs."""

from __future__ import annotations

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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--sarif", "as_sarif", is_flag=True, help="Print findings as SARIF 2.1.0; needs a PATH."
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    type=click.Choice([*RULES]),
    help="Leave out the findings of a rule; can be repeated.",
)
def doctor(paths: tuple[Path, ...], as_json: bool, as_sarif: bool, ignore: tuple[str, ...]) -> int:
    """Compare this release with the installed botocore, or check code.

    Without a PATH: the differences between this release and the installed botocore.

    With files, notebooks or folders: the names in them that one of the two does not have,
    deprecated names, and mistakes in calls of boto3. The code does not run.

    The exit status is 0 if nothing was found, 1 if something was found, 2 for an error. Notes do
    not count.
    """
    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif are two formats: choose one of them.")
    if as_sarif and not paths:
        raise click.UsageError("--sarif needs a PATH: only findings in code have places.")
    from sagemaker_typed._doctor.command import run

    form = "json" if as_json else "sarif" if as_sarif else "text"
    return run(paths, form=form, ignore=ignore)


def _date(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    from sagemaker_typed.codegen.changes.arguments import checked_date

    try:
        return None if text is None else checked_date(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error


@commands.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    help="Text by default.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--syntax", is_flag=True, help="Show the syntax of each method; only for text.")
@click.option(
    "--only-page",
    is_flag=True,
    help="Show only what AWS's own pages of changes show; only for text.",
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
    form: str | None,
    as_json: bool,
    syntax: bool,
    only_page: bool,
    date: str | None,
    cache: Path | None,
) -> int:
    """Show what changed between two botocore versions.

    OLD and NEW are versions of botocore, such as 1.44.5, or paths of a service-2.json(.gz), of a
    wheel of botocore, or of a folder with its data.
    """
    if as_json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} are two formats: choose one of them.")
    form = "json" if as_json else form or "text"
    for name, is_given in (("--syntax", syntax), ("--only-page", only_page)):
        if is_given and form != "text":
            raise click.UsageError(f"{name} is for text, not for {form}: leave one of them out.")
    from sagemaker_typed.codegen.changes.command import run

    return run(
        old, new, _PACKAGE, form=form, date=date, syntax=syntax, only_page=only_page, cache=cache
    )


@commands.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "all_requests", is_flag=True, help="The requests of all operations.")
@click.option(
    "--output",
    "folder",
    metavar="FOLDER",
    type=_FILE,
    help="Write a file for each class into this folder, instead of printing one.",
)
@click.option(
    "--snake-case", is_flag=True, help="Members have the names of fields, such as model_name."
)
def schema(
    names: tuple[str, ...], all_requests: bool, folder: Path | None, snake_case: bool
) -> int:
    """Write the JSON Schema of requests, with which editors check YAML and JSON files.

    NAME is an operation, such as CreateTrainingJob, or a class, such as Tag; for a service other
    than SageMaker, it may have its package before it: metrics.BatchPutMetrics.
    """
    if not names and not all_requests:
        raise click.UsageError("Name an operation, such as CreateTrainingJob, or use --all.")
    if folder is None and (all_requests or len(names) > 1):
        raise click.UsageError("Several schemas need --output FOLDER.")
    from .schema_files import run

    run(
        names,
        folder=folder,
        all_requests=all_requests,
        member_names="snake_case" if snake_case else "wire",
    )
    return 0
