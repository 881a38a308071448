"""The tasks of this project, each in its own environment: `nox --list` shows them.

    python -m pip install nox
    python -m nox -s quickstart
    python -m nox -s tests -- -k enums

`nox -R` reuses the environments unchanged: it is faster and works offline.
"""

import os
import platform
import shutil
import sys
import zipfile
from pathlib import Path

# Unsupported Pythons read this file too, to report it: keep the syntax old.
if sys.version_info < (3, 11):
    sys.exit(
        f"sagemaker_typed needs Python 3.11 or newer; this is {platform.python_version()} "
        f"({sys.executable}).\n"
        "Install a newer Python from your system's packages, https://www.python.org or pyenv, "
        "and start nox with it:\n"
        "    python3.11 -m pip install nox && python3.11 -m nox -s quickstart"
    )

import tomllib

import nox

nox.needs_version = ">=2026.8.10"  # earlier versions fail on pyenv's shims for inactive Pythons
nox.options.sessions = ["lint", "typing", "verifytypes", "editor", "tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "virtualenv"  # part of nox
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

ROOT = Path(__file__).resolve().parent
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
del EXTRAS["all"]  # names other extras of this package, which pip would look for on PyPI
LOCK = tomllib.loads((ROOT / "sagemaker_typed/codegen/model.lock").read_text(encoding="utf-8"))
# The generated code, and the models that tests compare with, are those of this botocore version.
BOTOCORE = "botocore==" + LOCK["botocore"]

SUPPORTED = nox.project.python_versions(PYPROJECT)
OTHERS = [
    version for version in SUPPORTED if version != f"{sys.version_info[0]}.{sys.version_info[1]}"
]
# Includes pyenv's Pythons that neither `pyenv global` nor `pyenv local` has activated.
pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv").glob("versions/3.1*/bin")
os.environ["PATH"] = os.pathsep.join([*map(str, pyenv), os.environ["PATH"]])

# Python then finds the installed package, not the checkout in the current folder.
INSTALLED_ONLY = {"PYTHONSAFEPATH": "1", "PYTHONPATH": None}
IS_INSTALLED = (
    "import sagemaker_typed as s, sys; assert s.__file__.startswith(sys.prefix), s.__file__"
)
OTHER_SESSIONS = tuple(
    "--ignore=tests/" + name for name in ("typing", "editor", "docs_site", "tools")
)
# Half of the tests to each process, in order, so that the tests of a file share their fixtures;
# later a process that is idle takes over tests that wait.
PARALLEL = ("--numprocesses=auto", "--dist=worksteal")
# A selection from every area, for the other Pythons.
ESSENTIAL = (
    "tests/_conversion/test_converter.py",
    "tests/_conversion/test_values.py",
    "tests/asynchronous/test_async_faults.py",
    "tests/asynchronous/test_async_load.py",
    "tests/client/test_client.py",
    "tests/client/test_threads.py",
    "tests/enums",
    "tests/errors/test_errors.py",
    "tests/events/test_reading.py",
    "tests/package/test_laziness.py",
    "tests/payloads",
    "tests/streaming",
    "tests/testing/fake/test_fake.py",
    "tests/waiting",
)
# All tests except those that run the same lines for every operation.
COVERAGE_TESTS = (
    *OTHER_SESSIONS,
    "--ignore=tests/_conversion/test_conversion_of_every_operation.py",
    "--ignore=tests/_conversion/test_round_trips.py",
    "--ignore=tests/client/test_http_of_every_operation.py",
    "--ignore=tests/package/test_benchmarks.py",
)
# These use aiohttp, attrs, cattrs, click, greenlet, markdownify, NumPy, pandas, ruamel.yaml, tqdm.
WITH_OLD_LIBRARIES = (
    "tests/_command_line",
    "tests/_conversion/test_converter.py",
    "tests/_conversion/test_every_class.py",
    "tests/_conversion/test_json_yaml.py",
    "tests/_conversion/test_values.py",
    "tests/_documentation",
    "tests/asynchronous/test_async_faults.py",
    "tests/asynchronous/test_async_load.py",
    "tests/client/test_client.py",
    "tests/enums",
    "tests/package/test_laziness.py",
    "tests/payloads/test_payloads.py",
    "tests/waiting",
)
# These do not compare with the service model that the code was generated from.
WITH_OLD_BOTOCORE = (
    "tests/_botocore/test_sessions.py",
    "tests/_botocore/test_shortcuts.py",
    "tests/_botocore/test_signatures.py",
    "tests/_botocore/test_supported_range.py",
    "tests/_botocore/test_user_agent.py",
    "tests/asynchronous/test_async_faults.py",
    "tests/testing/fake/test_patched.py",
)


# The dependency groups for all tests, and for a selection.
ALL_TESTS, SELECTED_TESTS = ("test", "frameworks"), ("test",)


def dependencies(*groups):
    """Return the requirements in dependency groups of pyproject.toml."""
    return nox.project.dependency_groups(PYPROJECT, *groups)


def requirements(*extras):
    """Return the requirements of the package with some of its extras."""
    return [*PYPROJECT["project"]["dependencies"], *(r for extra in extras for r in EXTRAS[extra])]


def install_checkout(session, extras, *requirements):
    """Install the checkout in place with some of its extras."""
    session.install("--editable", f".[{','.join(extras)}]", *requirements)


def install_wheel(session, extras, *others):
    """Build the wheel of this checkout, also with `nox -R`, and install it with some extras."""
    session.install(*PYPROJECT["build-system"]["requires"], *requirements(*extras), *others)
    folder = (session.cache_dir / session.name).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    pip = ("python", "-m", "pip", "--quiet")
    session.run(
        *pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ".", log=False
    )
    (wheel,) = folder.glob("*.whl")
    # An environment that is reused may have an older wheel of the same version.
    session.run(*pip, "install", "--no-deps", "--force-reinstall", wheel, log=False)
    session.run("python", "-c", IS_INSTALLED, env=INSTALLED_ONLY, log=False)
    return wheel


def run_tests(session, what, *arguments, groups=ALL_TESTS, others=(), botocore=BOTOCORE):
    """Test the built wheel. Paths given to the session replace `arguments`."""
    what = "The tests that you chose" if session.posargs else what
    session.log(f"{what}, on Python {session.python or platform.python_version()}")
    install_wheel(session, EXTRAS, botocore, *dependencies(*groups), *others)
    if any(Path(argument.partition("::")[0]).exists() for argument in session.posargs):
        arguments = ()
    session.run("pytest", *arguments, *(session.posargs or PARALLEL), env=INSTALLED_ONLY)


@nox.session
def quickstart(session):
    """Run docs/quickstart.py on the local SageMaker."""
    install_wheel(session, [])
    session.run("python", "docs/quickstart.py", *session.posargs)


@nox.session
def tests(session):
    """Test the built wheel on the Python that runs nox. Arguments are passed to pytest."""
    run_tests(session, "All tests (about 15 minutes on two cores)", *OTHER_SESSIONS)


@nox.session(python=SUPPORTED)
def tests_all(session):
    """Test the built wheel on every supported Python that is found."""
    run_tests(session, "All tests (about 15 minutes on two cores)", *OTHER_SESSIONS)


@nox.session(python=OTHERS)
def tests_essential(session):
    """Run a short selection of the tests on each other supported Python that is found."""
    what = "A short selection (about 2 minutes on two cores)"
    run_tests(session, what, *ESSENTIAL, groups=SELECTED_TESTS)


@nox.session
def tests_lowest(session):
    """Test the built wheel with the oldest supported versions of its dependencies."""
    extras = ("async", "cli", "documentation", "numpy", "pandas", "progress", "yaml")
    lowest = [bound.replace(">=", "==") for bound in requirements(*extras)]
    # First with the locked botocore, because most tests compare with its models; then with the
    # oldest.
    oldest_botocore = [bound for bound in lowest if bound.startswith("boto")]
    libraries = [bound for bound in lowest if bound not in oldest_botocore]
    what = "Tests with the oldest dependencies"
    run_tests(session, what, *WITH_OLD_LIBRARIES, groups=SELECTED_TESTS, others=libraries)
    session.install(*oldest_botocore)
    session.run("pytest", *WITH_OLD_BOTOCORE, *PARALLEL, env=INSTALLED_ONLY)


@nox.session
def tests_newest(session):
    """Test the built wheel with the newest boto3. Tests compare with the committed models."""
    session.install("--upgrade", "boto3", "botocore")
    run_tests(session, "All tests with the newest boto3", *OTHER_SESSIONS, botocore="botocore")


@nox.session
def tests_full(session):
    """Run all tests with the AWS CLI and 100 examples of every operation; takes a while."""
    session.install("awscli", BOTOCORE)
    session.env["HYPOTHESIS_PROFILE"] = "full"
    run_tests(session, "All tests, thoroughly", *OTHER_SESSIONS)


@nox.session
def moto(session):
    """Run moto's own tests against the local engine; fail if others fail than the table says."""
    install_wheel(session, ["local"], BOTOCORE, *dependencies("moto"))
    session.run("python", "tests/run_moto_tests.py", *session.posargs, env={"PYTHONPATH": None})


@nox.session
def coverage(session):
    """Measure the branches that tests run in the hand-written package; fail below the minimum."""
    install_checkout(session, EXTRAS, BOTOCORE, *dependencies("coverage", *ALL_TESTS))
    session.run("pytest", "--cov", *(session.posargs or COVERAGE_TESTS), *PARALLEL)


@nox.session
def mutation(session):
    """Change the core modules at random, one change at a time; print those that no test notices."""
    install_checkout(session, EXTRAS, BOTOCORE, *dependencies("mutation", *ALL_TESTS))
    session.run("python", "tests/mutation.py", *session.posargs)


@nox.session
def typing(session):
    """Check the package, the tests and examples of user code with mypy --strict and pyright."""
    install_checkout(session, EXTRAS, BOTOCORE, *dependencies("docs", *ALL_TESTS, "typing"))
    session.run("mypy", "--strict")
    session.run("pyright", "--pythonpath", str(Path(session.bin) / "python"))
    # mypy has read the stubs of the generated modules. Now it reads the modules themselves. The
    # copy is not in the temporary folder of the session, because ty ignores what is in .nox.
    sources = Path(session.virtualenv.location).resolve() / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(ROOT / "sagemaker_typed", sources / "sagemaker_typed")
    for stub in sources.rglob("*.pyi"):
        if stub.stem != "__init__":
            stub.unlink()
    config = str(ROOT / "pyproject.toml")
    with session.chdir(sources):
        session.run("mypy", "--strict", "--config-file", config, "sagemaker_typed")
    session.run("pytest", "tests/typing")


@nox.session
def verifytypes(session):
    """Check with pyright that the built wheel declares the type of every public name."""
    # The strategies of `sagemaker_typed.testing` have types of Hypothesis.
    install_wheel(session, [], BOTOCORE, "hypothesis", *dependencies("typing"))
    session.chdir(session.create_tmp())
    # Unknown types of boto3 are not errors of this package.
    session.run(
        "pyright", "--verifytypes", "sagemaker_typed", "--ignoreexternal", env=INSTALLED_ONLY
    )


@nox.session
def editor(session):
    """Test completion, hovers and definitions with pyright's language server and jedi."""
    install_checkout(session, ["local"], BOTOCORE, *dependencies("test", "typing"))
    session.run("pytest", "tests/editor", *session.posargs)


@nox.session
def tools(session):
    """Compare typed and raw calls within tools for tracing, recording and freezing programs."""
    install_wheel(session, ["local"], BOTOCORE, *dependencies("test", "tools"))
    session.run("pytest", "tests/tools", *session.posargs, env=INSTALLED_ONLY)


@nox.session
def lint(session):
    """Check style, wording, workflows, changelog fragments, and that generated code is current."""
    install_checkout(session, ["codegen"], BOTOCORE, *dependencies("lint"))
    session.run("pre-commit", "run", "--all-files")
    session.run("python", "-m", "sagemaker_typed.codegen", "check")


@nox.session
def generate(session):
    """Write the generated code from the committed models."""
    install_checkout(session, ["codegen"], BOTOCORE)
    session.run("python", "-m", "sagemaker_typed.codegen", "generate", *session.posargs)


@nox.session
def refresh(session):
    """Move to the newest botocore: models, generated code, changelog; `-- --botocore VERSION`."""
    # The data of instance types is in moto.
    install_checkout(session, ["codegen", "local"])
    session.run("python", "-m", "sagemaker_typed.codegen", "refresh", *session.posargs)


@nox.session
def history(session):
    """Record what the named versions of botocore changed: `nox -s history -- 1.44.8`."""
    session.install("--editable", ".", BOTOCORE)
    session.run("python", "docs/record_history.py", *session.posargs)


@nox.session
def changes_history(session):
    """Check the recorded changes with an independent comparison; downloads every version."""
    session.install("--editable", ".", BOTOCORE)
    session.run("python", "tests/check_history.py", *session.posargs)


@nox.session
def history_steps(session):
    """Refresh a checkout along the history of botocore, and check each state."""
    install_checkout(session, ["codegen"], BOTOCORE, *dependencies("test"))
    session.run("python", "tests/history_steps.py", *session.posargs)


@nox.session
def docs(session):
    """Build the site into docs/_build/html, and test it in Chromium if that is installed."""
    install_checkout(
        session, ["local", "progress", "yaml"], BOTOCORE, *dependencies("docs", "test")
    )
    folder = ROOT / "docs" / "_build"
    shutil.rmtree(folder, ignore_errors=True)
    session.run(
        "sphinx-build", "--fail-on-warning", "--keep-going", "--nitpicky", "--quiet", "--jobs=auto",
        "-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html"),
    )  # fmt: skip
    session.run("pytest", "tests/docs_site", *session.posargs)


