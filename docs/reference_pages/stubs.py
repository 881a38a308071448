"""The sources of the generated pages: titles, directives and the hierarchy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from sagemaker_typed.codegen.model.services import ServiceEntry

from . import history, library
from .facts import INSTANCE_TYPES, ROOT, Package
from .source import Module
from .titles import page_of, sentence, service_title, title_of

_FRONT = """\
Every operation, class, field and value of the package, generated from its source code. The search
finds each by its name in both spellings: ``create_endpoint_config`` or ``CreateEndpointConfig``.
"""


def write_stubs(package: Package, folder: Path) -> None:
    """Write all pages; keep unchanged files, and delete pages that no longer exist."""
    pages = dict(_pages(package))
    for page, text in pages.items():
        path = folder / f"{page}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.rst"):
        if path.relative_to(folder).with_suffix("").as_posix() not in pages:
            path.unlink()
    for path in folder.iterdir():
        if path.is_dir() and not any(path.rglob("*.rst")):
            shutil.rmtree(path)


def _pages(package: Package) -> Iterator[tuple[str, str]]:
    services = [service.package for service in package.services]
    below = [f"{name}/index" for name in [*services, "instance_types", "library", "history"]]
    yield "index", _page("Reference", _FRONT, _toctree(below, depth=2, only_pages=True))
    for service in package.services:
        yield from _service(package, service)
    enums = [
        module for module in package.modules.values() if module.name.startswith(INSTANCE_TYPES)
    ]
    yield from _folder(package, "instance_types", "Instance types", enums)
    yield from _history()
    names = library.modules()
    tree = _toctree(names, depth=1, hidden=True)
    yield "library/index", _page("The library", library.FRONT, library.contents(), tree)
    for name in names:
        yield f"library/{name}", library.page(name)


def _history() -> Iterator[tuple[str, str]]:
    versions = [*history.records()]
    tree = _toctree(versions, depth=1, hidden=True)
    yield "history/index", _page("API changes", history.FRONT, history.contents(), tree)
    for version, record in history.records().items():
        # Old names must not hide the classes of this release in the search.
        page = _page(history.title(record), _directive("reference-changes", version))
        yield f"history/{version}", f":nosearch:\n\n{page}"


def _service(package: Package, service: ServiceEntry) -> Iterator[tuple[str, str]]:
    prefix = f"{ROOT}.{service.package}."
    below: list[str] = []
    folders: dict[str, list[str]] = {}
    for module in package.of_service(service):
        inner = module.name.removeprefix(prefix)
        if module.definitions and "." in inner:
            folders.setdefault(inner.partition(".")[0], []).append(module.name)
        elif module.definitions:
            below.append(inner)
            yield _module(package, module.name)
    for name, modules in folders.items():
        below.append(f"{name}/index")
        yield from _folder(
            package, f"{service.package}/{name}", sentence(name),
            [package.modules[module] for module in [f"{prefix}{name}", *modules]],
        )  # fmt: skip
    for part in ("operations", "classes", "waiters", "errors"):
        if part == "waiters" and not package.waiters(service):
            continue
        if part == "errors" and f"{prefix}errors" not in package.modules:
            continue
        below.append(part)
        title = f"{service.client}: all {part}"
        directive = _directive(f"reference-{part}", service.package)
        yield f"{service.package}/{part}", _page(title, directive)
    title = service_title(service.package, package)
    front = _directive("reference-service", service.package)
    yield f"{service.package}/index", _page(title, front, _toctree(below, depth=1))


def _folder(
    package: Package, page: str, title: str, modules: list[Module]
) -> Iterator[tuple[str, str]]:
    own, *others = modules
    shown = [module for module in others if module.definitions]
    first = own.doc.partition("\n")[0]
    resources = [m.name for m in shown if m.doc.startswith(("Resource", "Instance"))]
    rest = [m.name for m in shown if m.name not in resources]
    below = [page_of(name).removeprefix(f"{page}/") for name in [*resources, *rest]]
    yield f"{page}/index", _page(title, first, _toctree(below, depth=1))
    for module in shown:
        yield _module(package, module.name)


def _module(package: Package, name: str) -> tuple[str, str]:
    title = title_of(package.modules[name], package)
    return page_of(name), _page(title, _directive("reference-module", name))


def _page(title: str, *parts: str) -> str:
    return "\n".join([title, "=" * len(title), "", *(part.rstrip("\n") + "\n" for part in parts)])


def _directive(name: str, argument: str) -> str:
    return f".. {name}:: {argument}"


def _toctree(
    pages: list[str], *, depth: int, hidden: bool = False, only_pages: bool = False
) -> str:
    options = [f":maxdepth: {depth}"]
    options += [name for name, on in ((":hidden:", hidden), (":titlesonly:", only_pages)) if on]
    return "\n   ".join([".. toctree::", *options, "", *pages])
