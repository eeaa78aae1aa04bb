// Takes a field's value along and says so on the button.
export default function copies(root) {
  for (const button of root.querySelectorAll("[data-copies]:not([data-ready])")) {
    button.dataset.ready = "";
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copies);
      const text = button.querySelector("span");
      try {
        await navigator.clipboard.writeText(field.value);
        text.textContent = button.dataset.done;
      } catch {
        field.select();
      }
    });
  }
}
