"""``python -m sagemaker_typed.codegen generate|check|changes|refresh``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from sagemaker_typed._hints.extras import pip_install

from .changes.arguments import add_arguments

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_MISSING_EXTRA: Final = "the generator needs {name}, which is not installed: " + pip_install(
    "codegen"
)


def main(arguments: list[str] | None = None, package: Path = _PACKAGE) -> int:
    """Run the command and return its exit code: 0 success, 1 differences, 2 an error.

    Args:
        arguments: The arguments; by default, those of the process.
        package: The folder of ``sagemaker_typed``, with ``model.lock`` and ``rooms.toml``.
    """
    parser = argparse.ArgumentParser(
        prog="python -m sagemaker_typed.codegen",
        description="Generate the typed package from botocore's service models.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="write the generated folders")
    generate.add_argument(
        "--model",
        type=Path,
        metavar="FILE",
        help="generate from this SageMaker service-2.json(.gz) instead; requires --output",
    )
    generate.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="with --model, the package to write; with --with-docs, the folder for a copy of it",
    )
    generate.add_argument(
        "--with-docs",
        action="store_true",
        help="add AWS documentation, which must not be committed, to the docstrings",
    )
    generate.add_argument(
        "--in-place", action="store_true", help="with --with-docs, change the package itself"
    )
    refresh = commands.add_parser(
        "refresh", help="move the checkout to the newest botocore, or to another one"
    )
    refresh.add_argument(
        "--botocore",
        metavar="VERSION",
        help="a version, or the path of a wheel or an unpacked botocore",
    )
    refresh.add_argument(
        "--cache",
        type=Path,
        metavar="FOLDER",
        help="the folder for downloaded versions; by default, in the user's cache folder",
    )
    commands.add_parser("check", help="check that the generated folders are up to date")
    changes = commands.add_parser("changes", help="show what changed between two botocore versions")
    add_arguments(changes)
    options = parser.parse_args(arguments)
    try:
        if options.command == "changes":
            from .changes.command import run

            return run(
                options.old,
                options.new,
                package,
                form=options.format,
                date=options.date,
                syntax=options.syntax,
                only_page=options.only_page,
                cache=options.cache,
            )
        if options.command == "generate" and (options.with_docs or options.in_place):
            if not options.with_docs or options.in_place == bool(options.output):
                parser.error("--with-docs requires either --output FOLDER or --in-place")
            if options.model:
                parser.error("--with-docs cannot be used with --model")
            return _generate_with_docs(package, options.output)
        if options.command == "generate" and (options.model or options.output):
            if not (options.model and options.output):
                parser.error("--model and --output must be used together")
            return _generate_elsewhere(package, options.model, options.output)
        if options.command == "generate":
            return _generate(package)
        if options.command == "refresh":
            from .refresh.command import run as run_refresh

            return run_refresh(package, options.botocore, options.cache)
        return _check(package)
    except ModuleNotFoundError as error:
        name = (error.name or "").split(".")[0]
        if name == "markdownify":
            print(error, file=sys.stderr)
            return 2
        if name not in {"jinja2", "ruff", "botocore"}:
            raise
        print(_MISSING_EXTRA.format(name=error.name), file=sys.stderr)
        return 2


def _generate(package: Path) -> int:
    from .errors import GenerationError
    from .generation import generate_all
    from .model.lock import read_lock, refuse_other_ruff
    from .write.files import owned_folders, write

    try:
        lock = read_lock(package)
        refuse_other_ruff(lock)
        generated = generate_all(lock, package)
    except GenerationError as error:
        print(f"not generated: {error}", file=sys.stderr)
        return 2
    sources = generated.sources
    changed = write(sources, package, owned=owned_folders(sources, package))
    _print_notes(generated.notes)
    print(f"{len(sources)} files from botocore {lock.botocore}; {len(changed)} changed")
    return 0


def _generate_elsewhere(package: Path, model: Path, output: Path) -> int:
    from .errors import GenerationError
    from .generation import generate_from_file
    from .write.files import owned_folders, write

    try:
        generated = generate_from_file(model, package)
        sources = generated.sources
    except (GenerationError, OSError, ValueError) as error:
        print(f"not generated: {error}", file=sys.stderr)
        return 2
    output.mkdir(parents=True, exist_ok=True)
    (output / "__init__.py").touch()
    write(sources, output, owned=owned_folders(sources))
    # Rows for the committed models need not apply to another one.
    _print_notes(tuple(note for note in generated.notes if not note.startswith("rooms.toml: ")))
    print(f"{len(sources)} files from {model} in {output}")
    return 0


def _generate_with_docs(package: Path, output: Path | None) -> int:
    from .errors import GenerationError
    from .generation import generate_all
    from .model.lock import read_lock, refuse_other_ruff
    from .write.files import copy_package, owned_folders, write

    try:
        lock = read_lock(package)
        refuse_other_ruff(lock)
        sources = generate_all(lock, package, with_docs=True).sources
        written = package if output is None else copy_package(package, output)
    except (GenerationError, OSError) as error:
        print(f"not generated: {error}", file=sys.stderr)
        return 2
    write(sources, written, owned=owned_folders(sources))
    print(f"{len(sources)} files with AWS documentation from botocore {lock.botocore} in {written}")
    return 0


def _check(package: Path) -> int:
    from .errors import GenerationError
    from .generation import WITH_DOCS, generate_all
    from .model.lock import read_lock, refuse_other_ruff
    from .write.files import differences, first_lines

    try:
        lock = read_lock(package)
        refuse_other_ruff(lock)
        generated = generate_all(lock, package)
    except GenerationError as error:
        print(f"not checked: {error}", file=sys.stderr)
        return 2
    sources = generated.sources
    documented = [path for path, line in first_lines(sources, package) if f" {WITH_DOCS}`" in line]
    if documented:
        print(
            f"{len(documented)} of {len(sources)} generated files contain AWS documentation from "
            f"`{WITH_DOCS} --in-place`, which must not be committed: run "
            "`python -m sagemaker_typed.codegen generate`",
            file=sys.stderr,
        )
        return 1
    found = list(differences(sources, package))
    for text in found:
        print(text, file=sys.stderr)
    if found:
        print(
            f"{len(found)} of {len(sources)} generated files differ from the generator's output; "
            "change the templates or rooms.toml and run `python -m sagemaker_typed.codegen "
            "generate`",
            file=sys.stderr,
        )
        return 1
    _print_notes(generated.notes)
    print(f"{len(sources)} generated files are up to date (botocore {lock.botocore})")
    return 0


def _print_notes(notes: tuple[str, ...]) -> None:
    for note in notes:
        print(f"note: {note}")


if __name__ == "__main__":
    sys.exit(main())
