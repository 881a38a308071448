"""The files of the site: links, sizes and completeness."""

from __future__ import annotations

import html
import importlib
import inspect
import pkgutil
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import attrs
import pytest
from botocore import xform_name
from helpers.folders import DOCS
from helpers.models import LOCK, locked_model
from reference_pages.facts import Package, Symbol
from reference_pages.source import Class, Enum

import sagemaker_typed
from sagemaker_typed import BaseClient, SageMaker, targets
from sagemaker_typed.codegen.model.services import ServiceEntry
from sagemaker_typed.operation import Shape

ID = re.compile(r'\bid="([^"]+)"')
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
LOADED = re.compile(r'<(?:link|script|img|source|iframe)\b[^>]*?\b(?:href|src)="([^"]+)"')
MEGABYTE = 1_000_000
SERVICES = [*LOCK.services.values()]
each_service = pytest.mark.parametrize("service", SERVICES, ids=[s.package for s in SERVICES])


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def ids_of(page: Path) -> frozenset[str]:
    return frozenset(html.unescape(found) for found in ID.findall(text_of(page)))


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 100
    return found


def test_links_are_not_broken(site: Path) -> None:
    broken: list[str] = []
    checked = 0
    for page in pages(site):
        for link in {html.unescape(found) for found in LINK.findall(text_of(page))}:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            checked += 1
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            anchor = unquote(parts.fragment)
            is_there = target.is_file() and (
                not anchor or target.suffix != ".html" or anchor in ids_of(target)
            )
            if not is_there:
                broken.append(f"{page.relative_to(site)}: {link}")
    assert broken == []
    assert checked > 10_000


def test_pages_load_nothing_from_other_hosts(site: Path) -> None:
    loaded = {link for page in pages(site) for link in LOADED.findall(text_of(page))}
    assert [link for link in loaded if "//" in link] == []
    styles = "".join(path.read_text() for path in site.rglob("*.css"))
    assert re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", styles) == []


def test_pages_are_small(site: Path) -> None:
    sizes = {page.relative_to(site).as_posix(): page.stat().st_size for page in pages(site)}
    assert {name: size for name, size in sizes.items() if size > MEGABYTE} == {}
    assert (site / "searchindex.js").stat().st_size < 3 * MEGABYTE


def test_pages_have_a_title_and_a_description_for_other_sites(site: Path) -> None:
    without = [
        page.name
        for page in pages(site)
        if page.name not in {"genindex.html", "py-modindex.html", "search.html"}
        and not re.search(r'property="og:title" content="[^"]+"', text_of(page))
    ]
    assert without == []
    home = text_of(site / "index.html")
    assert 'name="description" content="A typed client for Amazon SageMaker' in home
    assert (site / "_static" / "logo.svg").exists()


def test_charts_are_part_of_their_pages(site: Path) -> None:
    report = text_of(site / "performance" / "report.html")
    drawn = [*(DOCS / "performance").glob("*.svg")]
    assert report.count('<svg class="chart"') == len(drawn) > 0
    assert ".svg" not in re.sub(r"<link [^>]*>|logo\.svg", "", report)


def test_figures_are_under_performance(site: Path) -> None:
    sidebar = text_of(site / "index.html").partition('class="sidebar-tree"')[2]
    inside = sidebar.partition('href="performance.html"')[2].partition("</ul>")[0]
    assert 'href="performance/report.html"' in inside
    assert 'href="growth.html"' in inside


@each_service
def test_pages_cover_every_operation_and_shape(site: Path, service: ServiceEntry) -> None:
    """The expected names are those of botocore's model."""
    model = locked_model(service.name)
    folders = [site / "reference" / service.package, site / "reference" / "instance_types"]
    there = {anchor for f in folders for page in f.rglob("*.html") for anchor in ids_of(page)}
    operations = {xform_name(name) for name in model["operations"]}
    assert operations - there == set()
    assert {f"{name}Request" for name in model["operations"]} - there == set()
    assert {"client", "async-client"} <= there
    enums = {name for name, shape in model["shapes"].items() if "enum" in shape}
    assert len(enums & there) >= len(enums) * 0.9


