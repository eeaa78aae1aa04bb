// A menu closes with Escape, with a click beside it and when focus leaves it.
export default function menus(root) {
  for (const menu of root.querySelectorAll("details.menu:not([data-ready])")) {
    menu.dataset.ready = "";
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }
}
