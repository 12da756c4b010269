"""Make the pictures that the README shows: `python docs/pictures.py`.

It needs Chromium and Playwright for Python, as the tests of the page do.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from timeline.analysis.stats import counts
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import stats, svg
from timeline.query.filter import Filter, select
from timeline.store.opening import open_collection

HERE = Path(__file__).parent
DESKTOP, PHONE = {"width": 1280, "height": 1500}, {"width": 390, "height": 844}
CALL = "2026-01-11-call-de-la-fuente-rubio"
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "page-desktop-light-en": ("#?lang=en", {"viewport": DESKTOP, "color_scheme": "light"}),
    "page-desktop-dark-es": ("#?lang=es", {"viewport": DESKTOP, "color_scheme": "dark"}),
    "page-phone-light-es": (f"#{CALL}?lang=es", {"viewport": PHONE, "color_scheme": "light"}),
    "page-phone-dark-en": (f"#{CALL}?lang=en", {"viewport": PHONE, "color_scheme": "dark"}),
}


LISTED = "list --as-of 2026-01-17 --since 2026-01-08 --until 2026-01-17 --force -o"
SOVEREIGNTY = Filter(topics=("sovereignty",), kinds=("readout",))


def terminals() -> None:
    """Picture what a terminal shows: ten days of January, and one count by side."""
    env = {**os.environ, "COLUMNS": "92", "TIMELINE_TODAY": "2026-01-17"}
    call = [shutil.which("timeline") or "timeline", *LISTED.split(), str(HERE / "timeline.svg")]
    subprocess.run(call, env=env, check=True)  # noqa: S603
    collection = open_collection(str(HERE.parent), {}).collection
    events = [row.event for row in select(collection, SOVEREIGNTY)]
    page = stats.StatsContext(Terminal("en", environ={}), collection, len(events))
    drawn = svg.svg(stats.view(page, {"side": counts(collection, events, "side")}), 92)
    (HERE / "stats.svg").write_text(drawn, encoding="utf-8")


def pages() -> None:
    """Export the shipped collection, and picture it at each width, in each light and language."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        env = {**os.environ, "TIMELINE_TODAY": "2026-11-21"}
        page = Path(folder, "page.html")
        export = ["export", "--format", "html", "--lang", "en", "-o", str(page)]
        subprocess.run([shutil.which("timeline") or "timeline", *export], env=env, check=True)  # noqa: S603
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, (fragment, how) in PICTURES.items():
            context = browser.new_context(**how)
            shown = context.new_page()
            shown.goto(page.as_uri() + fragment)
            shown.wait_for_timeout(500)
            shown.screenshot(path=HERE / f"{name}.png")
            context.close()
        browser.close()


terminals()

pages()
