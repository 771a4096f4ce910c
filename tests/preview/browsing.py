"""What the tests in the browser share: the report's places, and a reader's steps."""

from __future__ import annotations

from playwright.sync_api import expect

SUMMARY = "content/2022/10-sammanfattning.md"
TRENDS = "content/2022/50-trender.md"
STATISTICS = "content/2022/statistics.yaml"
HOPE = "Vi hoppas att det ger mer resurser."
# What the reader sees, but for what the preview adds.
BODY = """() => {
  const body = document.body.cloneNode(true);
  for (const each of body.querySelectorAll('.rg, script, link')) each.remove();
  for (const each of body.querySelectorAll('*')) {
    each.classList.remove('rg-selected', 'rg-fresh');
    if (!each.classList.length) each.removeAttribute('class');
    if (each.hasAttribute('data-source')) {
      each.removeAttribute('tabindex');
      if (each.matches('.computed')) each.removeAttribute('role');
    }
  }
  return body.innerHTML;
}"""


# Notes when a text comes onto the page; Playwright itself looks but every half second.
NOTE_TIME = """text => {
  window.seenAt = new Promise((seen) => {
    const main = document.querySelector('main');
    const observer = new MutationObserver(() => {
      if (!main.textContent.includes(text)) return;
      observer.disconnect();
      requestAnimationFrame(() => seen(Date.now()));
    });
    observer.observe(main, { childList: true, subtree: true, characterData: true });
  });
}"""


def top_of(page, selector: str) -> float:
    return page.evaluate(
        "each => document.querySelector(each).getBoundingClientRect().top", selector
    )


def go_to(page, selector: str) -> None:
    page.evaluate("each => document.querySelector(each).scrollIntoView()", selector)


def up_to_date(page, text: str):
    """Wait until a text is on the page and has been checked."""
    page.get_by_text(text).first.wait_for(state="attached")
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
