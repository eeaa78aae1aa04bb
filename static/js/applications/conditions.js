// Questions that are asked only upon an answer come and go with it, those that hang on them too.
import { read } from "./controls.js";

export function conditions(form) {
  const asked = [...form.querySelectorAll("[data-shown-if]")];
  const show = () => {
    for (const question of asked) {
      const other = document.getElementById(question.dataset.shownIf);
      question.hidden = !other || other.hidden || ![read(other)].flat().includes(question.dataset.shownValue);
    }
  };
  for (const name of ["input", "change", "write"]) form.addEventListener(name, show);
  show();
}
