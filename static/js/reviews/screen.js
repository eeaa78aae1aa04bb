// Screening by keyboard: a figure answers the check one is on and goes to the next. Without it the page's own buttons do the same.
const form = document.getElementById("screen");
const checks = [...form.querySelectorAll("[data-check]")];
const ANSWERS = { 1: "yes", 2: "no", 3: "query" };

const here = () => document.activeElement?.closest("[data-check]") ?? checks.find((check) => !check.querySelector("input:checked")) ?? checks[0];
const answer = (check, value) => { check.querySelector(`input[value="${value}"]`).checked = true; };

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const writing = document.activeElement?.matches("textarea, input:not([type=radio]), select");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || !checks.length) return;
  if (event.key === "0") {
    for (const check of checks) answer(check, "yes");
    form.querySelector("button:not([type=button])").focus();
  } else if (ANSWERS[event.key]) {
    const check = here();
    answer(check, ANSWERS[event.key]);
    const next = checks[checks.indexOf(check) + 1];
    if (next) (next.querySelector("input:checked") ?? next.querySelector("input")).focus();
    else if (form.querySelector("input[value=no]:checked")) form.elements.namedItem("reason").focus();
    else form.querySelector("button:not([type=button])").focus();
  } else return;
  event.preventDefault();
});
