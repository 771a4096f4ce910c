"""The preview as its user has it: the real command on a project, a real browser before it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.office.warm import FOLDER
from reportgen.preview.rebuilding import Rebuilder

HERE = Path(__file__).parent
# The judges of pages are those of the HTML writer's tests.
sys.path += [str(HERE), str(HERE.parent / "html")]

from running import Running  # noqa: E402

ROOT = HERE.parents[1]
LONGEST_MS = 30_000


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of our own report whose charts have been drawn; no test changes it."""
    root = tmp_path_factory.mktemp("preview") / "rapport"
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, root / name)
    assert not [edition for edition in Rebuilder(root, 2022).rebuild() if edition.errors]
    return root


@pytest.fixture
def report(drawn: Path, tmp_path: Path) -> Path:
    """A copy of our own report for 2022, with its charts, which a test may change."""
    return shutil.copytree(drawn, tmp_path / "rapport")


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """A function that starts `reportgen preview` or `watch` on a project; ended with the test."""
    started: list[Running] = []

    def run(root: Path, *arguments: str, command: str = "preview", **environment: str) -> Running:
        started.append(Running(root, command, *arguments, **environment))
        return started[-1]

    yield run
    for each in started:
        each.end()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Debian's Chromium, driven by Playwright."""
    from page_judges import need

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    need(program, "Chromium")
    from playwright.sync_api import expect, sync_playwright

    # What never comes is told late, what comes is seen at once: on a busy machine too.
    expect.set_options(timeout=LONGEST_MS)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium) -> Iterator[object]:
    """A window of its own; a word on its console fails the test."""
    context = chromium.new_context(viewport={"width": 1366, "height": 900}, locale="sv-SE")
    window = context.new_page()
    window.set_default_timeout(LONGEST_MS)
    told: list[str] = []
    window.on("pageerror", lambda error: told.append(str(error)))
    window.on("console", lambda message: told.append(message.text))
    window.told = told
    yield window
    context.close()
    assert told == []


@pytest.fixture
def preview(report: Path, start: Callable[..., Running]) -> Running:
    """The preview of the copied report."""
    return start(report)


@pytest.fixture
def shown(preview: Running, page):
    """The preview in a browser, built and checked."""
    from playwright.sync_api import expect

    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    return page


def pytest_configure() -> None:
    """Nothing that these tests start opens a window of the person who runs them.

    Nor a LibreOffice in advance, as if whoever runs them kept one.
    """
    os.environ.pop("REPORTGEN_EDITOR", None)
    os.environ[FOLDER] = str(HERE / "none")
