// Keeps what is typed on this device at once and sends it after a pause; says truly what is kept where.
import { choose, isOpen } from "./choosing.js";
import { countdown } from "./clock.js";
import { behind, caughtUp, company, mark, since as knownVersion } from "./company.js";
import { conditions } from "./conditions.js";
import { controls, read, said as worded, write } from "./controls.js";
import { hold } from "./keeping.js";
import { ask, waits } from "./line.js";
import { signing } from "./signing.js";
import { clock, problem, progress, said, say } from "./status.js";
import { uploads } from "./uploads.js";

const PAUSE = 1200;
const SLOW = 8000;
const ASK_AGAIN = 4000;
const OFFLINE = 60000;
const form = document.querySelector("form[data-autosave]");
const texts = form.dataset;
const enter = document.getElementById("enter");
// What was sent, and a page that shows what was refused, is saved as a whole by its button.
const typed = "typed" in texts;
const whole = typed || "whole" in texts;
const application = form.elements.application;
const versions = new Map(form.elements.versions.value.split(",").filter(Boolean).map((pair) => pair.split(":").map(Number)));
const held = hold(texts.autosave, texts.person, application.value);
// What the server has of each question, as far as this page knows.
const known = new Map();
const line = waits();
const tell = countdown(Number(texts.until), texts);
let timer = 0;
let sending = null;
let since = 0;
let asked = 0;
let notBefore = 0;
let stumbled = false;
// Why sending rests until something changes: "signin", "gone" (another's), "sent".
let stopped = "";

const by = (id) => document.getElementById(`q-${id}`);
const equal = (one, other) => JSON.stringify(one) === JSON.stringify(other);
// An answer of several parts is text here and parts on the server.
const alike = (one, other) => equal(one, other) || one === JSON.stringify(other);
const waiting = () => held.all().filter(([id]) => by(id) && !isOpen(by(id)));

function showVersions() {
  form.elements.versions.value = [...versions].map((pair) => pair.join(":")).join(",");
}

function renew(token) {
  if (token) for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
}

function trouble(kind) {
  say("offline", held.safe ? texts[kind] : texts.unsafe);
}

function later(wait = PAUSE) {
  clearTimeout(timer);
  since ||= Date.now();
  // Who never pauses is saved all the same.
  const soon = Date.now() - since > 4 * PAUSE ? 0 : wait;
  timer = setTimeout(send, Math.max(soon, notBefore - Date.now()));
}

function changed(event) {
  const question = event.target.closest("[data-question]");
  if (!question || event.target.type === "file") return;
  const id = Number(question.dataset.question);
  const value = read(question);
  // Leaving a field says "change" once more for what is saved already.
  if (!held.has(id) && equal(known.get(id), value)) return;
  held.keep(id, value, versions.get(id) ?? 0);
  if (whole) return held.safe ? say("kept", texts.local) : trouble("local");
  if (stopped) return;
  if (isOpen(question)) return say("offline", texts.choose);
  if (!navigator.onLine) trouble("offline");
  else if (!line.tries) say("saving", held.safe ? texts.typing : texts.unsafe);
  later();
}

function conflict(id, theirs) {
  say("offline", texts.choose);
  choose(by(id), theirs, (mine) => {
    know(id, mine ? theirs.value : read(by(id)), theirs.version);
    if (mine) held.keep(id, read(by(id)), theirs.version);
    else held.drop(id);
    settled();
  });
}

// Changed elsewhere; but what the server has may have come from here: what was typed since then goes on top of it.
function apart(id, theirs) {
  if (!held.own(id, theirs.value)) return conflict(id, theirs);
  know(id, theirs.value, theirs.version);
  return held.keep(id, held.get(id).value, theirs.version);
}

function know(id, value, version) {
  versions.set(Number(id), version);
  known.set(Number(id), value);
  showVersions();
}

// After a choice or an answer: what is still held goes on its way, else all is kept.
function settled(at = "") {
  if (whole) return say("kept", texts.local);
  if (waiting().length) return later(at ? PAUSE : 0);
  if (held.size) return say("offline", texts.choose);
  return say("kept", at ? texts.kept.replace("{time}", clock(at)) : texts.fresh);
}

function packed(entries) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("application", application.value);
  body.set("versions", entries.map(([id, kept]) => `${id}:${kept.version}`).join(","));
  let size = 500;
  for (const [id, kept] of entries) {
    for (const value of [kept.value].flat()) {
      body.append(`q-${id}`, value);
      size += 100 + 3 * String(value).length;
    }
  }
  return { body, size };
}

export async function send() {
  clearTimeout(timer);
  if (sending) return sending.then(() => (waiting().length && Date.now() >= notBefore ? send() : undefined));
  let entries = waiting();
  if (!entries.length || whole || stopped) return undefined;
  // A browser may be wrong about its line: once in a while it is tried all the same.
  if (!navigator.onLine && (!line.tries || Date.now() < notBefore)) return failed("offline", OFFLINE);
  // One answer that the server trips over must not hold up the others: then each goes alone.
  if (stumbled && line.tries > 2) entries = [entries[line.tries % entries.length]];
  if (!line.tries) say("saving", texts.saving);
  since = 0;
  const slow = setTimeout(() => trouble("slow"), SLOW);
  sending = attempt(entries).finally(() => {
    clearTimeout(slow);
    sending = null;
  });
  return sending;
}

