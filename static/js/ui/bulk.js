// The bar of actions shows with the first ticked row and counts them; a box in the head ticks all.
export default function bulk(root) {
  for (const bar of root.querySelectorAll("[data-bulk]:not([data-ready])")) {
    bar.dataset.ready = "";
    const form = document.getElementById(bar.dataset.bulk) || bar.closest("form");
    const count = bar.querySelector("[data-bulk-count]");
    if (!form) continue;
    const boxes = () => [...form.querySelectorAll("tbody .c-check input[type=checkbox]")];
    const show = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      bar.classList.toggle("on", ticked > 0);
      count.textContent = ticked === 1 ? count.dataset.one : count.dataset.many.replace("{n}", ticked.toLocaleString(document.documentElement.lang));
    };
    form.addEventListener("change", (event) => {
      if (event.target.closest("thead .c-check")) for (const box of boxes()) box.checked = event.target.checked;
      show();
    });
    show();
  }
}
