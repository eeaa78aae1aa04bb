// Keeps a review while one writes it, and lets one score by keyboard. Without it the page's own buttons do the same.
const form = document.getElementById("rubric");
const note = document.getElementById("saved");
const key = `review-${form.dataset.review}`;
const version = form.elements.namedItem("version");
let timer = 0;
let sending = false;
let again = false;
let pressed = null;

function say(state, text) {
  note.classList.remove("new", "kept", "saving", "offline");
  note.classList.add(state);
  note.querySelector("span").textContent = text || note.dataset[state] || "";
}

function typed() {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return [...data.entries()].filter(([name]) => name !== "then");
}

function keepHere() {
  try { localStorage.setItem(key, JSON.stringify(typed())); } catch { /* a full or closed store: the server keeps it */ }
}

function forget() {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

let waiting = false;

async function save() {
  if (!navigator.onLine) { waiting = true; say("offline"); return; }
  if (sending) { again = true; return; }
  sending = true;
  again = false;
  say("saving");
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) {
      version.value = told.version;
      keepHere();
      say("kept");
    } else {
      say("offline", told.refused);
    }
  } catch {
    say("offline");
    timer = setTimeout(save, 8000);
  }
  sending = false;
  if (pressed) form.requestSubmit(pressed);
  else if (again) save();
}

function changed() {
  keepHere();
  clearTimeout(timer);
  timer = setTimeout(save, 1200);
}

function restore() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch { return; }
  // A page made before the last save arrived is older than what this device knows; one made after another device wrote is newer.
  const last = Number(new Map(kept || []).get("version") ?? -1);
  if (last < Number(version.value)) { forget(); return; }
  let differs = false;
  for (const [name, value] of kept) {
    const field = form.elements.namedItem(name);
    if (!field || field.value === value) continue;
    differs = differs || field !== version;
    field.value = value;
  }
  if (differs) changed();
}

const scales = [...form.querySelectorAll("[data-criterion]")];

function scaleInFocus() {
  const here = document.activeElement?.closest("[data-criterion]");
  if (here) return here;
  return scales.find((scale) => !scale.querySelector("input:checked"));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(document.activeElement)) {
    event.preventDefault();
    form.querySelector("button[value=submit]").click();
    return;
  }
  const writing = document.activeElement?.matches("textarea, input:not([type=radio]), select");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
  const scale = scaleInFocus();
  const choice = scale?.querySelector(`input[value="${event.key}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  const next = scales[scales.indexOf(scale) + 1];
  (next?.querySelector("input:checked, input[type=radio]") ?? form.elements.namedItem("comment")).focus();
  changed();
});

form.addEventListener("input", changed);
addEventListener("online", () => { if (waiting) { waiting = false; save(); } });
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!navigator.onLine) { event.preventDefault(); save(); return; }
  if (sending) {
    // What is on its way would make this page's version old: the button waits for the answer.
    event.preventDefault();
    pressed = event.submitter;
    return;
  }
  forget();
});
restore();
