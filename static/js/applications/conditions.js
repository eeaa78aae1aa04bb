// Questions that are asked only upon an answer come and go with it, those that hang on them too.
import { marks } from "./controls.js";
import { entries } from "./rows.js";

export function conditions(form) {
  entries(form);
  const asked = [...form.querySelectorAll("[data-shown-if]")];
  const show = () => {
    for (const question of asked) {
      const other = document.getElementById(question.dataset.shownIf);
      // asked in a section that is only read here: the server has said whether it shows
      if (!other) continue;
      question.hidden = other.hidden || !marks(other).includes(question.dataset.shownValue);
    }
  };
  for (const name of ["input", "change", "write"]) form.addEventListener(name, show);
  show();
}
