// A place taken by one thing is freed by the other that had it: two never share a place.
export default function rankings(root) {
  for (const list of root.querySelectorAll("[data-ranking]:not([data-ready])")) {
    list.dataset.ready = "";
    for (const select of list.querySelectorAll("select")) select.dataset.was = select.value;
    list.addEventListener("change", ({ target }) => {
      for (const other of list.querySelectorAll("select")) {
        if (other !== target && target.value && other.value === target.value) {
          other.value = target.dataset.was || "";
          other.dataset.was = other.value;
        }
      }
      target.dataset.was = target.value;
    });
  }
}