@nox.session
def bench(session):
    """Compare the built wheel with boto3 and others: `-- --help` shows groups and options."""
    run_benchmarks(session, *session.posargs)


@nox.session
def bars(session):
    """Run the benchmarks, or `-- GROUP ...`, and fail if one misses its bar; writes nothing."""
    run_benchmarks(session, "--strict", "--dry-run", *session.posargs)


def run_benchmarks(session, *arguments):
    """Run the benchmarks on the built wheel."""
    wheel = install_wheel(session, [], BOTOCORE, *dependencies("bench"))
    others = str((session.cache_dir / "environments").resolve())
    env = {
        "BENCHMARK_WHEEL": str(wheel), "PYTHONDONTWRITEBYTECODE": None, "PYTHONPATH": None,
    }  # fmt: skip
    session.run("python", "-P", "docs/benchmarks", "--environments", others, *arguments, env=env)


@nox.session
def build(session):
    """Build the sdist and the wheel into dist/, and check their contents."""
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    session.install(*dependencies("build"))
    session.run("python", "-m", "build", "--outdir", str(dist))
    session.run("twine", "check", "--strict", *map(str, dist.iterdir()))
    check_wheel(session, dist)


@nox.session
def release(session):
    """Commit, tag and build a release; `-- --dry-run` does so in a copy. Nothing is published."""
    install_checkout(session, [], BOTOCORE, *dependencies("release"))
    session.run("python", "docs/release.py", *session.posargs)
    check_wheel(session, ROOT / "dist")


def check_wheel(session, dist):
    """Check that the wheel has the files of the checkout, and works."""
    (wheel,) = dist.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sagemaker_typed").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    if packed != expected:
        session.error(f"Only in the wheel or only in the checkout: {packed ^ expected}")
    session.install("--force-reinstall", str(wheel))
    session.run("python", "-c", "from sagemaker_typed import SageMaker", env=INSTALLED_ONLY)