@each_service
def test_pages_list_every_operation_and_argument_of_the_client(
    site: Path, service: ServiceEntry
) -> None:
    folder = site / "reference" / service.package
    listed = text_of(folder / "operations.html")
    for name in locked_model(service.name)["operations"]:
        assert f">{xform_name(name)}<" in listed
    arguments = [*inspect.signature(BaseClient.__init__).parameters][1:]
    assert [name for name in arguments if f">{name}<" not in text_of(folder / "index.html")] == []


def test_operation_has_its_errors_with_what_to_do(site: Path) -> None:
    page = text_of(site / "reference" / "sagemaker" / "hosting" / "endpoint_config.html")
    section = page.partition('id="create_endpoint_config"')[2].partition("<section ")[0]
    assert "ResourceLimitExceeded" in section
    assert "in Service Quotas" in section


def test_page_about_waiting_lists_every_waiter(site: Path) -> None:
    names = {name for name in dir(SageMaker) if name.startswith("wait_until_")}
    names.remove("wait_until_gone")
    text = text_of(site / "waiting.html")
    assert {name for name in names if f"sagemaker/waiters.html#{name}" not in text} == set()


def test_lists_of_users_are_complete(site: Path) -> None:
    for page in (site / "reference").rglob("*.html"):
        if "history" not in page.parts:
            assert re.search(r"and \d+ more", text_of(page)) is None, page


@each_service
def test_facts_on_pages_match_the_classes(service: ServiceEntry) -> None:
    """The facts that are read from the source equal those of the imported classes."""
    package = Package.read()
    seen = 0
    for module in package.of_service(service):
        made = importlib.import_module(module.name) if module.definitions else None
        for name, definition in module.definitions.items():
            real = getattr(made, name)
            match definition:
                case Class():
                    assert issubclass(real, Shape)
                    fields = {
                        field.name: field.default is attrs.NOTHING
                        for field in attrs.fields(real)
                        if field.name in real.__wire_names__
                    }
                    assert {f.name: f.required for f in definition.fields} == fields
                    assert {f.name: f.wire_name for f in definition.fields} == real.__wire_names__
                case Enum():
                    assert dict(definition.values) == {m.name: m.value for m in real}
                case _:
                    assert package.definition(Symbol(module.name, name)) is definition
            seen += 1
    assert seen


def test_every_public_module_has_a_page(site: Path) -> None:
    generated = {*(service.package for service in SERVICES), "instance_types", "codegen"}
    found = {module.name for module in pkgutil.iter_modules(sagemaker_typed.__path__)} - generated
    public = {name for name in found if not name.startswith("_")}
    assert {"errors", "payloads", "streaming", "waiting"} <= public
    inside = pkgutil.iter_modules(targets.__path__)
    public |= {f"targets.{module.name}" for module in inside if module.ispkg}
    pages = {page.stem for page in (site / "reference" / "library").glob("*.html")}
    assert pages == public | {"index"}


@pytest.mark.parametrize("name", ["errors", "local", "payloads", "streaming", "waiting"])
def test_package_page_lists_the_exported_names(site: Path, name: str) -> None:
    package = importlib.import_module(f"sagemaker_typed.{name}")
    classes = {
        exported
        for exported in package.__all__
        if callable(getattr(package, exported)) and getattr(package, exported).__doc__
    }
    there = ids_of(site / "reference" / "library" / f"{name}.html")
    assert {f"{package.__name__}.{exported}" for exported in classes} - there == set()


def test_every_record_of_changes_has_a_page_with_links(site: Path) -> None:
    versions = {path.stem for path in (DOCS / "history").glob("*.json")}
    folder = site / "reference" / "history"
    assert {page.stem for page in folder.glob("*.html")} == versions | {"index"}
    listed = re.findall(
        r'class="reference internal" href="([\d.]+)\.html"', text_of(folder / "index.html")
    )
    assert set(listed) == versions
    page = text_of(folder / "1.12.236.html")
    assert "6 updated api methods" in page
    assert "instance_types/production_variant_instance_type.html" in page


def test_changelog_page_shows_the_unreleased_fragments(site: Path) -> None:
    page = text_of(site / "CHANGELOG.html")
    fragments = sorted((DOCS / "changelog").glob("+*.md"))
    assert ('id="unreleased"' in page) is bool(fragments)
    for fragment in fragments:
        words = re.findall(r"[A-Za-z]{4,}", fragment.read_text(encoding="utf-8"))
        assert set(words) <= set(re.findall(r"[A-Za-z]{4,}", page)), fragment.name
