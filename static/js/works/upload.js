// Files of a work, and what tells a film aloud, go piece by piece as soon as they are chosen or dropped; the list comes back with what is being prepared.
// Without this script the form sends all of them at once.
import { rows } from "../files/rows.js";

const form = document.querySelector("form[data-upload]");
const place = form?.querySelector("[data-sending]");

function renew(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("files");
  if (!fresh) return null;
  document.getElementById("files").replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("upload:listed", { detail: fresh }));
  return fresh;
}

async function ask(fields) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { "X-Upload": "1" } }).catch(() => null);
  return answer && [200, 422].includes(answer.status) && renew(await answer.text()) ? place : null;
}

// What is half sent is listed with the files above, what is being sent under the choice of files.
function known(key) {
  return document.querySelector(`[data-waiting] [data-upload="${key}"]`);
}

function start() {
  place.id = "sending";
  const sent = rows({
    endpoint: form.dataset.uploads,
    listOf: () => place,
    left: () => [...document.querySelectorAll("[data-waiting] [data-upload]")],
    // What the form says of itself: `data-to` and the number of what the file belongs to.
    fields: () => {
      const { to = "work", work, asset } = form.dataset;
      return asset ? { to, asset } : { to, work };
    },
    arrived: (_place, address) => ask({ finished: address.split("/").at(-2) }),
    restored: (key) => known(key)?.remove(),
  });
  const input = form.querySelector("input[type=file]");
  const take = (files) => {
    sent.add(place, [...files]);
    input.value = "";
  };
  input.addEventListener("change", () => take(input.files));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[type=submit]").closest(".actions").hidden = true;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take(event.dataTransfer.files);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-waiting] button[name=drop]");
    if (!button) return;
    event.preventDefault();
    sent.drop(button.closest("li"));
  });
}

if (form) start();