function failed(kind, least = 0) {
  const wait = line.next(least);
  notBefore = Date.now() + wait;
  trouble(kind);
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

function works() {
  line.reset();
  notBefore = 0;
  stumbled = false;
  stopped = "";
  enter.hidden = true;
}

function stop(kind, told) {
  stopped = kind;
  say("refused", kind === "signin" ? texts.signin : kind === "gone" ? texts.other.replace("{email}", told.email) : texts.done);
  enter.hidden = kind === "sent";
}

async function attempt(entries, again = true) {
  await files.ready();
  for (const [id] of entries) held.flew(id);
  const { told, trouble: kind, wait, status } = await ask(form.action, packed(entries));
  if (kind === "token" && again) {
    renew(told.token);
    return attempt(entries, false);
  }
  if (kind === "signin" || kind === "gone") return stop(kind, told);
  if (kind) {
    stumbled = status === 500;
    return failed({ token: "fault", line: "offline" }[kind] ?? kind, wait);
  }
  works();
  return took(entries, told);
}

function took(entries, told) {
  if (told.sent) return over(told);
  if (!told.versions) return say("refused", told.refused);
  if (!application.value) begun(told.application);
  for (const [id, kept] of entries) {
    if (!(id in told.versions)) continue;
    know(id, kept.value, told.versions[id]);
    const now = held.get(id);
    // Typed on while it was on its way: what came later goes with the next save, on top of this version.
    if (now && !equal(now.value, kept.value)) held.keep(id, now.value, told.versions[id]);
    else held.drop(id);
    problem(by(id), controls(by(id)), told.problems[id]);
  }
  for (const [id, theirs] of Object.entries(told.conflicts)) apart(Number(id), theirs);
  for (const [id, said] of Object.entries(told.marks)) mark(id, said);
  if (behind(told.version)) setTimeout(refresh, ASK_AGAIN);
  heard(told);
  if (told.refused) return say("refused", told.refused);
  return settled(told.at);
}

function heard(told) {
  if (told.parts) progress(told.parts);
  if (told.email) Object.assign(texts, { email: told.email, signed: "" });
  tell(told.now, told.until);
  renew(told.token);
}

export function begun(pk) {
  held.rename(pk);
  application.value = pk;
}

// It was sent from another tab or device: what is shown here is no draft any more.
function over(told) {
  if (held.size) stop("sent", told);
  else location.replace(told.sent);
}

// What changed elsewhere while this page lay open is taken over where nothing is typed here.
async function refresh() {
  if (sending || Date.now() - asked < ASK_AGAIN) return undefined;
  asked = Date.now();
  const address = new URL(form.action, location);
  if (application.value) address.searchParams.set("application", application.value);
  address.searchParams.set("versions", form.elements.versions.value);
  knownVersion(address);
  const { told, trouble: kind } = await ask(address);
  if (kind === "signin" || kind === "gone") return stop(kind, told);
  if (kind) return undefined;
  if (told.sent && !whole) return over(told);
  works();
  if (!application.value && told.application) begun(told.application);
  heard(told);
  const before = held.size;
  for (const [id, theirs] of Object.entries(told.changed)) if (by(id) && !isOpen(by(id))) overtake(Number(id), theirs);
  caughtUp(told.version);
  if (!before && Object.keys(told.changed).length) say("kept", texts.fresh, true);
  return whole ? undefined : send();
}

function overtake(id, theirs) {
  if (versions.get(id) === theirs.version) return;
  mark(id, theirs.by);
  const mine = held.get(id);
  if (mine && !alike(mine.value, theirs.value)) return apart(id, theirs);
  if (!mine) write(by(id), theirs.value);
  know(id, read(by(id)), theirs.version);
  held.drop(id);
}

// What an earlier visit typed and could not send comes back first.
function restore() {
  for (const [id] of versions) if (by(id) && !typed) known.set(id, read(by(id)));
  for (const [id, kept] of held.all()) {
    if (!by(id)) continue;
    const server = known.get(id);
    if (!typed && equal(server, kept.value)) held.drop(id);
    else {
      const shown = worded(by(id));
      write(by(id), kept.value);
      if (!typed && kept.version !== (versions.get(id) ?? 0)) apart(id, { value: server, version: versions.get(id) ?? 0, shown });
    }
  }
  if (held.size) settled();
}

const open = signing({
  address: texts.entrance,
  texts: { sent: texts.codeSent, line: texts.codeLine },
  token: () => form.elements.csrfmiddlewaretoken.value,
  renew,
  entered(email) {
    Object.assign(texts, { email, signed: "" });
    asked = 0;
    works();
    say("saving", texts.saving);
    refresh().then(() => !stopped && send());
  },
});
enter.addEventListener("click", () => open(stopped === "gone" ? "" : texts.email, said()));
form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("online", () => {
  if (!stopped) works();
  asked = 0;
  return held.size && !stopped ? send() : refresh();
});
addEventListener("offline", () => held.size && !whole && trouble("offline"));
document.addEventListener("visibilitychange", () => (document.hidden ? send() : refresh()));
addEventListener("pageshow", (event) => event.persisted && refresh());
addEventListener("beforeunload", (event) => {
  if (!held.size || held.safe) return;
  event.preventDefault();
  event.returnValue = "";
});
form.addEventListener("submit", async (event) => {
  if (whole || event.submitter?.value !== "review") return;
  event.preventDefault();
  notBefore = 0;
  await send();
  if (["signin", "gone"].includes(stopped)) return enter.click();
  const choice = form.querySelector(".choose");
  if (choice) return choice.scrollIntoView({ block: "center" });
  if (waiting().length) return;
  if (!application.value) return form.requestSubmit();
  const to = new URL(texts.review, location);
  if ("signed" in texts) to.searchParams.set("application", application.value);
  location.assign(to);
});
if (!typed) document.documentElement.classList.add("autosaves");
tell(Number(texts.now));
restore();
conditions(form);
company(refresh);
const files = uploads(form, { begun, say, application });
