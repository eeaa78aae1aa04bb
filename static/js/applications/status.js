// The line that says what is kept where, for eyes and for ears.
const bar = document.getElementById("saved");
const aloud = document.getElementById("said");
let state = "";

// That each word is being saved nobody wants to hear; trouble, and its end, everybody does.
export function say(next, text, loud = !["kept", "saving"].includes(next)) {
  if (!bar || !text) return;
  const after = next === "kept" && !["", "kept", "saving"].includes(state);
  if (next !== "saving") state = next;
  bar.className = `saved ${next}`;
  bar.querySelector("span").textContent = text;
  if ((loud || after) && aloud.textContent !== text) aloud.textContent = text;
}

export function said() {
  return bar.textContent.trim();
}

export function clock(moment) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn" });
  return format.format(new Date(moment));
}

export function problem(question, controls, text) {
  const id = `q-${question.dataset.question}-error`;
  document.getElementById(id)?.remove();
  question.classList.toggle("wrong", Boolean(text));
  for (const control of controls) {
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  if (!text) return;
  const list = document.getElementById("wrong").content.firstElementChild.cloneNode(true);
  list.id = id;
  list.querySelector("span").textContent = text;
  question.append(list);
}

export function progress(parts) {
  const links = document.querySelectorAll(".steps a");
  parts.forEach(([done, total], place) => {
    links[place]?.classList.toggle("full", done >= total);
    const count = links[place]?.querySelector("small");
    if (count) count.textContent = count.textContent.replace(/\d+/, done).replace(/\d+(?!.*\d)/, total);
  });
}

// The spoken line takes over from the seen one, which from here on changes with every word.
bar?.removeAttribute("role");
