// Others of the team write in the same form: what they changed is asked for while the page is looked at.
const EVERY = 25000;
const shared = document.getElementById("company");
// How often the application was saved, as far as this page knows: the server answers in a word where that is all.
let seen = Number(shared?.dataset.version ?? 0);

export function company(refresh) {
  if (shared) setInterval(() => document.hidden || refresh(), EVERY);
}

export function since(address) {
  if (shared) address.searchParams.set("version", seen);
}

export function caughtUp(version) {
  seen = version;
}

// One's own save counts one; where it counts more, others wrote meanwhile: true.
export function behind(version) {
  if (shared && version > seen + 1) return true;
  seen = version;
  return false;
}

export function mark(id, said) {
  const line = document.getElementById(`q-${id}-mark`);
  if (!line || !said) return;
  line.hidden = false;
  line.querySelector("bdi").textContent = said;
}
