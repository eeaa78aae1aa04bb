// Rows put in order by dragging them; the buttons beside them do the same without script.
for (const list of document.querySelectorAll("[data-drag]")) {
  const field = list.closest("form").querySelector("[name=order]");
  let held = null;
  for (const row of list.children) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over || over === held) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY > top + height / 2 ? "after" : "before"](held);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    if (!held) return;
    held = null;
    field.disabled = false;
    field.value = [...list.children].map((row) => row.dataset.key).join(",");
    field.form.requestSubmit();
  });
}
