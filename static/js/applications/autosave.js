// Keeps what is typed on this device at once and sends it after a pause; says truly what is kept where.
import { conditions } from "./conditions.js";
import { controls, hold, read, said, write } from "./controls.js";
import { uploads } from "./uploads.js";

const PAUSE = 1500;
const AGAIN = 15000;
const form = document.querySelector("form[data-autosave]");
const texts = form.dataset;
const line = document.getElementById("saved");
const whole = "whole" in texts;
const application = form.elements.application;
const versions = new Map(form.elements.versions.value.split(",").filter(Boolean).map((pair) => pair.split(":").map(Number)));
const held = hold(texts.autosave, () => application.value);
const known = new Map();
let timer = 0;
let sending = null;
let since = 0;

function say(state, text) {
  if (!line || !text) return;
  line.className = `saved ${state}`;
  line.querySelector("span").textContent = text;
}

function clock(moment) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn" });
  return format.format(new Date(moment));
}

function showVersions() {
  form.elements.versions.value = [...versions].map((pair) => pair.join(":")).join(",");
}

function later(wait = PAUSE) {
  clearTimeout(timer);
  since ||= Date.now();
  // Who never pauses is saved all the same.
  timer = setTimeout(send, Date.now() - since > 4 * PAUSE ? 0 : wait);
}

function changed(event) {
  const question = event.target.closest("[data-question]");
  if (!question || event.target.type === "file") return;
  const id = Number(question.dataset.question);
  const value = read(question);
  // Leaving a field says "change" once more for what is saved already.
  if (!held.get(id) && known.get(id) === JSON.stringify(value)) return;
  held.keep(id, value, versions.get(id) ?? 0);
  if (whole) return say("kept", texts.local);
  say("saving", navigator.onLine ? texts.typing : texts.offline);
  later();
}

function problem(question, text) {
  const id = `q-${question.dataset.question}-error`;
  document.getElementById(id)?.remove();
  question.classList.toggle("wrong", Boolean(text));
  for (const control of controls(question)) control.toggleAttribute("aria-invalid", Boolean(text));
  if (!text) return;
  const list = document.getElementById("wrong").content.firstElementChild.cloneNode(true);
  list.id = id;
  list.querySelector("span").textContent = text;
  question.append(list);
}

function conflict(id, theirs) {
  const question = document.getElementById(`q-${id}`);
  question.querySelector(".alert")?.remove();
  const notice = document.getElementById("theirs").content.firstElementChild.cloneNode(true);
  notice.querySelector(".theirs").textContent = theirs.shown;
  notice.querySelector("[name=mine]").addEventListener("click", () => settle(read(question)));
  notice.querySelector("[name=theirs]").addEventListener("click", () => {
    write(question, theirs.value);
    settle(null);
  });
  question.append(notice);
  function settle(mine) {
    versions.set(Number(id), theirs.version);
    showVersions();
    notice.remove();
    controls(question)[0]?.focus();
    if (mine === null) return held.drop(id);
    held.keep(id, mine, theirs.version);
    later(0);
  }
}

// What the server has came from here: what was typed since goes on top of it.
function upon(id, version) {
  versions.set(Number(id), version);
  held.keep(id, held.get(id).value, version);
}

function open() {
  return [...held.all()].filter(([id]) => !document.querySelector(`#q-${id} .alert`));
}

async function post(entries) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("application", application.value);
  body.set("versions", entries.map(([id, kept]) => `${id}:${kept.version}`).join(","));
  for (const [id, kept] of entries) for (const value of [kept.value].flat()) body.append(`q-${id}`, value);
  return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
}

export async function send() {
  clearTimeout(timer);
  if (sending) return sending.then(() => (open().length ? send() : undefined));
  const entries = open();
  if (!entries.length || whole) return undefined;
  if (!navigator.onLine) return say("offline", texts.offline);
  say("saving", texts.saving);
  since = 0;
  sending = attempt(entries).finally(() => (sending = null));
  return sending;
}

async function attempt(entries) {
  let answer;
  await files.ready();
  for (const [id] of entries) held.flew(id);
  try {
    answer = await post(entries);
  } catch {
    say("offline", texts.offline);
    timer = setTimeout(send, AGAIN);
    return;
  }
  if (answer.status === 403 || answer.status === 404) return say("refused", texts.gone);
  if (!answer.headers.get("Content-Type")?.includes("json")) {
    say("offline", texts.fault);
    timer = setTimeout(send, AGAIN);
    return;
  }
  const told = await answer.json();
  if (told.refused) return say("refused", told.refused);
  took(entries, told);
}

function took(entries, told) {
  if (!application.value) begun(told.application);
  for (const [id, kept] of entries) {
    if (told.conflicts[id]) continue;
    versions.set(id, told.versions[id]);
    known.set(id, JSON.stringify(kept.value));
    const now = held.get(id);
    // Typed on while it was on its way: what came later goes with the next save, on top of this version.
    if (now && JSON.stringify(now.value) !== JSON.stringify(kept.value)) held.keep(id, now.value, told.versions[id]);
    else held.drop(id);
    problem(document.getElementById(`q-${id}`), told.problems[id]);
  }
  for (const [id, theirs] of Object.entries(told.conflicts)) {
    if (held.own(id, theirs.value)) upon(id, theirs.version);
    else conflict(id, theirs);
  }
  progress(told.parts);
  showVersions();
  if (held.size()) later();
  else say("kept", texts.kept.replace("{time}", clock(told.at)));
}

export function begun(pk) {
  held.rename(pk);
  application.value = pk;
}

function progress(parts) {
  const links = document.querySelectorAll(".steps a");
  parts.forEach(([done, total], place) => {
    links[place]?.classList.toggle("full", done >= total);
    const count = links[place]?.querySelector("small");
    if (count) count.textContent = count.textContent.replace(/\d+/, done).replace(/\d+(?!.*\d)/, total);
  });
}

// What an earlier visit typed and could not send comes back first.
function restore() {
  for (const [id, kept] of [...held.all()]) {
    const question = document.getElementById(`q-${id}`);
    if (!question) continue;
    const server = read(question);
    if (JSON.stringify(server) === JSON.stringify(kept.value)) held.drop(id);
    else if (kept.version === (versions.get(id) ?? 0)) write(question, kept.value);
    else if (held.own(id, server)) {
      write(question, kept.value);
      upon(id, versions.get(id));
    } else {
      const shown = said(question);
      write(question, kept.value);
      conflict(id, { value: server, version: versions.get(id), shown });
    }
  }
  if (!held.size()) return;
  if (whole) say("kept", texts.local);
  else later(0);
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
addEventListener("online", () => send());
addEventListener("offline", () => held.size() && say("offline", texts.offline));
document.addEventListener("visibilitychange", () => document.hidden && send());
form.addEventListener("submit", async (event) => {
  if (whole || event.submitter?.value !== "review") return;
  event.preventDefault();
  await send();
  if (held.size()) return line?.scrollIntoView({ block: "nearest" });
  if (!application.value) return form.requestSubmit();
  const to = new URL(texts.review, location);
  if ("signed" in texts) to.searchParams.set("application", application.value);
  location.assign(to);
});
restore();
conditions(form);
const files = uploads(form, { begun, say, application });
