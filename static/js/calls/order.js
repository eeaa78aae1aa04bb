// Sections and questions put in order by their grip: dragged with a pointer, or moved with the arrow keys. The buttons
// beside them do the same without script.
const root = document.querySelector("[data-order]");
const told = document.getElementById("moved");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
let held = null;

const isSection = (row) => row.matches("section");
const lists = () => [...root.querySelectorAll(".asked")];
const rows = (list) => [...list.children].filter((row) => row.dataset.move);

function home(row) {
  return isSection(row) ? root : row.closest(".asked");
}

function place(row) {
  return rows(home(row)).indexOf(row);
}

let queue = Promise.resolve();
function save(row) {
  const body = new FormData();
  const here = place(row);
  body.set("what", row.dataset.move);
  body.set("place", here);
  if (!isSection(row)) body.set("section", home(row).dataset.section);
  const { name } = row.querySelector(".grip").dataset;
  told.textContent = told.dataset.moved.replace("{name}", name).replace("{place}", here + 1).replace("{total}", rows(home(row)).length);
  // One after the other: the server writes the order anew each time.
  queue = queue.then(async () => {
    const answer = await fetch(root.dataset.order, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    if (answer?.status === 204) return;
    told.textContent = told.dataset.failed;
    told.classList.remove("vh");
    setTimeout(() => location.reload(), 2500);
  });
}

function tidy() {
  for (const list of lists()) list.querySelector(".none")?.toggleAttribute("hidden", rows(list).length > 0);
}

// One step with the keys, over the edge of a section into the next one.
function step(row, by) {
  const list = home(row);
  const next = rows(list)[place(row) + by];
  if (next) {
    if (by > 0) next.after(row);
    else next.before(row);
  } else {
    if (isSection(row)) return;
    const other = lists()[lists().indexOf(list) + by];
    if (!other) return;
    if (by > 0) other.prepend(row);
    else other.append(row);
  }
  tidy();
  row.querySelector(".grip").focus();
  save(row);
}

root?.addEventListener("keydown", (event) => {
  const row = event.target.closest(".grip")?.closest("[data-move]");
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!row || !by) return;
  event.preventDefault();
  step(row, by);
});

function over(y) {
  if (isSection(held.row)) {
    const next = rows(root).filter((one) => one !== held.row).find((one) => y < middle(one));
    if (next) next.before(held.row);
    else root.append(held.row);
    return;
  }
  const list = lists().find((one) => y < one.getBoundingClientRect().bottom) ?? lists().at(-1);
  const next = rows(list).filter((one) => one !== held.row).find((one) => y < middle(one));
  if (next) next.before(held.row);
  else list.append(held.row);
  tidy();
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

root?.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".grip");
  if (!grip || event.button) return;
  const row = grip.closest("[data-move]");
  held = { row, y: event.clientY, from: [home(row), place(row)], after: row.nextSibling };
  grip.setPointerCapture(event.pointerId);
  row.classList.add("held");
  come();
});

root?.addEventListener("pointermove", (event) => {
  if (!held) return;
  event.preventDefault();
  held.y = event.clientY;
  over(held.y);
});

// Near the edges the page comes along, for as long as one holds there.
function come() {
  if (!held) return;
  const edge = 70;
  const by = held.y < edge ? -9 : held.y > innerHeight - edge ? 9 : 0;
  if (by) {
    scrollBy(0, by);
    over(held.y);
  }
  requestAnimationFrame(come);
}

function drop(back) {
  if (!held) return;
  const { row, from, after } = held;
  held = null;
  row.classList.remove("held");
  if (back) from[0].insertBefore(row, after);
  tidy();
  if (!back && (home(row) !== from[0] || place(row) !== from[1])) save(row);
}

root?.addEventListener("pointerup", () => drop(false));
root?.addEventListener("pointercancel", () => drop(true));
addEventListener("keydown", (event) => event.key === "Escape" && drop(true));
