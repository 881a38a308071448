"""The program that makes releases, on a small repository; `nox -s release -- --dry-run` builds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import release
from helpers.codegen.history import checkout
from helpers.folders import DATA, ROOT
from helpers.models import LOCK

from sagemaker_typed.codegen.__main__ import main
from sagemaker_typed.codegen.refresh.version import VERSION_FILE, last_release


def git(root: Path, *command: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    done = subprocess.run(
        ["git", *identity, *command], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the package and one changelog fragment."""
    root = tmp_path_factory.mktemp("repository") / "checkout"
    checkout(root)
    (root / ".gitignore").write_text("__pycache__\n/docs/_build\n/dist\n", encoding="utf-8")
    (root / "docs" / "changelog").mkdir()
    shutil.copy(ROOT / "docs" / "changelog" / "README.md", root / "docs" / "changelog")
    fragment(root, "+calls.added.md")
    git(root, "init", "--quiet")
    commit(root)
    return root


@pytest.fixture
def root(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clone of the repository; builds are left out."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.com")
    monkeypatch.setattr(release, "build", no_build)
    root = tmp_path / "checkout"
    git(tmp_path, "clone", "--quiet", str(repository), str(root))
    return root


def no_build(_root: Path, dist: Path) -> None:
    dist.mkdir(exist_ok=True)


def fragment(root: Path, name: str) -> None:
    (root / "docs" / "changelog" / name).write_text(f"About {name}.\n", encoding="utf-8")


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A change")


def notes(root: Path) -> str:
    return (root / release.NOTES).read_text(encoding="utf-8")


def test_release_is_a_commit_with_a_tag_and_a_section_of_the_changelog(root: Path) -> None:
    assert release.release(root, root / "dist") == "0.1.0"

    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--format=%s") == "Release 0.1.0"
    assert git(root, "describe", "--exact-match") == "v0.1.0"
    assert last_release(root) == (0, 1, 0)
    assert "### Added\n\n- About +calls.added.md." in notes(root)
    assert not [*(root / "docs" / "changelog").glob("+*.md")]


def test_release_names_the_version_that_the_benchmarks_have_measured(root: Path) -> None:
    fragment(root, "+a.added.md")
    folder = root / "docs" / "performance"
    history, report = folder / "history.jsonl", folder / "report.md"
    folder.mkdir(parents=True, exist_ok=True)
    history.write_text('{"version": "unreleased", "botocore": "1", "ratios": {}}\n', "utf-8")
    report.write_text("| bar | unreleased (botocore 1) |\n", "utf-8")
    commit(root)

    version = release.release(root, root / "dist")

    assert json.loads(history.read_text("utf-8"))["version"] == version
    assert report.read_text("utf-8") == f"| bar | {version} (botocore 1) |\n"


def test_release_after_a_refresh_has_its_page_of_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release.release(root, root / "dist")
    archive = DATA / "botocore-1.43.0.zip"
    command = ["refresh", "--botocore", str(archive)]
    monkeypatch.chdir(root)
    assert main(command, root / "sagemaker_typed") == 0
    fragment(root, "+calls.fixed.md")
    commit(root)

    assert release.release(root, root / "dist") == "0.2.0"

    module = (root / VERSION_FILE).read_text(encoding="utf-8")
    assert '__version__ = "0.2.0"' in module
    assert last_release(root) == (0, 2, 0)
    text = notes(root)
    assert text.index("### Fixed") < text.index(f"# Changes from {LOCK.botocore} to 1.43.0")
    assert "### Breaking" in text
    assert f"changes {LOCK.botocore} 1.43.0` prints the changes of the services" in text
    assert "#### " not in text
    assert "About +calls.added.md" not in text


def test_release_is_built_again_from_its_commit(root: Path) -> None:
    with pytest.raises(release.ReleaseError, match=r"does not have 0\.1\.0 as its last release"):
        release.again(root, root / "dist")
    release.release(root, root / "dist")
    expected = notes(root)
    shutil.rmtree(root / "docs" / "_build")
    fragment(root, "+more.fixed.md")
    commit(root)
    release.release(root, root / "dist")
    git(root, "checkout", "--quiet", "v0.1.0")

    assert release.again(root, root / "dist") == "0.1.0"

    assert notes(root) == expected
    assert git(root, "status", "--porcelain") == ""


def test_only_the_commit_of_a_release_is_built_again(root: Path) -> None:
    release.release(root, root / "dist")
    (root / "README.md").write_text("Another README.\n", encoding="utf-8")
    commit(root)

    with pytest.raises(release.ReleaseError, match=r"v0\.1\.0 is the tag of another commit"):
        release.again(root, root / "dist")
    fragment(root, "+more.fixed.md")
    commit(root)
    with pytest.raises(release.ReleaseError, match=r"has fragments of changes after 0\.1\.0"):
        release.again(root, root / "dist")


