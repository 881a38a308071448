"""What can be done with a checkout, each in an environment of its own. `nox --list` shows it.

    python -m pip install nox
    python -m nox -s quickstart
    python -m nox -s tests -- -k enums

Nothing but nox has to be installed. This file is also read by Pythons that the package does not
support, to say so: keep its syntax old.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "sagemaker_typed needs Python 3.11 or newer; this is {}.{} ({}).\n"
        "Install a newer Python from your system's packages, https://www.python.org or pyenv, "
        "and start nox with it:\n"
        "    python3.11 -m pip install nox && python3.11 -m nox -s quickstart".format(
            sys.version_info[0], sys.version_info[1], sys.executable
        )
    )

import nox

if not hasattr(getattr(nox, "project", None), "dependency_groups"):
    sys.exit("This nox is too old. Update it: python -m pip install --upgrade nox")

nox.options.sessions = ["lint", "typing", "verifytypes", "editor", "tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "virtualenv"  # comes with nox

ROOT = Path(__file__).resolve().parent
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
WHEEL_FOLDER = ROOT / ".nox" / "wheel"
NOT_IN_WHEEL = ("noxfile.py", "tests/", "docs/")
# Beside every file of the package's folder: what is not Python, or has to be there.
IN_WHEEL = (
    "sagemaker_typed/__init__.py",
    "sagemaker_typed/__init__.pyi",
    "sagemaker_typed/py.typed",
    "sagemaker_typed/codegen/model.lock",
    "sagemaker_typed/codegen/rooms.toml",
    "sagemaker_typed/codegen/write/templates/module.jinja",
    "sagemaker_typed/sagemaker/client.py",
    "sagemaker_typed/sagemaker/client.pyi",
)
SHOW_INSTALLED_PACKAGE = """
import pathlib, sysconfig, sagemaker_typed
found = pathlib.Path(sagemaker_typed.__file__).resolve()
installed = pathlib.Path(sysconfig.get_path("purelib")).resolve()
if installed not in found.parents:
    raise SystemExit(f"not the installed wheel: {found}")
print("sagemaker_typed", sagemaker_typed.__version__, "from", found.parent)
"""


# --- interpreters ---------------------------------------------------------------------------------


def candidates(version):
    """Where a Python of this version may be: nox's own, the PATH, pyenv."""
    if sys.version_info[:2] == tuple(int(part) for part in version.split(".")):
        yield sys.executable
    name = "python" + version
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found = folder and shutil.which(name, path=folder)
        if found:
            yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    installed = pyenv.glob("versions/{}.*/bin/{}".format(version, name))
    for path in sorted(installed, key=lambda path: (len(path.parts[-3]), path), reverse=True):
        yield str(path)


