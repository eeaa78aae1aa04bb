// Counts down to the deadline by the server's clock: this device's own may be wrong by days.
const HOUR = 3600000;

export function countdown(closes, texts) {
  const box = document.getElementById("clock");
  const places = document.querySelectorAll(".head .due .left");
  const format = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { numeric: "always" });
  let apart = 0;
  let passed = false;

  function left(wait) {
    const minutes = Math.ceil(wait / 60000);
    if (minutes < 120) return format.format(minutes, "minute");
    if (wait < 48 * HOUR) return format.format(Math.floor(wait / HOUR), "hour");
    return format.format(Math.floor(wait / HOUR / 24), "day");
  }
  function show() {
    const wait = closes - (performance.now() + apart);
    if (wait < 60 * 24 * HOUR) for (const place of places) place.textContent = wait > 0 ? left(wait) : texts.closed;
    const near = wait < HOUR;
    for (const place of places) place.classList.toggle("late", near);
    box.hidden = !near;
    if (near) box.textContent = wait > 0 ? texts.closes.replace("{left}", left(wait)) : texts.closed;
    if (wait <= 0 && !passed) document.dispatchEvent(new Event("deadline"));
    passed = wait <= 0;
  }
  setInterval(show, 5000);
  // The deadline may have been extended meanwhile.
  return function set(now, until) {
    if (!now) return;
    closes = until || closes;
    apart = now - performance.now();
    show();
  };
}
