// Says how much of a limited text is used, once it gets near the limit.
export default function counters(root) {
  for (const count of root.querySelectorAll("[data-counter]:not([data-ready])")) {
    count.dataset.ready = "";
    const field = document.getElementById(count.dataset.counter);
    const limit = Number(count.dataset.limit);
    if (!field) continue;
    const show = () => {
      const used = [...field.value].length;
      count.textContent = used > limit * 0.6 ? `${used} / ${limit}` : "";
      count.classList.toggle("over", used > limit);
    };
    field.addEventListener("input", show);
    show();
  }
}
