// Keeps a review while one writes it: on this device at once, on the server after a pause. Without it the page's own buttons do
// the same.
import { ask, waits } from "../applications/line.js";
import { keys } from "./keys.js";

const PAUSE = 1000;
const OFFLINE = 60000;
const form = document.getElementById("rubric");
const note = document.getElementById("saved");
const aloud = document.getElementById("aloud");
const elsewhere = document.getElementById("elsewhere");
const texts = form.dataset;
const name = `review-${texts.review}`;
const version = form.elements.namedItem("version");
const line = waits();
let timer = 0;
let tried = Date.now();
let sending = null;
let dirty = false;
let stopped = false;
// The form itself is on its way: nothing is saved beside it.
let leaving = false;
let safe = true;

function say(state, text = note.dataset[state] || "") {
  if (state === "offline" && !safe) text = texts.unsafe;
  note.classList.remove("new", "kept", "saving", "offline", "refused");
  note.classList.add(state);
  note.querySelector("span").textContent = text;
  // That it is being saved nobody wants to hear each time; trouble, everybody does.
  if (["offline", "refused"].includes(state) && aloud.textContent !== text) aloud.textContent = text;
}

function typed() {
  const data = new FormData(form);
  return [...data.entries()].filter(([field]) => !["csrfmiddlewaretoken", "version", "then"].includes(field));
}

// What was saved stays here too, as `sent`: a page that was made before the save arrived is older than what this device knows.
function keepHere() {
  try {
    localStorage.setItem(name, JSON.stringify({ version: Number(version.value), values: typed(), sent: !dirty }));
    safe = true;
  } catch {
    safe = false;
  }
}

function stop(text) {
  stopped = true;
  clearTimeout(timer);
  say("refused", text);
}

function later(wait = PAUSE) {
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, wait);
}

function save() {
  clearTimeout(timer);
  if (sending || stopped || leaving || !dirty) return sending ?? undefined;
  // A browser may be wrong about its line: once in a while it is tried all the same.
  if (!navigator.onLine && Date.now() - tried < OFFLINE) {
    say("offline");
    return later(OFFLINE);
  }
  tried = Date.now();
  if (!line.tries) say("saving");
  sending = attempt().finally(() => { sending = null; });
  return sending;
}

async function attempt(again = true) {
  dirty = false;
  const body = new FormData(form);
  const size = typed().reduce((sum, [, value]) => sum + 100 + 3 * value.length, 500);
  const { told, trouble, status, wait } = await ask(form.action || location.href, { body, size });
  if (!trouble && told.version) {
    line.reset();
    version.value = told.version;
    keepHere();
    say(dirty ? "saving" : "kept");
    if (dirty) later();
    return undefined;
  }
  dirty = true;
  keepHere();
  if (trouble === "token" && told.token && again) {
    form.elements.csrfmiddlewaretoken.value = told.token;
    return attempt(false);
  }
  if (trouble === "signin") return stop(texts.signin);
  if (trouble === "gone" || status === 404) return stop(texts.gone);
  if (!trouble && told.stale) return choose("stale", told.stale);
  if (!trouble) return say("refused", told.refused);
  say("offline", { fault: texts.fault, slow: texts.slow }[trouble]);
  return later(line.next(wait ?? 0));
}

// Another window or device wrote first, or what was typed here long ago never left: the person says which of the two stays.
function choose(kind, theirs) {
  stopped = true;
  clearTimeout(timer);
  elsewhere.hidden = false;
  elsewhere.querySelector("[data-stale]").hidden = kind !== "stale";
  elsewhere.querySelector("[data-older]").hidden = kind === "stale";
  say("refused", elsewhere.querySelector(`[data-${kind}]`).textContent);
  elsewhere.querySelector("[data-mine]").onclick = () => {
    if (kind === "older") write(JSON.parse(localStorage.getItem(name)).values);
    version.value = theirs;
    settle("saving");
    changed();
  };
  elsewhere.querySelector("[data-theirs]").onclick = () => {
    forget();
    if (kind === "stale") location.reload();
    else settle("kept");
  };
  elsewhere.querySelector("[data-mine]").focus();
}

function settle(state) {
  elsewhere.hidden = true;
  stopped = false;
  say(state);
}

function write(values) {
  for (const [field, value] of values) {
    const control = form.elements.namedItem(field);
    if (control) control.value = value;
  }
}

function restore() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(name) || "null"); } catch { return; }
  if (!kept?.values) return;
  const here = Number(version.value);
  const differs = kept.values.some(([field, value]) => form.elements.namedItem(field)?.value !== value);
  if (!differs || (kept.sent && kept.version <= here)) return forget();
  if (!kept.sent && kept.version < here) return choose("older", here);
  write(kept.values);
  version.value = Math.max(kept.version, here);
  if (kept.sent) say("kept");
  else changed();
}

function forget() {
  dirty = false;
  try { localStorage.removeItem(name); } catch { /* nothing was kept */ }
}

function changed() {
  dirty = true;
  keepHere();
  if (!stopped) later();
}

form.addEventListener("input", changed);
addEventListener("online", () => { line.reset(); save(); });
document.addEventListener("visibilitychange", () => document.hidden && save());
addEventListener("beforeunload", (event) => dirty && !safe && event.preventDefault());
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  const pressed = event.submitter;
  if (!navigator.onLine) {
    event.preventDefault();
    keepHere();
    say("offline");
    return;
  }
  if (sending) {
    // What is on its way would make this page's version old: the button waits for the answer.
    event.preventDefault();
    await sending;
    if (!stopped) form.requestSubmit(pressed);
    return;
  }
  // Kept here until the next page is there: a line that dies now loses nothing.
  dirty = true;
  leaving = true;
  keepHere();
});
addEventListener("pageshow", () => { leaving = false; });
restore();
keys(form, changed);
