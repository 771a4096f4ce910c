"""How soon what is saved is on the page: a real browser before the real preview.

    python benchmarks/preview.py [--times 1,10,100] [--saves 20]

Needs `python -m pip install ".[dev]"` and Chromium. Prints a Markdown table; the times are from
the moment a file has its place to the moment the browser has the new text in its page.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from prepare import leave_out_page_numbers
from repeat import write_repeated

ROOT = Path(__file__).parent.parent
YEAR = 2022
HOPE = "Vi hoppas att det ger mer resurser."
WORDS = ("tid", "kraft", "mod", "hopp", "stöd", "hjälp", "skydd", "ork")
REST_S = 1.0
IDLE_S = 10
# Notes when a text comes onto the page, on the clock that this process reads as well.
NOTE_TIME = """text => {
  window.seenAt = new Promise((seen) => {
    const main = document.querySelector('main');
    new MutationObserver((_changes, observer) => {
      if (!main.textContent.includes(text)) return;
      observer.disconnect();
      seen(Date.now());
    }).observe(main, { childList: true, subtree: true, characterData: true });
  });
}"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", default="1,10")
    options.add_argument("--saves", type=int, default=20)
    chosen = options.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    print("| report | until the first page | saved → seen, median | greatest | memory | idle CPU |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for times in map(int, chosen.times.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                print(measure(Path(folder) / "rapport", times, chosen.saves, browser), flush=True)
        browser.close()


def measure(project: Path, times: int, saves: int, browser: Browser) -> str:
    """A row of the table."""
    write_repeated(ROOT, YEAR, times, project)
    shutil.copy(ROOT / "content" / "ordlista.txt", project / "content")
    leave_out_page_numbers(project / "content" / "reportgen.yaml")
    command = [sys.executable, "-m", "reportgen", "preview", "--no-open", "--port", "0"]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address
    process.stdout.readline()
    process.stdout.readline()
    first = time.monotonic() - began
    page = browser.new_page()
    page.goto(address[0])
    took = saved_and_seen(page, project, saves)
    time.sleep(REST_S * times**0.5)  # until it is checked as well
    used = cpu_seconds(process.pid)
    time.sleep(IDLE_S)
    idle = (cpu_seconds(process.pid) - used) / IDLE_S
    memory = peak_mb(process.pid)
    page.close()
    process.terminate()
    process.wait()
    process.stdout.close()
    median, greatest = statistics.median(took), max(took)
    return (
        f"| {times} times | {first:.2f} s | {median:.2f} s | {greatest:.2f} s "
        f"| {memory:.0f} MB | {idle:.1%} |"
    )


def saved_and_seen(page: Page, project: Path, saves: int) -> list[float]:
    """The seconds that each save took; a moment of rest between two, as when a person writes."""
    file = next((project / "content" / str(YEAR)).glob("*50-trender.md"))
    text, took = file.read_text("utf-8"), []
    for number in range(saves):
        time.sleep(REST_S)
        hope = f"{HOPE.removesuffix('resurser.')}{WORDS[number % len(WORDS)]}."
        page.evaluate(NOTE_TIME, hope)
        beside = file.with_name(".beside")
        beside.write_text(text.replace(HOPE, hope), "utf-8")
        beside.replace(file)
        saved = time.time()
        took.append(page.evaluate("() => window.seenAt") / 1000 - saved)
    return took


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def peak_mb(pid: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
