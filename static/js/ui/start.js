// Comforts for pages that work without. The assets step joins the modules beside this one into built/ui.js, this one last.
document.documentElement.classList.add("js");

const comforts = {
  "[data-opens], [data-closes]": dialogs,
  "[data-copies]": copies,
  "[data-counter]": counters,
  "[data-bulk]": bulk,
  "[data-here]": zones,
  "[data-ranking]": rankings,
  "details.menu": menus,
  ".strip, .subtabs": currents,
  ".texts": texts,
};

function enhance(root) {
  for (const [selector, comfort] of Object.entries(comforts)) {
    if (root.matches?.(selector) || root.querySelector(selector)) comfort(root);
  }
}

// htmx is fetched only where the page has fragments for it: most forms and reading pages do without.
let asked = false;

function fragments(root) {
  if (window.htmx) return window.htmx.process(root);
  if (asked || !document.querySelector("[hx-get], [hx-post], [hx-put], [hx-delete], [hx-boost]")) return;
  asked = true;
  const script = document.createElement("script");
  script.src = document.querySelector("meta[name=htmx-source]").content;
  // It waits for DOMContentLoaded, which is over by the time it comes: without this nothing would ever be fetched.
  script.addEventListener("load", () => window.htmx.process(document.body));
  document.head.append(script);
}

fragments(document.body);
// A list that came after the page may be the first to have fragments.
document.addEventListener("upload:listed", (event) => fragments(event.detail));

enhance(document);
// What is swapped in is enhanced too.
document.addEventListener("htmx:afterSettle", (event) => enhance(event.target));
// A refused form comes back as 422 and is shown; focus goes to its first wrong field.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelector?.("[aria-invalid=true]")?.focus());
