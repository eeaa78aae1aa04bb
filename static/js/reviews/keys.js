// Scoring by keyboard. Single letters and figures work only while nothing is typed into, and one can switch them off (a screen
// reader or speech input may mean something else by them).
const SWITCH = "review-keys-off";
const stored = {
  get off() {
    try { return localStorage.getItem(SWITCH) === "1"; } catch { return false; }
  },
  set off(value) {
    try { localStorage.setItem(SWITCH, value ? "1" : "0"); } catch { /* it holds for this page then */ }
  },
};

export function keys(form, changed) {
  const scales = [...form.querySelectorAll("[data-criterion]")];
  const help = document.getElementById("keys");
  const box = document.getElementById("single-keys");
  box.checked = !stored.off;
  box.addEventListener("change", () => { stored.off = !box.checked; });

  function scaleInFocus() {
    const here = document.activeElement?.closest("[data-criterion]");
    return here ?? scales.find((scale) => !scale.querySelector("input:checked"));
  }

  function score(figure) {
    const scale = scaleInFocus();
    const choices = [...(scale?.querySelectorAll("input[type=radio]") ?? [])];
    // On a scale to ten, 0 is its end.
    const choice = choices.find((one) => one.value === figure) ?? (figure === "0" ? choices.find((one) => one.value === "10") : null);
    if (!choice) return false;
    choice.checked = true;
    const next = scales[scales.indexOf(scale) + 1];
    (next?.querySelector("input:checked, input[type=radio]") ?? form.elements.namedItem("comment")).focus();
    changed();
    return true;
  }

  const steps = {
    "?": () => { help.showModal(); return true; },
    n: () => go("next"),
    p: () => go("previous"),
  };

  function go(id) {
    const link = document.getElementById(id);
    link?.click();
    return Boolean(link);
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(document.activeElement)) {
      event.preventDefault();
      form.querySelector("button[value=submit]").click();
      return;
    }
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (document.activeElement?.matches("textarea, input:not([type=radio]), select, audio, video, [contenteditable]")) return;
    const done = /^[0-9]$/.test(event.key) ? score(event.key) : steps[event.key]?.();
    if (done) event.preventDefault();
  });
}
