// Buttons with data-opens / data-closes open and close the <dialog> they name; Escape and a click outside close it.
export default function dialogs(root) {
  for (const button of root.querySelectorAll("[data-opens]:not([data-ready])")) {
    button.dataset.ready = "";
    button.addEventListener("click", (event) => {
      const dialog = document.getElementById(button.dataset.opens);
      if (!dialog) return;
      // A link leads to the same question on a page of its own: with script it is asked here.
      event.preventDefault();
      dialog.showModal();
    });
  }
  for (const button of root.querySelectorAll("[data-closes]:not([data-ready])")) {
    button.dataset.ready = "";
    button.addEventListener("click", () => document.getElementById(button.dataset.closes)?.close());
  }
  for (const dialog of root.querySelectorAll("dialog:not([data-ready])")) {
    dialog.dataset.ready = "";
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
}
