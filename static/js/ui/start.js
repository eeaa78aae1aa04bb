// Small comforts for pages that work without: loads only the modules that the page has something for.
document.documentElement.classList.add("js");

const modules = {
  "[data-opens], [data-closes]": "dialog.js",
  "[data-copies]": "copy.js",
  "[data-counter]": "counter.js",
  "[data-bulk]": "bulk.js",
  "[data-here]": "zone.js",
  "[data-ranking]": "ranking.js",
  "details.menu": "menu.js",
  ".texts": "texts.js",
};

const started = new Map();

export function enhance(root) {
  for (const [selector, file] of Object.entries(modules)) {
    if (!root.querySelector(selector) && !root.matches?.(selector)) continue;
    if (!started.has(file)) started.set(file, import(`./${file}`));
    started.get(file).then((module) => module.default(root));
  }
}

enhance(document);
// What htmx swaps in is enhanced too, and focus is not lost with the control that was pressed.
document.addEventListener("htmx:afterSettle", (event) => enhance(event.target));
