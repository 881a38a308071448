"""Make a release of the checkout: `nox -s release`, or `nox -s release -- --dry-run`.

A release is a commit with the version and its section in the changelog, a tag, and an sdist and a
wheel in `dist/` that another build reproduces. Nothing is pushed or published. A dry run does the
same in a temporary clone, and keeps only `dist/`. The notes for the release page are in
`docs/_build/release-notes.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sagemaker_typed.codegen.changes.compare import compare_models
from sagemaker_typed.codegen.changes.markdown import to_markdown
from sagemaker_typed.codegen.changes.rules import rules_of_services
from sagemaker_typed.codegen.changes.sources import models_of
from sagemaker_typed.codegen.model.lock import LOCK_FILE, read_lock
from sagemaker_typed.codegen.model.sources import Source
from sagemaker_typed.codegen.model.store import MODELS_FOLDER, read_models
from sagemaker_typed.codegen.refresh.fragment import FRAGMENTS
from sagemaker_typed.codegen.refresh.version import (
    CHANGELOG,
    VERSION_FILE,
    Version,
    last_release,
    releases,
    version_of,
    with_number,
)

NOTES: Final = "docs/_build/release-notes.md"
_MOST_CHARACTERS: Final = 60_000
"""The maximum length of the notes; they are also the description of a pull request."""
_PACKAGE: Final = "sagemaker_typed"
_HISTORY: Final = ("docs/performance/history.jsonl", "docs/performance/report.md")
_UNRELEASED: Final = "unreleased"
"""The version that the benchmarks use for a state before its release."""
_GENERATED: Final = "+botocore-"
"""The start of the fragments that `refresh` writes; it has raised the version for them."""


def main(arguments: list[str]) -> int:
    """Make a release, or try to, and return the exit code: 0 success, 2 an error."""
    parser = argparse.ArgumentParser(
        prog="nox -s release --", description="Commit, tag and build a release."
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="commit and tag only in a copy")
    how.add_argument(
        "--again", action="store_true", help="only build the release that was committed last"
    )
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[1]
    dist = root / "dist"
    try:
        if options.again:
            version = again(root, dist)
        elif not options.dry_run:
            version = release(root, dist)
        else:
            refuse_changes(root)
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "checkout"
                run("git", "clone", "--quiet", str(root), str(copy), at=root)
                version = release(copy, dist)
    except ReleaseError as error:
        print(f"not released: {error}", file=sys.stderr)
        return 2
    for path in sorted(dist.iterdir()):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root)}")
    print(f"the notes are in {NOTES}")
    if options.again:
        print(f"{version} is built")
    elif options.dry_run:
        print(f"{version} could be released; the checkout is unchanged")
    else:
        print(f"{version} is committed and tagged. To publish it: git push --follow-tags")
    return 0


class ReleaseError(Exception):
    """The checkout cannot be released."""


def release(root: Path, dist: Path) -> str:
    """Commit and tag a release of a checkout, build it, and return its version.

    Raises:
        ReleaseError: the checkout has changes that are not committed, or nothing to release; or the
            build failed, and the checkout is as before.
    """
    refuse_changes(root)
    fragments = [path.name for path in (root / FRAGMENTS).glob("+*.md")]
    if not fragments:
        raise ReleaseError(f"{FRAGMENTS}/ has no fragments, so nothing has changed")
    module = root / VERSION_FILE
    before = last_release(root)
    version = next_version(version_of(module.read_text(encoding="utf-8")), before, fragments)
    tags = run("git", "tag", "--list", "v*", at=root).split()
    if f"v{version}" in tags:
        raise ReleaseError(f"the tag v{version} exists already, but {CHANGELOG} does not have it")
    if before is not None and _tag(before) not in tags:
        raise ReleaseError(f"the notes need the tag {_tag(before)}: git fetch --tags")
    module.write_text(with_number(module.read_text("utf-8"), version), encoding="utf-8")
    run(sys.executable, "-m", "towncrier", "build", "--yes", "--version", version, at=root)
    name_measured_version(root, version)
    run("git", "add", "--all", at=root)
    run("git", "commit", "--quiet", "--message", f"Release {version}", at=root)
    try:
        build(root, dist)
        write_notes(root, dist, version, before)
        run("git", "tag", "--annotate", f"v{version}", "--message", f"Release {version}", at=root)
    except ReleaseError:
        run("git", "reset", "--quiet", "--hard", "HEAD^", at=root)
        raise
    return version


def name_measured_version(root: Path, version: str) -> None:
    """Name the version in the history of the benchmarks, if they have measured it."""
    for name in _HISTORY:
        path = root / name
        if path.exists():
            text = path.read_text(encoding="utf-8")
            for place in ('"version": "{}"', "| {} ("):
                text = text.replace(place.format(_UNRELEASED), place.format(version))
            path.write_text(text, encoding="utf-8")


def refuse_changes(root: Path) -> None:
    """Refuse a checkout with changes that are not committed.

    Raises:
        ReleaseError: there are such changes.
    """
    if run("git", "status", "--porcelain", at=root):
        raise ReleaseError("the checkout has changes that are not committed")


def again(root: Path, dist: Path) -> str:
    """Build the release of a checkout, whose commit and section of the changelog are there.

    Raises:
        ReleaseError: the checkout has changes after its last release, or that is another version.
    """
    refuse_changes(root)
    version = version_of((root / VERSION_FILE).read_text(encoding="utf-8"))
    *others, last = [None, *sorted(releases(root))]
    if last is None or version != ".".join(map(str, last)):
        raise ReleaseError(f"{CHANGELOG} does not have {version} as its last release")
    if [*(root / FRAGMENTS).glob("+*.md")]:
        raise ReleaseError(f"{FRAGMENTS}/ has fragments of changes after {version}")
    tagged = run("git", "tag", "--list", f"v{version}", "--format=%(*objectname)", at=root)
    if tagged not in {"", run("git", "rev-parse", "HEAD", at=root)}:
        raise ReleaseError(f"v{version} is the tag of another commit")
    build(root, dist)
    write_notes(root, dist, version, others[-1])
    return version


def _tag(version: Version) -> str:
    return "v" + ".".join(map(str, version))


def next_version(here: str, before: Version | None, fragments: Iterable[str]) -> str:
    """Return the version of the release, as `docs/versions.md` says.

    Args:
        here: The version in the package, which `refresh` raises for changes of the service.
        before: The last release.
        fragments: The names of the changelog fragments.
    """
    if before is None:
        return here
    by_hand = [name for name in fragments if not name.startswith(_GENERATED)]
    kinds = {name.split(".")[1] for name in by_hand}
    major, minor, patch = before
    needed = (major, minor, patch + 1) if kinds <= {"fixed"} else (major, minor + 1, 0)
    if "removed" in kinds and major:
        needed = (major + 1, 0, 0)
    found = max(needed, tuple(map(int, here.split("."))))
    return ".".join(map(str, found))


def build(root: Path, dist: Path) -> None:
    """Build the sdist and the wheel of the last commit twice, and check them.

    Raises:
        ReleaseError: the two builds differ, or an archive is not valid.
    """
    time = run("git", "log", "-1", "--format=%ct", at=root)
    shutil.rmtree(dist, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "checkout"
        run("git", "clone", "--quiet", str(root), str(again), at=root)
        for at, output in ((root, dist), (again, again / "dist")):
            command = (sys.executable, "-m", "build", "--outdir", str(output))
            run(*command, at=at, SOURCE_DATE_EPOCH=time)
        for path in dist.iterdir():
            if path.read_bytes() != (again / "dist" / path.name).read_bytes():
                raise ReleaseError(f"another build of {path.name} has other bytes")
    run(sys.executable, "-m", "twine", "check", "--strict", *map(str, dist.iterdir()), at=root)


def write_notes(root: Path, dist: Path, version: str, before: Version | None) -> None:
    """Write the notes beside the folder of the archives."""
    target = dist.parent / NOTES
    target.parent.mkdir(exist_ok=True)
    target.write_text(notes(root, version, before), encoding="utf-8")


def notes(root: Path, version: str, before: Version | None) -> str:
    """Return the notes: the section of the changelog, and what changed in the services."""
    text = (root / CHANGELOG).read_text(encoding="utf-8")
    pattern = rf"^## {re.escape(version)} \(.*?\)\n(.*?)(?=^## |\Z)"
    section = re.search(pattern, text, re.MULTILINE | re.DOTALL)
    if section is None:
        raise ReleaseError(f"{CHANGELOG} has no section for {version}")
    parts = [section[1].strip()]
    if before is not None:
        parts.append(_changes(root, ".".join(map(str, before))))
    text = "\n\n".join(filter(None, parts))
    if len(text) > _MOST_CHARACTERS:
        # GitHub refuses longer ones.
        text = text[:_MOST_CHARACTERS].rpartition("\n")[0].rstrip() + "\n\nThe rest was left out."
    return f"{text}\n"


def _changes(root: Path, before: str) -> str:
    """Return the page of changes since a release, as Markdown; empty if there are none."""
    paths = [f"{_PACKAGE}/{path}" for path in (MODELS_FOLDER, LOCK_FILE)]
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "models.tar"
        run("git", "archive", "--output", str(archive), f"v{before}", *paths, at=root)
        shutil.unpack_archive(archive, folder, filter="data")
        old, new = (
            models_of(Source(read_lock(package).botocore, read_models(package / MODELS_FOLDER)))
            for package in (Path(folder) / _PACKAGE, root / _PACKAGE)
        )
        changes = compare_models(old, new, rules_of_services(root / _PACKAGE))
    if not changes.services:
        return ""
    command = f"`python -m sagemaker_typed.codegen changes {changes.old} {changes.new}`"
    page = to_markdown(changes, with_methods=False)
    return f"{command} prints the changes of the services, with their methods.\n\n{page}"


def run(*command: str, at: Path, **variables: str) -> str:
    """Run a command in a folder and return its output.

    Raises:
        ReleaseError: it failed.
    """
    done = subprocess.run(
        command, cwd=at, env=os.environ | variables, capture_output=True, text=True, check=False
    )
    if done.returncode:
        shown = " ".join(command[:3])
        raise ReleaseError(f"`{shown}` failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