@pytest.mark.parametrize("is_missing", [True, False])
def test_tags_that_do_not_fit_are_found_first(root: Path, *, is_missing: bool) -> None:
    release.release(root, root / "dist")
    if is_missing:
        git(root, "tag", "--delete", "v0.1.0")
    else:
        git(root, "tag", "v0.1.1")
    fragment(root, "+more.fixed.md")
    commit(root)
    before = git(root, "rev-parse", "HEAD")

    expected = r"need the tag v0\.1\.0: git fetch" if is_missing else r"v0\.1\.1 exists already"
    with pytest.raises(release.ReleaseError, match=expected):
        release.release(root, root / "dist")
    assert git(root, "rev-parse", "HEAD") == before


def test_failed_build_leaves_the_checkout_as_before(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_root: Path, _dist: Path) -> None:
        raise release.ReleaseError("the build failed")

    monkeypatch.setattr(release, "build", fail)
    before = git(root, "rev-parse", "HEAD")

    with pytest.raises(release.ReleaseError, match="the build failed"):
        release.release(root, root / "dist")

    assert git(root, "rev-parse", "HEAD") == before
    assert git(root, "status", "--porcelain") == git(root, "tag") == ""
    assert [*(root / "docs" / "changelog").glob("+*.md")]


def test_dry_run_of_changes_that_are_not_committed_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "README.md").write_text("Another README.\n", encoding="utf-8")
    monkeypatch.setattr(release, "__file__", str(root / "docs" / "release.py"))

    assert release.main(["--dry-run"]) == 2
    assert "changes that are not committed" in capsys.readouterr().err


def test_long_notes_are_cut_at_a_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "_MOST_CHARACTERS", 20)
    fragment(root, "+more.added.md")
    commit(root)
    release.release(root, root / "dist")

    assert notes(root) == "### Added\n\nThe rest was left out.\n"


def test_release_of_changes_that_are_not_committed_is_refused(root: Path) -> None:
    (root / VERSION_FILE).write_text("# Changed.\n", encoding="utf-8")

    with pytest.raises(release.ReleaseError, match="changes that are not committed"):
        release.release(root, root / "dist")
    assert git(root, "tag") == ""


def test_release_without_changes_is_refused(root: Path) -> None:
    release.release(root, root / "dist")

    with pytest.raises(release.ReleaseError, match="no fragments, so nothing has changed"):
        release.release(root, root / "dist")
    assert git(root, "tag") == "v0.1.0"


@pytest.mark.parametrize(
    ("here", "before", "fragments", "expected"),
    [
        ("0.1.0", None, ["+a.added.md"], "0.1.0"),
        ("0.1.0", (0, 1, 0), ["+a.fixed.md"], "0.1.1"),
        ("0.1.0", (0, 1, 0), ["+a.fixed.md", "+b.changed.md"], "0.2.0"),
        ("0.1.0", (0, 1, 0), ["+a.deprecated.md"], "0.2.0"),
        # A refresh has raised the version for its own fragments.
        ("0.1.1", (0, 1, 0), ["+botocore-1-2-3.added.md"], "0.1.1"),
        ("0.2.0", (0, 1, 0), ["+botocore-1-2-3.added.md", "+a.fixed.md"], "0.2.0"),
        ("1.9.9", (1, 9, 9), ["+a.added.md"], "1.10.0"),
        ("1.9.9", (1, 9, 9), ["+a.removed.md"], "2.0.0"),
        ("1.9.9", (1, 9, 9), ["+botocore-1-2-3.removed.md", "+a.fixed.1.md"], "1.9.10"),
    ],
)
def test_version_follows_the_fragments(
    here: str, before: tuple[int, int, int] | None, fragments: list[str], expected: str
) -> None:
    assert release.next_version(here, before, fragments) == expected


def test_builds_that_differ_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = iter("ab")

    def run(*command: str, at: Path, **_variables: str) -> str:
        if "build" in command:
            output = Path(command[-1])
            output.mkdir(parents=True)
            (output / "one.whl").write_text(next(builds), encoding="utf-8")
        return str(at.stat().st_mtime_ns) if command[0] == "git" else ""

    monkeypatch.setattr(release, "run", run)

    with pytest.raises(release.ReleaseError, match=r"another build of one\.whl has other bytes"):
        release.build(tmp_path, tmp_path / "dist")
