// Rows of people and of budgets: added and taken out at a press, and the sum of a budget as one types.
import { rows } from "./controls.js";

const MOST = 40;

export function entries(form) {
  for (const list of form.querySelectorAll("[data-rows]")) prepare(list);
}

function prepare(list) {
  const question = list.closest("[data-question]");
  const more = question.querySelector(".more");
  const total = question.querySelector("[data-total]");
  const fields = (row) => [...row.querySelectorAll("input")];
  const shown = () => [...list.children].filter((row) => !row.hidden);
  const most = Number(list.dataset.most || MOST);

  function sum() {
    more.hidden = shown().length >= most;
    if (!total) return;
    const all = rows(question).reduce((found, row) => found + amount(row.amount), 0);
    const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2, numberingSystem: "latn", useGrouping: all >= 10000 });
    total.textContent = format.format(all);
  }

  function add() {
    const hidden = [...list.children].find((row) => row.hidden);
    if (hidden) {
      hidden.hidden = false;
      return hidden;
    }
    const place = list.children.length;
    const row = list.lastElementChild.cloneNode(true);
    for (const field of fields(row)) {
      const [cell, , ...name] = field.name.split("-").reverse();
      field.name = [...name.reverse(), place, cell].join("-");
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+/, place + 1));
      field.value = "";
    }
    list.append(row);
    return row;
  }

  function take(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    // The last one stays as an empty row.
    if (shown().length > 1) row.remove();
    for (const field of fields(row)) field.value = "";
    (next && !next.hidden ? fields(next)[0] : fields(list.firstElementChild)[0])?.focus();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  for (const row of list.querySelectorAll("[data-spare]")) row.hidden = true;
  question.addEventListener("row-in", () => add());
  question.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.name === "row-in") fields(add())[0].focus();
    else if (button?.name === "row-out") take(button.closest("li"));
    else return;
    sum();
  });
  for (const name of ["input", "change", "write"]) question.addEventListener(name, sum);
  sum();
}

// As the server reads amounts: spaces between groups, a comma or a point before the cents, digits of any script.
function amount(text) {
  const digits = String(text ?? "").replace(/[٠-٩]/g, (sign) => "٠١٢٣٤٥٦٧٨٩".indexOf(sign)).replace(/[\s'’]/g, "").replace(/[٫,]/g, ".");
  const found = Number(digits);
  return Number.isFinite(found) ? found : 0;
}
