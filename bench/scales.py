"""A page in a real browser: a phone with a cold cache, bytes as they come over the line, and how long it looks empty."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
KINDS = {"Document": "html", "Stylesheet": "css", "Font": "font", "Script": "js", "Image": "images", "Media": "media"}
FIRST = {"html": 10, "css": 8, "font": 14}
"""Kilobytes of what comes before pictures; 32 in all."""
PAINTS = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value })
  .observe({type: 'layout-shift', buffered: true});
"""
LINES = {"1.6 Mb/s, 150 ms": (1_600_000, 150), "400 kb/s, 2 s": (400_000, 2000)}


@dataclass(frozen=True)
class View:
    """A page with the most kilobytes it may weigh, signed in where `session` is given."""

    name: str
    path: str
    most: int
    session: str = ""
    saver: bool = False
    first: bool = True


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, site: str, view: View) -> tuple[BrowserContext, Page]:
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    held = {"sessionid": view.session, "saver": "on" if view.saver else ""}
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in held.items() if value])
    page = context.new_page()
    page.add_init_script(PAINTS)
    return context, page


def row_of(browser: Browser, site: str, view: View) -> dict[str, Any]:
    """Kilobytes by kind, with headers, until nothing more is asked for without scrolling."""
    context, page = opened(browser, site, view)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    begun: dict[str, tuple[str, int]] = {}
    came: defaultdict[str, float] = defaultdict(float)

    def received(event: dict[str, Any]) -> None:
        begun[event["requestId"]] = KINDS.get(event["type"], "other"), event["response"]["encodedDataLength"]

    def finished(event: dict[str, Any]) -> None:
        kind, head = begun.get(event["requestId"], ("other", 0))
        came["headers"] += head / 1024  # half a kilobyte each here, next to nothing where HTTP/2 packs them
        came[kind] += (event["encodedDataLength"] - head) / 1024

    line.on("Network.responseReceived", received)
    line.on("Network.loadingFinished", finished)
    page.goto(site + view.path, wait_until="networkidle", timeout=120_000)
    shift = page.evaluate("seen.cls")
    context.close()
    total = sum(came.values())
    faults = ["total"] if total > view.most else []
    if view.first:
        faults += [kind for kind, most in FIRST.items() if came[kind] > most]
    if shift > 0.05:
        faults.append("shift")
    parts = {kind: round(came[kind], 1) for kind in (*KINDS.values(), "other", "headers") if came[kind]}
    said = " ".join(f"{kind} {size}" for kind, size in parts.items())
    over = f"  OVER: {', '.join(faults)}" if faults else ""
    text = f"{view.name:24}{total:7.1f} KB of {view.most:4}   shift {shift:.3f}   {said}{over}"
    return {
        "name": view.name,
        "total": round(total, 1),
        "most": view.most,
        "parts": parts,
        "shift": round(shift, 4),
        "line": text,
    }


def paint_of(browser: Browser, site: str, view: View, name: str) -> dict[str, Any]:
    """First and largest paint on a slow line with a slow phone; timings of a busy machine, to be read with care."""
    rate, delay = LINES[name]
    context, page = opened(browser, site, view)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    speed = {"offline": False, "latency": delay, "downloadThroughput": rate / 8, "uploadThroughput": rate / 8}
    line.send("Network.emulateNetworkConditions", speed)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(site + view.path, wait_until="load", timeout=180_000)
    page.wait_for_timeout(300)
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0")
    largest, shift = page.evaluate("[seen.lcp, seen.cls]")
    context.close()
    over = (largest > 2500 if delay < 1000 else first > 5000) or shift > 0.05
    text = f"{view.name:24}{name:18} first paint {first:5.0f} ms  largest {largest:5.0f} ms  shift {shift:.3f}{'  OVER' if over else ''}"
    return {
        "name": view.name,
        "line_speed": name,
        "fcp": round(first),
        "lcp": round(largest),
        "shift": round(shift, 4),
        "line": text,
    }
