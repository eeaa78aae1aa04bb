// Says a deadline in the reader's own zone where the server does not know it, and keeps the zone for the next page.
export default function zones(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", hourCycle: "h23", numberingSystem: "latn" });
  for (const element of root.querySelectorAll("[data-here]")) {
    element.textContent = element.dataset.said.replace("{moment}", format.format(new Date(element.dataset.here)));
    element.hidden = false;
    delete element.dataset.here;
  }
}
