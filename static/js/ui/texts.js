// Marks a language's tab as filled while one types.
export default function texts(root) {
  for (const box of root.querySelectorAll(".texts:not([data-ready])")) {
    box.dataset.ready = "";
    const tabs = [...box.querySelectorAll(".tabs label")];
    [...box.querySelectorAll(".pane")].forEach((pane, place) => {
      pane.addEventListener("input", (event) => tabs[place].classList.toggle("full", event.target.value.trim() !== ""));
    });
  }
}
