// An answer that was changed elsewhere meanwhile: both to read, and the person chooses. Typing on is fine: what stands in
// the field is "here".
import { controls, read, write } from "./controls.js";
import { showDifferences } from "./differences.js";

export function isOpen(question) {
  return Boolean(question.querySelector(".choose"));
}

// `settled(mine)` is called once, after the field has what was chosen.
export function choose(question, theirs, settled) {
  question.querySelector(".choose")?.remove();
  const box = document.createElement("div");
  box.className = "choose";
  box.append(document.getElementById("theirs").content.cloneNode(true));
  const [here, there] = [box.querySelector(".here"), box.querySelector(".theirs")];
  there.textContent = theirs.shown || "–";
  box.querySelector(".by").textContent = theirs.by ?? "";
  const [field, ...more] = controls(question);
  const plain = !more.length && ["textarea", "text"].includes(field?.type) && typeof theirs.value === "string";
  here.parentElement.hidden = !plain;
  const compare = () => showDifferences(here, there, String(read(question)), theirs.value || there.textContent);
  question.append(box);
  if (plain) {
    compare();
    field.addEventListener("input", compare);
  }
  const end = (mine) => {
    field?.removeEventListener("input", compare);
    if (!mine) write(question, theirs.value);
    box.remove();
    field?.focus();
    settled(mine);
  };
  box.querySelector("[name=mine]").addEventListener("click", () => end(true));
  box.querySelector("[name=theirs]").addEventListener("click", () => end(false));
}
