// What this device holds until the server has it: one entry in localStorage for each answer, {value, version it was typed
// upon, what was sent of it since without an answer}, so that two tabs do not write over one another. Where the browser
// refuses storage, memory has to do: `safe` says so.
const UNANSWERED = 5;

export function hold(call, person, pk) {
  const kept = new Map();
  const stem = (which) => `application:${call}:${which || `new${person}`}:`;
  const unsafe = new Set();
  let place = stem(pk);

  function stored(prefix) {
    const found = new Map();
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const name = localStorage.key(at);
        const id = Number(name.slice(prefix.length));
        if (name.startsWith(prefix) && id) found.set(id, JSON.parse(localStorage.getItem(name)));
      }
    } catch {
      // no storage here, or something unreadable in it
    }
    return found;
  }
  function store(id) {
    try {
      localStorage.setItem(place + id, JSON.stringify(kept.get(id)));
      unsafe.delete(id);
    } catch {
      unsafe.add(id);
    }
  }
  // Another tab may have kept something newer under the same name: that stays.
  function forget(from, id, entry) {
    unsafe.delete(id);
    try {
      if (localStorage.getItem(from + id) === JSON.stringify(entry)) localStorage.removeItem(from + id);
    } catch {
      // nothing was kept there
    }
  }

  for (const from of new Set([place, stem(""), `application:${call}:new:`])) {
    for (const [id, entry] of stored(from)) {
      if (!kept.has(id)) kept.set(id, entry);
      if (from === place) continue;
      store(id);
      if (!unsafe.has(id)) forget(from, id, entry);
    }
    if (!pk) break;
  }
  return {
    all: () => [...kept],
    get: (id) => kept.get(Number(id)),
    has: (id) => kept.has(Number(id)),
    get size() {
      return kept.size;
    },
    get safe() {
      return unsafe.size === 0;
    },
    keep(id, value, version) {
      const before = kept.get(Number(id));
      kept.set(Number(id), { value, version, sent: before?.version === version ? before.sent : undefined });
      store(Number(id));
    },
    // Sent, and nobody knows yet whether it arrived.
    flew(id) {
      const entry = kept.get(Number(id));
      if (!entry) return;
      entry.sent = [...(entry.sent ?? []).slice(1 - UNANSWERED), plain(entry.value)];
      store(Number(id));
    },
    // Whether the server's text is one that this device sent itself: an answer that never came is nobody else's change.
    own: (id, value) => Boolean(kept.get(Number(id))?.sent?.includes(plain(value))),
    drop(id) {
      const entry = kept.get(Number(id));
      kept.delete(Number(id));
      forget(place, Number(id), entry);
    },
    rename(which) {
      const from = place;
      place = stem(which);
      if (from === place) return;
      for (const [id, entry] of kept) {
        store(id);
        forget(from, id, entry);
      }
    },
  };
}

// As the server keeps a text: blanks at its ends and kinds of line ends make no other text of it.
function plain(value) {
  return [value ?? ""].flat().map((one) => (typeof one === "object" ? JSON.stringify(one) : String(one))).join("\n").normalize("NFC").replace(/\s+/g, " ").trim();
}
