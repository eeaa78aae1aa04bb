// The controls of a question read and written as one value, and what this device holds until the server has it.
export function controls(question) {
  return [...question.querySelectorAll("[name^='q-']:not([type=file])")];
}

export function read(question) {
  const all = controls(question);
  if (all[0]?.type === "checkbox") return all.filter((box) => box.checked).map((box) => box.value);
  if (all[0]?.type === "radio") return all.find((one) => one.checked)?.value ?? "";
  return all[0]?.value ?? "";
}

export function write(question, value) {
  const values = [value ?? ""].flat().map(String);
  for (const control of controls(question)) {
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else control.value = values[0];
    control.dispatchEvent(new Event("write", { bubbles: true }));
  }
}

// One entry in localStorage per application: {question: {value, version it was typed upon}}. Where the browser refuses
// storage, memory has to do.
export function hold(call, pk) {
  const name = (which) => `application:${call}:${which || "new"}`;
  let place = name(pk());
  const kept = new Map(Object.entries(load(place)).map(([id, entry]) => [Number(id), entry]));
  if (pk() && !kept.size) for (const [id, entry] of Object.entries(load(name("")))) kept.set(Number(id), entry);
  if (pk()) forget(name(""));

  function load(which) {
    try {
      return JSON.parse(localStorage.getItem(which)) ?? {};
    } catch {
      return {};
    }
  }
  function forget(which) {
    try {
      localStorage.removeItem(which);
    } catch {
      // nothing was kept there
    }
  }
  function store() {
    if (!kept.size) return forget(place);
    try {
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(kept)));
    } catch {
      // full or refused: the server has it in a moment
    }
  }
  store();
  return {
    all: () => kept.entries(),
    get: (id) => kept.get(Number(id)),
    size: () => kept.size,
    keep(id, value, version) {
      kept.set(Number(id), { value, version });
      store();
    },
    drop(id) {
      kept.delete(Number(id));
      store();
    },
    rename(which) {
      forget(place);
      place = name(which);
      store();
    },
  };
}