def works(executable, version):
    """A name is not enough: version managers leave scripts behind that cannot run."""
    program = "import sys; print('%d.%d' % sys.version_info[:2], sys.implementation.name)"
    try:
        answer = subprocess.run(
            [executable, "-c", program],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.split() == [version.encode(), b"cpython"]


def find_interpreters():
    """The supported Pythons that are really there: {version: executable}."""
    found = {}
    for version in SUPPORTED:
        for executable in candidates(version):
            if works(executable, version):
                found[version] = executable
                break
    return found


INTERPRETERS = find_interpreters()
# nox resolves "3.12" by name; what comes first must be one that works. A version that is not there
# is no session at all, so that it is not an error on a CI machine either.
os.environ["PATH"] = os.pathsep.join(
    [*dict.fromkeys(str(Path(found).parent) for found in INTERPRETERS.values()), os.environ["PATH"]]
)


# --- helpers --------------------------------------------------------------------------------------


def dependencies(*groups):
    """The requirements in these dependency groups of pyproject.toml."""
    return nox.project.dependency_groups(nox.project.load_toml(ROOT / "pyproject.toml"), *groups)


def locked_botocore():
    """The botocore that the generated code and the tests that count are for, as a requirement."""
    import tomllib

    lock = (ROOT / "sagemaker_typed" / "codegen" / "model.lock").read_text(encoding="utf-8")
    return "botocore==" + tomllib.loads(lock)["botocore"]


def install_checkout(session, extras, *requirements):
    """Install the checkout in place with some of its extras."""
    session.install("--editable", ".[{}]".format(",".join(extras)), *requirements)


_wheel = []


def built_wheel(session):
    """The wheel of this checkout, built once for all sessions of a run."""
    if not _wheel:
        shutil.rmtree(WHEEL_FOLDER, ignore_errors=True)
        session.run(
            "python", "-m", "pip", "wheel", "--quiet", "--no-deps",
            "--wheel-dir", str(WHEEL_FOLDER), str(ROOT),
        )  # fmt: skip
        _wheel.extend(WHEEL_FOLDER.glob("*.whl"))
    return _wheel[0]


# --- sessions -------------------------------------------------------------------------------------


@nox.session
def quickstart(session):
    """Run the README's example against a real server on this machine."""
    session.install(".[local]")
    session.run("python", "docs/quickstart.py", *session.posargs)


# Folders of tests that sessions of their own run.
OTHER_SESSIONS = (
    "--ignore=tests/typing", "--ignore=tests/editor", "--ignore=tests/docs_site",
)  # fmt: skip
TEST_ARGUMENTS = ("--numprocesses=auto",)
# With PYTHONSAFEPATH neither pytest nor a Python that a test starts sees the checkout's package in
# the current folder.
INSTALLED_ONLY = {"PYTHONSAFEPATH": "1", "PYTHONPATH": None}
# What leans on attrs, cattrs, markdownify, NumPy, pandas, ruamel.yaml and tqdm.
WITH_OLD_LIBRARIES = (
    "tests/client/test_client.py",
    "tests/_conversion/test_converter.py",
    "tests/_documentation/test_documentation.py",
    "tests/enums/test_enums.py",
    "tests/_conversion/test_every_class.py",
    "tests/_conversion/test_json_yaml.py",
    "tests/package/test_laziness.py",
    "tests/payloads/test_payloads.py",
    "tests/_conversion/test_values.py",
    "tests/waiting/test_waiting.py",
)
OPTIONAL = ("documentation", "numpy", "pandas", "progress", "yaml")
# What does not compare with the service model that the code was generated from.
WITH_OLD_BOTOCORE = (
    "tests/_botocore/test_sessions.py",
    "tests/_botocore/test_supported_range.py",
    "tests/_botocore/test_user_agent.py",
)


def run_tests(session, *arguments, requirements=()):
    """Install the built wheel with what the tests need, and run pytest."""
    session.log(
        "Pythons found: {}; not found: {}".format(
            ", ".join("{} ({})".format(*pair) for pair in INTERPRETERS.items()),
            ", ".join(sorted(set(SUPPORTED) - set(INTERPRETERS))) or "none",
        )
    )
    wheel = built_wheel(session)
    session.install(
        "{}[local,codegen,documentation,numpy,pandas,progress,yaml]".format(wheel),
        locked_botocore(),
        *dependencies("test"),
        *requirements,
    )
    # A reused environment may hold an older wheel with the same version.
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.run("python", "-c", SHOW_INSTALLED_PACKAGE, env=INSTALLED_ONLY, log=False)
    session.run("pytest", *arguments, *(session.posargs or TEST_ARGUMENTS), env=INSTALLED_ONLY)


@nox.session(python=list(INTERPRETERS))
def tests(session):
    """Test the built wheel, on every supported Python that is there. Arguments go to pytest."""
    run_tests(session, *OTHER_SESSIONS)


@nox.session
def tests_lowest(session):
    """Test the built wheel with the oldest versions that it declares to work with."""
    project = nox.project.load_toml(ROOT / "pyproject.toml")["project"]
    extras = project["optional-dependencies"]
    lowest = [
        bound.replace(">=", "==")
        for group in (project["dependencies"], *map(extras.get, OPTIONAL))
        for bound in group
    ]
    # First with the botocore that the tests count with, then with the oldest.
    botocore = [bound for bound in lowest if bound.startswith("boto")]
    others = [bound for bound in lowest if bound not in botocore]
    run_tests(session, *WITH_OLD_LIBRARIES, requirements=others)
    session.install(*botocore)
    session.run("pytest", *WITH_OLD_BOTOCORE, *TEST_ARGUMENTS, env=INSTALLED_ONLY)


@nox.session
def tests_full(session):
    """All tests, with 100 examples for every operation and the AWS CLI; takes a while."""
    session.install("awscli", locked_botocore())
    run_tests(session, "--hypothesis-profile=full", *OTHER_SESSIONS)


@nox.session
def typing(session):
    """Check the package, the tests and files of a user's with mypy --strict and pyright strict."""
    install_checkout(
        session,
        ["local", "codegen", "documentation", "numpy", "pandas", "progress", "yaml"],
        locked_botocore(),
        *dependencies("docs", "test", "typing"),
    )
    session.run("mypy", "--strict")
    session.run("pyright", "--pythonpath", str(Path(session.bin) / "python"))
    # Of a generated module mypy has seen the stub alone; pyright has seen both.
    # Not in the session's temporary folder, where the tests would be too: ty skips what is in .nox.
    sources = Path(session.virtualenv.location).resolve() / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(ROOT / "sagemaker_typed", sources / "sagemaker_typed")
    for stub in sources.rglob("*.pyi"):
        if stub.stem != "__init__":
            stub.unlink()
    session.chdir(sources)
    session.run(
        "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml"), "sagemaker_typed"
    )
    session.chdir(ROOT)
    session.run("pytest", "tests/typing")


