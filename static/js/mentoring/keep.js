// What a mentor types stays on the device until the server has it: a closed tab or a dead line loses nothing.
const WEEK = 7 * 24 * 3600 * 1000;

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    return kept && Date.now() - kept.at < WEEK ? kept.fields : null;
  } catch {
    return null;
  }
}

function keep(form) {
  const key = form.dataset.keep;
  const said = document.getElementById("saved");
  const fields = [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken");
  const say = (state) => {
    if (!said) return;
    said.className = `saved ${state}`;
    said.querySelector("span").textContent = said.dataset.kept;
  };
  const kept = read(key);
  // A form that came back refused holds what was just sent, which is newer.
  if (kept && !form.querySelector("[aria-invalid=true], .alert.error")) {
    for (const field of fields) {
      if (field.type === "radio") field.checked = kept[field.name] === field.value;
      else if (field.name in kept) field.value = kept[field.name];
    }
    say("kept");
  }
  form.addEventListener("input", () => {
    const values = {};
    for (const field of fields) if (field.type !== "radio" || field.checked) values[field.name] = field.value;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: values }));
      say("kept");
    } catch {
      // A full or forbidden storage leaves the form as it is without script.
    }
  });
  // One session, however often an impatient thumb presses.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

function forget({ dataset }) {
  if (dataset.logged) for (const which of ["new", dataset.logged]) localStorage.removeItem(dataset.forget + which);
}

document.querySelectorAll("[data-keep]").forEach(keep);
document.querySelectorAll("[data-forget]").forEach(forget);
