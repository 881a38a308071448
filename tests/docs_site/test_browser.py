"""The site in a browser: search, readability, desktop and phone, light and dark."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from typing import Any, Literal

import pytest
from benchmarks.charts import COLORS
from helpers.folders import DOCS
from playwright.sync_api import Browser, Page, expect

ENDPOINT_CONFIG = "reference/sagemaker/hosting/endpoint_config.html"
PAGES = [
    "index.html",
    "from-boto3.html",
    "cookbook/train.html",
    "errors.html",
    "performance.html",
    "performance/report.html",
    "reference/library/client.html",
    "reference/library/streaming.html",
    "reference/sagemaker/index.html",
    "reference/sagemaker/errors.html",
    "reference/sagemaker/operations.html",
    "reference/sagemaker/waiters.html",
    "search.html?q=train",
    "waiting.html",
    "works-with.html",
    "growth.html",
    "genindex.html",
    "reference/sagemaker/hyperpod/cluster.html",
    "reference/sagemaker/common/scalars.html",
    "reference/instance_types/training_instance_type.html",
    ENDPOINT_CONFIG,
]
# Returns the minimum contrast of any text with its background, and that text. WCAG 2 requires 4.5.
LEAST_CONTRAST = """
() => {
  const channels = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) =>
      v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const found = channels(getComputedStyle(e).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  let least = [21, ""];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    const ways = { visibilityProperty: true, opacityProperty: true };
    if (!text || !element.checkVisibility(ways) || element.closest(".headerlink")) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < least[0]) least = [contrast, text];
  }
  return least;
}
"""


@pytest.fixture
def requests() -> list[str]:
    """Return the URLs that the page has requested."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, requests: list[str]) -> Generator[Page]:
    """Return a page of the size of a desktop screen."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("request", lambda request: requests.append(request.url))
    yield opened
    context.close()


def results(page: Page, query: str) -> Any:
    page.goto("index.html")
    page.get_by_role("textbox", name="Search").first.fill(query)
    page.keyboard.press("Enter")
    expect(page.locator(".search-summary")).to_contain_text("found")
    return page.locator("#search-results ul.search li a")


def test_search_finds_endpoint_config_and_its_operations(
    page: Page, address: str, requests: list[str]
) -> None:
    results(page, "endpoint config").first.click()

    assert page.url.partition("?")[0] == f"{address}/{ENDPOINT_CONFIG}"
    expect(page.locator("h1")).to_contain_text("Endpoint config")
    operation = page.locator("section#create_endpoint_config")
    expect(operation.locator("h3")).to_be_visible()
    expect(operation.locator("p.signature")).to_contain_text("production_variants=")
    expect(page.locator("#CreateEndpointConfigRequest dt").first).to_contain_text("required")
    assert [url for url in requests if not url.startswith(address)] == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("opentelemetry", "works-with.html#opentelemetry"),
        ("create_endpoint_config", f"{ENDPOINT_CONFIG}#create_endpoint_config"),
        ("create endpoint config", f"{ENDPOINT_CONFIG}#create_endpoint_config"),
        ("CreateEndpointConfigRequest", f"{ENDPOINT_CONFIG}#CreateEndpointConfigRequest"),
        ("ProductionVariant", f"{ENDPOINT_CONFIG}#ProductionVariant"),
        ("training job", "reference/sagemaker/training/training_job.html"),
        ("TrainingInstanceType", "reference/instance_types/training_instance_type.html"),
        ("validation", "validation.html"),
    ],
)
def test_first_search_result_is_the_searched_name(
    page: Page, address: str, query: str, place: str
) -> None:
    first = results(page, query).first.get_attribute("href")
    assert re.sub(r"\?[^#]*", "", first).removeprefix(f"{address}/") == place


@pytest.mark.parametrize("query", ["train", "deploy", "retry", "mock", "hyperpod"])
def test_searching_for_a_task_leads_to_a_recipe(page: Page, address: str, query: str) -> None:
    first = results(page, query).first.get_attribute("href")
    assert first.removeprefix(f"{address}/").startswith("cookbook/")


@pytest.mark.parametrize("query", ["retry", "mock", "paginate", "wait", "errors", "type checkers"])
def test_guides_come_before_the_reference(page: Page, address: str, query: str) -> None:
    first = results(page, query).first.get_attribute("href")
    assert not first.removeprefix(f"{address}/").startswith("reference/")


@pytest.mark.parametrize("query", ["train", "endpoint config", "automl", "deploy"])
def test_search_results_have_different_titles_and_whole_words(page: Page, query: str) -> None:
    found = results(page, query)
    titles = found.all_inner_texts()
    assert titles
    assert len(titles) == len(set(titles))
    assert [title for title in titles if "constraints" in title.lower()] == []
    marked = page.locator("#search-results .highlighted").all_inner_texts()
    assert [text for text in marked if "constrain" in text] == []


@pytest.mark.parametrize("query", ["HyperPod cluster", "nothing like this exists anywhere"])
def test_search_says_how_many_pages_it_has_found(page: Page, query: str) -> None:
    page.goto(f"search.html?q={query}")
    expected = "did not match" if query.startswith("nothing") else "found"
    expect(page.locator(".search-summary")).to_contain_text(expected)


def test_search_shows_the_operations_of_a_resource(page: Page) -> None:
    results(page, "endpoint config")
    first = page.locator("#search-results ul.search li").first
    expect(first.locator("p.context")).to_contain_text("Operations: create_endpoint_config, ")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_have_the_colors_of_the_theme_that_the_reader_chose(page: Page, theme: str) -> None:
    """The browser prefers a light page."""
    page.goto("performance.html")
    page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
    text = page.locator("svg.chart text").first
    color = COLORS["ink"][theme == "dark"]
    expect(text).to_have_css("fill", f"rgb({', '.join(str(c) for c in bytes.fromhex(color[1:]))})")
    assert page.locator("svg.chart[role=img][aria-label]").count() == 3


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide")])
def test_home_page_has_a_picture_of_a_call_that_fits(page: Page, width: int, shown: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("index.html")
    visible = page.locator("svg.chart:visible")
    expect(visible).to_have_count(1)
    assert shown in (visible.get_attribute("class") or "")
    assert "validated" in (visible.get_attribute("aria-label") or "")
    small = visible.locator("text").evaluate_all(
        "all => Math.min(...all.map((text) => text.getBoundingClientRect().height))"
    )
    assert small >= 12


def test_home_page_shows_the_recorded_answers_of_the_language_server(page: Page) -> None:
    recorded = json.loads((DOCS / "editor.json").read_text(encoding="utf-8"))
    page.goto("index.html")
    shown = page.locator("figure.editor .completions li").all_inner_texts()
    assert len(shown) == len(recorded["completion"]["offered"])
    for text, one in zip(shown, recorded["completion"]["offered"], strict=True):
        assert one["label"] in text
        assert one["kind"] in text
    errors = recorded["errors"]["errors"]
    messages = page.locator("figure.editor .error pre").all_inner_texts()
    assert messages == [one["message"] for one in errors]
    wrong = page.locator("figure.editor .wrong").all_inner_texts()
    lines = recorded["errors"]["code"].splitlines()
    assert wrong == [lines[one["line"]][one["from"] : one["to"]] for one in errors]


def test_commands_are_copied_without_prompts(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto("works-with.html")
    block = page.locator(".highlight-console").first
    block.hover()
    block.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied.strip() == "pip install opentelemetry-sdk opentelemetry-instrumentation-botocore"


def test_keyboard_focus_is_visible(page: Page) -> None:
    page.goto("index.html")
    page.locator("ul.cards a").first.focus()
    page.keyboard.press("Tab")
    focused = page.locator("ul.cards a").nth(1)
    expect(focused).to_be_focused()
    expect(focused).to_have_css("outline-style", "solid")
    expect(focused).to_have_css("outline-width", "2px")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_readable_in_a_browser(
    browser: Browser, address: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """The page does not scroll sideways, and its text has enough contrast."""
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    contrast, text = page.evaluate(LEAST_CONTRAST)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()

    assert wide <= 0
    assert contrast >= 4.5, text
    assert (background == "rgb(255, 255, 255)") is (scheme == "light")
