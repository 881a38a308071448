"""Models and formatters that differ from ``model.lock`` are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from helpers.codegen.command import Copy
from helpers.codegen.synthetic import model, rules, unformatted, unformatted_and_unlocked

import sagemaker_typed
from sagemaker_typed import BaseClient, SageMaker
from sagemaker_typed.codegen.errors import GenerationError
from sagemaker_typed.codegen.generation import generate_all
from sagemaker_typed.codegen.model.lock import (
    LOCK_FILE,
    Lock,
    installed,
    read_lock,
    refuse_difference,
)
from sagemaker_typed.codegen.model.services import botocore_version

PACKAGE = Path(sagemaker_typed.__file__).parent
NO_HASH = "sha256:" + "0" * 64


def lock_another_model(copy: Copy) -> None:
    text = copy.read(LOCK_FILE)
    text = text.replace(f'botocore = "{botocore_version()}"', 'botocore = "1.2.3"')
    text = re.sub(r'("sagemaker/service-2" = )".*"', rf'\1"{NO_HASH}"', text)
    copy.write(LOCK_FILE, text)


def lock_another_ruff(copy: Copy) -> None:
    copy.write(LOCK_FILE, re.sub(r'ruff = ".*"', 'ruff = "0.0.1"', copy.read(LOCK_FILE)))


@pytest.mark.parametrize("command", ["check", "generate"])
def test_different_model_is_refused_with_both_versions_and_the_fix(
    copy: Copy, command: str
) -> None:
    lock_another_model(copy)
    before = copy.files()

    result = copy.run(command)

    assert result.returncode == 2
    assert (
        f"the model sagemaker/service-2 of botocore {botocore_version()} differs from the locked "
        "1.2.3" in result.stderr
    )
    assert 'pip install "botocore==1.2.3"' in result.stderr
    assert "`python -m sagemaker_typed.codegen generate --relock`" in result.stderr
    assert "Traceback" not in result.stderr
    assert copy.files() == before


@pytest.mark.parametrize("command", ["check", "generate"])
def test_different_ruff_is_refused_with_both_versions_and_the_fix(copy: Copy, command: str) -> None:
    here = installed().ruff
    lock_another_ruff(copy)

    result = copy.run(command)

    assert result.returncode == 2
    assert f"ruff {here} is installed, but 0.0.1 is locked" in result.stderr
    assert '"ruff==0.0.1"' in result.stderr
    assert "generate --relock`" in result.stderr


@pytest.mark.parametrize("change", [lock_another_model, lock_another_ruff])
def test_relock_locks_the_installed_versions(copy: Copy, change: Callable[[Copy], None]) -> None:
    before = copy.files()
    change(copy)

    result = copy.run("generate", "--relock")

    assert result.returncode == 0, result.stderr
    assert copy.files() == before


def test_missing_lock_is_refused_and_relock_creates_it(copy: Copy) -> None:
    before = copy.files()
    copy.path(LOCK_FILE).unlink()

    result = copy.run("check")

    assert result.returncode == 2
    assert "model.lock is missing; create it with `generate --relock`" in result.stderr
    assert copy.run("generate", "--relock").returncode == 0
    assert copy.files() == before


def test_failed_relock_does_not_change_the_lock(copy: Copy) -> None:
    lock_another_model(copy)
    copy.write("codegen/rooms.toml", copy.read("codegen/rooms.toml") + "\n[areas.more]\n")
    before = copy.files()

    result = copy.run("generate", "--relock")

    assert result.returncode == 2
    assert copy.files() == before


def test_other_botocore_version_with_the_same_models_is_accepted() -> None:
    locked = read_lock(PACKAGE)

    refuse_difference(locked, attrs.evolve(locked, botocore="9.9.9"))


@pytest.mark.parametrize("name", sorted(read_lock(PACKAGE).models))
def test_change_of_any_locked_model_is_refused(name: str) -> None:
    locked = read_lock(PACKAGE)
    here = attrs.evolve(locked, botocore="9.9.9", models={**locked.models, name: NO_HASH})

    with pytest.raises(GenerationError, match=rf"{name} of botocore 9\.9\.9") as caught:
        refuse_difference(locked, here)

    assert locked.botocore in str(caught.value)


def test_added_or_removed_model_is_refused() -> None:
    locked = read_lock(PACKAGE)
    more = attrs.evolve(locked, models={**locked.models, "new/service-2": NO_HASH})

    for pair in ((locked, more), (more, locked)):
        with pytest.raises(GenerationError, match="new/service-2"):
            refuse_difference(*pair)


def test_lock_file_round_trip(tmp_path: Path) -> None:
    lock = Lock(botocore="1.2.3", ruff="4.5.6", models={"b/service-2": NO_HASH, "a/waiters-2": "x"})
    (tmp_path / LOCK_FILE).parent.mkdir()
    (tmp_path / LOCK_FILE).write_text(lock.text(), encoding="utf-8")

    assert read_lock(tmp_path) == lock


def test_botocore_version_changes_only_one_generated_module() -> None:
    sources = generate_all(attrs.evolve(read_lock(PACKAGE), botocore="9.9.9"), PACKAGE)

    changed = {
        path for path, source in sources.items() if source != (PACKAGE / path).read_text("utf-8")
    }
    assert changed == {"_botocore/generated_from.py"}
    assert 'BOTOCORE = "9.9.9"' in sources["_botocore/generated_from.py"]


def test_client_has_the_locked_botocore_version() -> None:
    assert SageMaker.__botocore__ == BaseClient.__botocore__ == read_lock(PACKAGE).botocore


def test_client_of_an_unlocked_model_has_no_botocore_version() -> None:
    raw = model({}, {})

    assert '    __botocore__ = ""\n' in unformatted_and_unlocked(raw)["storage/client.py"]
    assert "__botocore__" not in unformatted(raw, rules({}))["storage/client.py"]
