// Proposes titles and names while one types; the list is the browser's own.
const list = document.querySelector("datalist[data-from]");
const box = list && document.querySelector(`input[list="${list.id}"]`);
let waiting, asked;
box?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const typed = box.value.trim();
    if (typed.length < 2 || typed === asked) return;
    asked = typed;
    try {
      const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(typed)}`);
      if (!answer.ok || typed !== asked) return;
      list.replaceChildren(...(await answer.json()).map((text) => new Option(text, text)));
    } catch {
      // Without a line one types on, and searches when it is back.
    }
  }, 250);
});
