// The controls of a question read and written as one value.
export function controls(question) {
  return [...question.querySelectorAll("[name^='q-']:not([type=file])")];
}

// Answers of several parts travel as JSON text, so that two of them are the same when their texts are.
const kinds = {
  people: { read: (question) => packed(rows(question)), write: (question, value) => fill(question, list(parsed(value))) },
  budget: {
    read(question) {
      const lines = rows(question);
      const asked = question.querySelector("[data-asked]")?.value.trim() ?? "";
      return lines.length || asked ? JSON.stringify({ lines, asked }) : "";
    },
    write(question, value) {
      const kept = parsed(value) ?? {};
      fill(question, list(kept.lines));
      const asked = question.querySelector("[data-asked]");
      if (asked) asked.value = kept.asked ?? "";
    },
  },
  region: {
    read(question) {
      const [list, other] = controls(question);
      return other?.value.trim() || list?.value || "";
    },
    write(question, value) {
      const [list, other] = controls(question);
      list.value = value ?? "";
      if (other) other.value = list.value ? "" : (value ?? "");
    },
  },
  consent: {
    read: (question) => (box(question)?.checked ? box(question).value : ""),
    write: (question, value) => (box(question).checked = Boolean(value)),
  },
  money: { read: (question) => controls(question)[0].value, write: (question, value) => (controls(question)[0].value = value?.amount ?? value ?? "") },
};

function box(question) {
  return question.querySelector("[type=checkbox]");
}

function parsed(value) {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value || "null");
  } catch {
    return null;
  }
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

function packed(found) {
  return found.length ? JSON.stringify(found) : "";
}

// A row's fields are named q-7-<place>-<cell>; a row in which nothing stands is none.
export function rows(question) {
  const found = [];
  for (const row of question.querySelectorAll("[data-rows] > li")) {
    const cells = [...row.querySelectorAll("input")].map((field) => [field.name.split("-").at(-1), field.value.trim()]);
    if (cells.some(([, value]) => value)) found.push(Object.fromEntries(cells));
  }
  return found;
}

function fill(question, values) {
  const names = () => [...question.querySelectorAll("[data-rows] > li")];
  while (names().length < values.length) question.dispatchEvent(new CustomEvent("row-in"));
  names().forEach((row, place) => {
    row.hidden = place > 0 && place >= values.length;
    for (const field of row.querySelectorAll("input")) field.value = values[place]?.[field.name.split("-").at(-1)] ?? "";
  });
}

export function read(question) {
  const kind = kinds[question.dataset.type];
  const all = controls(question);
  if (kind && all.length > (question.dataset.type === "region" ? 1 : 0)) return kind.read(question);
  if (all[0]?.type === "checkbox") return all.filter((box) => box.checked).map((box) => box.value);
  if (all[0]?.type === "radio") return all.find((one) => one.checked)?.value ?? "";
  return all[0]?.value ?? "";
}

// What a condition is held against: see `marks` on the server.
export function marks(question) {
  return question.dataset.type === "consent" ? (read(question) ? ["yes"] : []) : [read(question)].flat();
}

// An answer of this page in words, for comparing with another.
export function said(question) {
  const value = read(question);
  if (question.dataset.type === "consent") return value ? "✓" : "";
  const parts = question.dataset.type === "budget" ? (parsed(value)?.lines ?? []) : question.dataset.type === "people" ? list(parsed(value)) : null;
  if (parts) return parts.map((row) => Object.values(row).filter(Boolean).join(" · ")).join("\n");
  return [value].flat().join(", ");
}

export function write(question, value) {
  const kind = kinds[question.dataset.type];
  const all = controls(question);
  if (kind && all.length > (question.dataset.type === "region" ? 1 : 0)) {
    kind.write(question, value);
  } else {
    const values = [value ?? ""].flat().map(String);
    for (const control of all) {
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else control.value = values[0];
    }
  }
  for (const control of controls(question)) control.dispatchEvent(new Event("write", { bubbles: true }));
}
