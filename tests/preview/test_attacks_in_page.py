"""What content does to the page that can write: it runs nothing and asks nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect
from running import Running

CASES = yaml.safe_load((Path(__file__).parent / "attacks/content.yaml").read_text("utf-8"))
TEMPLATE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Egen</title>
{head}</head><body>
{{% for section in sections %}}{{{{ section.heading }}}}{{{{ section.content }}}}{{% endfor %}}
{body}</body></html>
"""


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """Another server of this machine, and what it was asked."""
    asked: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def setup(self) -> None:
            asked.append("a line")
            super().setup()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("place", ["head", "body"])
def test_content_runs_nothing_and_asks_nobody(
    report: Path, start: Callable[..., Running], page, trap: tuple[str, list[str]], place: str
) -> None:
    address, asked = trap
    hostile = "\n".join(each.replace("{trap}", address) for each in CASES)
    parts = {"head": "", "body": "", place: hostile}
    (report / "templates").mkdir()
    (report / "templates/page.html.j2").write_text(TEMPLATE.format(**parts), "utf-8")
    preview = start(report)
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    for name in ("tryck", "lank", "ping", "data", "skicka", "skicka2"):
        page.evaluate("id => document.getElementById(id)?.click()", name)
    page.wait_for_timeout(300)
    own = f"http://127.0.0.1:{preview.port}/"
    assert page.evaluate("window.hacked") is None
    assert page.url.startswith(own)
    assert len(page.context.pages) == 1
    assert asked == []
    assert preview.key not in page.content()
    page.told.clear()  # the browser says what it did not let in