@nox.session
def verifytypes(session):
    """Check with pyright that the installed wheel leaves no type of its own to be guessed."""
    wheel = built_wheel(session)
    session.install(str(wheel), locked_botocore(), *dependencies("typing"))
    session.install("--force-reinstall", "--no-deps", str(wheel))
    # Types of boto3 that nobody has written down are no fault of ours.
    session.cd(session.create_tmp())
    session.run(
        "pyright", "--verifytypes", "sagemaker_typed", "--ignoreexternal", env=INSTALLED_ONLY
    )


@nox.session
def editor(session):
    """Drive pyright's language server and jedi as editors do: completion, hovers, definitions."""
    install_checkout(session, ["local"], locked_botocore(), *dependencies("test", "typing"))
    session.run("pytest", "tests/editor", *session.posargs)


@nox.session
def lint(session):
    """Check style, formatting, changelog fragments and that the generated code is as generated."""
    install_checkout(session, ["codegen"], locked_botocore(), *dependencies("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("towncrier", "build", "--draft", "--version", "next", silent=True)
    session.run("python", "-m", "sagemaker_typed.codegen", "check")


@nox.session
def generate(session):
    """Write the generated code anew from the locked botocore; `-- --relock`: the newest one."""
    if "--relock" in session.posargs:
        install_checkout(session, ["codegen"], "--upgrade", "boto3", "botocore")
    else:
        install_checkout(session, ["codegen"], locked_botocore())
    session.run("python", "-m", "sagemaker_typed.codegen", "generate", *session.posargs)


@nox.session
def docs(session):
    """Build the documentation's site into docs/_build/html, and look at it in Chromium."""
    install_checkout(
        session, ["local", "progress", "yaml"], locked_botocore(), *dependencies("docs", "test")
    )
    folder = ROOT / "docs" / "_build"
    shutil.rmtree(str(folder), ignore_errors=True)
    session.run(
        "sphinx-build", "--fail-on-warning", "--keep-going", "--nitpicky", "--quiet", "--jobs=auto",
        "-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html"),
    )  # fmt: skip
    session.run("pytest", "tests/docs_site", *session.posargs)


@nox.session
def bench(session):
    """Compare the built wheel with boto3 and others: `-- --help` shows groups and options."""
    wheel = built_wheel(session)
    session.install(str(wheel), locked_botocore(), *dependencies("bench"))
    session.install("--force-reinstall", "--no-deps", str(wheel))
    others = Path(session.create_tmp()).resolve() / "others"
    env = {
        "BENCHMARK_WHEEL": str(wheel), "PYTHONDONTWRITEBYTECODE": None, "PYTHONPATH": None,
    }  # fmt: skip
    session.run("python", "-P", "-c", SHOW_INSTALLED_PACKAGE, env=env, log=False)
    session.run(
        "python", "-P", "docs/benchmarks", "--environments", str(others), *session.posargs, env=env
    )


@nox.session
def build(session):
    """Build the sdist and the wheel into dist/, and check what is in them."""
    import zipfile

    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    session.install(*dependencies("build"))
    session.run("python", "-m", "build", "--outdir", str(dist), str(ROOT))
    files = sorted(str(path) for path in dist.iterdir())
    session.run("twine", "check", "--strict", *files)

    (wheel,) = dist.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "sagemaker_typed"
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    missing = sorted((expected | set(IN_WHEEL)) - packed)
    extra = sorted(name for name in packed if name.startswith(NOT_IN_WHEEL))
    if missing or extra:
        session.error("The wheel lacks {} and should not have {}.".format(missing, extra))

    fresh = session.create_tmp()
    session.run("python", "-m", "venv", "--clear", fresh)
    python = str(Path(fresh, "Scripts" if os.name == "nt" else "bin", "python"))
    env = INSTALLED_ONLY
    session.run(python, "-m", "pip", "install", "--quiet", str(wheel), external=True)
    session.run(python, "-c", SHOW_INSTALLED_PACKAGE, external=True, env=env, log=False)
    session.run(python, "-c", "from sagemaker_typed import SageMaker", external=True, env=env)
