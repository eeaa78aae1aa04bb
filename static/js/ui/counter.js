// Says how much of a limited text is used, in characters or in words, once it gets near the limit.
export default function counters(root) {
  for (const count of root.querySelectorAll("[data-counter]:not([data-ready])")) {
    count.dataset.ready = "";
    const field = document.getElementById(count.dataset.counter);
    const limit = Number(count.dataset.limit);
    const { words } = count.dataset;
    if (!field) continue;
    const show = () => {
      const used = words ? field.value.split(/\s+/).filter(Boolean).length : [...field.value].length;
      const said = words ? words.replace("{used}", used).replace("{limit}", limit) : `${used} / ${limit}`;
      count.textContent = used > limit * 0.6 ? said : "";
      count.classList.toggle("over", used > limit);
    };
    field.addEventListener("input", show);
    field.addEventListener("write", show);
    show();
  }
}
