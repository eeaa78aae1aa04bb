// What people see of files on their way: a row for each, with megabytes, pause and go on, and what became of it.
// Files go one after another, so that each arrives as soon as it can.
import { forget, mark, sending } from "./client.js";

const MB = 1000000;

function megabytes(bytes) {
  const places = { minimumFractionDigits: 0, maximumFractionDigits: bytes < 10 * MB ? 1 : 0, numberingSystem: "latn" };
  // As the server writes them: in Arabic with a comma.
  const language = document.documentElement.lang;
  return (bytes / MB).toLocaleString(language === "ar" ? "fr" : language, places);
}

// `listOf(place)` gives the list that a row goes into, `fields(place)` what the server is told of it, `arrived(place, address,
// file)` asks for the place as it stands now, `answered` sees the headers of each answer. Where what is half sent is listed
// elsewhere than in the place: `left(place)` gives those rows, `restored(key)` takes one out whose file is being sent.
export function rows({ endpoint, listOf, fields, arrived, answered, left, restored }) {
  const template = document.getElementById("on-its-way");
  const active = [];
  let turn = Promise.resolve();

  function rowOf(file) {
    const row = template.content.firstElementChild.cloneNode(true);
    row.querySelector(".name").textContent = file.name;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    return row;
  }

  function say(row, state, done, size, said) {
    const texts = template.dataset;
    const amount = { done: megabytes(done), all: megabytes(size) };
    const text = said || texts[state] || "";
    row.dataset.state = state;
    row.querySelector(".said").textContent = text.replace("{done}", amount.done).replace("{all}", amount.all);
    const bar = row.querySelector("progress");
    bar.max = size;
    bar.value = done;
    bar.hidden = state === "refused" || state === "gone";
    row.querySelector("[name=pause]").hidden = !["sending", "stalled"].includes(state);
    row.querySelector("[name=resume]").hidden = state !== "paused" && state !== "stalled";
  }

  function bind(row, sender, end) {
    row.querySelector("[name=pause]").addEventListener("click", (event) => press(event, sender.pause));
    row.querySelector("[name=resume]").addEventListener("click", (event) => press(event, sender.start));
    row.querySelector("[name=drop]").addEventListener("click", (event) =>
      press(event, async () => {
        end();
        await sender.remove();
        row.remove();
      }),
    );
  }

  function press(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  // Rows of files that are being sent stand also in a list that has just come anew from the server.
  function restore(place) {
    for (const one of active.filter((other) => other.place.id === place.id)) {
      one.place = place;
      const key = one.sender.address.split("/").at(-2);
      const known = key ? place.querySelector(`[data-upload="${key}"]`) : null;
      if (key) restored?.(key);
      if (known) known.replaceWith(one.row);
      else listOf(place).append(one.row);
    }
  }

  function known(place, file, sign) {
    const waiting = left ? left(place) : [...place.querySelectorAll("[data-upload]")];
    const same = (row) => (row.dataset.mark ? row.dataset.mark === sign : row.dataset.name === file.name && Number(row.dataset.size) === file.size);
    return waiting.find(same) ?? null;
  }

  async function send(place, file) {
    const one = { place, row: rowOf(file), sender: null };
    say(one.row, "waiting", 0, file.size);
    const before = known(place, file, await mark(file));
    if (before && !left) before.replaceWith(one.row);
    else listOf(place).append(one.row);
    if (left) before?.remove();
    await new Promise((end) => {
      let stopped = false;
      const finish = () => {
        if (stopped) return;
        stopped = true;
        end();
      };
      const tell = (state, { done, sentence, address }) => {
        say(one.row, state, done, file.size, sentence);
        if (state === "arrived") land(one, address, file).finally(finish);
        else if (state !== "sending" && state !== "stalled") finish();
      };
      one.sender = sending(file, { endpoint, fields: fields(place), address: before?.dataset.address ?? "", tell, answered });
      active.push(one);
      bind(one.row, one.sender, finish);
      one.sender.start();
    });
    if (["refused", "gone"].includes(one.sender.state)) settle(one);
    return one.place;
  }

  function settle(one) {
    if (active.includes(one)) active.splice(active.indexOf(one), 1);
  }

  async function land(one, address, file) {
    for (const wait of [0, 2000, 5000, 15000, 30000, 60000]) {
      await new Promise((done) => setTimeout(done, wait));
      const fresh = await arrived(one.place, address, file);
      if (!fresh) continue;
      settle(one);
      one.row.remove();
      restore(fresh);
      return;
    }
  }

  return {
    restore,
    busy: () => active.some((one) => one.sender.state === "sending"),
    // The places come anew while files are sent: each goes to where its place stands then.
    add(place, files) {
      for (const file of files) turn = turn.then(() => send(document.getElementById(place.id) ?? place, file)).catch(() => {});
      return turn;
    },
    async drop(row) {
      if (await forget(row.dataset.address)) row.remove();
    },
  };
}
