// One file on its way, by tus: piece by piece, going on after a dead line, a killed server, a closed page.
// The library is asked for when the first file is chosen, not before.
const DELAYS = [0, 1, 3, 5, 10, 20, 30, 60, 60, 60].map((seconds) => seconds * 1000);
const AGAIN = 60000;
const SAMPLE = 65536;
const SLOW = 1024 * 1024;
const FAST = 5 * 1024 * 1024;
const GONE = [403, 404, 410];
let library = null;
let tries = 0;

function tus() {
  // A failed import is remembered by some browsers under its name.
  library ??= import(tries ? `../../built/tus.js?${tries}` : "../../built/tus.js").catch((fault) => {
    library = null;
    tries += 1;
    throw fault;
  });
  return library;
}

export function piece() {
  const line = navigator.connection;
  const slow = line?.saveData || /2g|3g/.test(line?.effectiveType ?? "") || "saver" in document.documentElement.dataset;
  return slow ? SLOW : FAST;
}

// By which a file chosen again, also on another device, is known for the same: its size and three samples.
export async function mark(file) {
  let one = 0xdeadbeef ^ file.size;
  let two = 0x41c6ce57 ^ file.size;
  for (const start of [0, Math.floor(file.size / 2), Math.max(0, file.size - SAMPLE)]) {
    for (const byte of new Uint8Array(await file.slice(start, start + SAMPLE).arrayBuffer())) {
      one = Math.imul(one ^ byte, 2654435761);
      two = Math.imul(two ^ byte, 1597334677);
    }
  }
  const hex = (number) => (number >>> 0).toString(16).padStart(8, "0");
  return `${file.size.toString(16)}-${hex(one)}${hex(two)}`;
}

export function token() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return cookie ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function sentence(response) {
  try {
    return JSON.parse(response.getBody()).refused ?? "";
  } catch {
    return "";
  }
}

let awake = null;
async function stayAwake(wish) {
  if (!wish) return awake?.release().finally(() => (awake = null));
  if (!awake) awake = await navigator.wakeLock?.request("screen").catch(() => null);
}

// `tell(state, {done, sentence})` with the states sending, stalled (goes on by itself), paused, arrived, refused (with the
// server's sentence, "" where it has none), gone (signed out, or nobody's any more). `answered(name)` gives headers.
export function sending(file, { endpoint, fields, address = "", tell, answered = () => {} }) {
  let upload = null;
  let timer = 0;
  let done = 0;
  let state = "waiting";

  function show(next, said = "") {
    state = next;
    stayAwake(next === "sending");
    tell(next, { done, sentence: said, address: upload?.url ?? address });
  }

  function settle(fault) {
    const response = fault.originalResponse;
    const status = response?.getStatus() ?? 0;
    if (status === 413 || status === 422 || status === 415 || status === 400) return show("refused", sentence(response));
    if (GONE.includes(status)) return show("gone");
    show("stalled", response ? sentence(response) : "");
    clearTimeout(timer);
    timer = setTimeout(start, AGAIN);
  }

  async function prepared() {
    const { Base, Stack, Nowhere } = await tus();
    const source = {
      size: file.size,
      slice: async (start, end) => ({ value: file.slice(start, end), done: end >= file.size }),
      close: () => {},
    };
    return new Base(file, {
      ...Base.defaultOptions,
      endpoint: new URL(endpoint, location.href).href,
      uploadUrl: address || null,
      metadata: { ...fields, filename: file.name, filetype: file.type, mark: await mark(file) },
      chunkSize: piece(),
      retryDelays: DELAYS,
      storeFingerprintForResuming: false,
      fingerprint: async () => null,
      urlStorage: new Nowhere(),
      httpStack: new Stack(),
      fileReader: { openFile: async () => source },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
      onAfterResponse: (_request, response) => answered((name) => response.getHeader(name)),
      onProgress: (sent) => {
        done = sent;
        if (state !== "paused") show("sending");
      },
      onShouldRetry: (fault, _attempt, options) => {
        const status = fault.originalResponse?.getStatus() ?? 0;
        const again = (status < 400 || status >= 500 || [409, 423, 460].includes(status)) && navigator.onLine;
        if (again && options.retryDelays.length) show("stalled", fault.originalResponse ? sentence(fault.originalResponse) : "");
        return again;
      },
      onSuccess: () => {
        done = file.size;
        show("arrived");
      },
      onError: settle,
    });
  }

  async function start() {
    clearTimeout(timer);
    try {
      upload ??= await prepared();
    } catch (fault) {
      return settle(fault);
    }
    show(navigator.onLine ? "sending" : "stalled");
    upload.start();
  }

  function pause() {
    clearTimeout(timer);
    upload?.abort();
    show("paused");
  }

  async function remove() {
    clearTimeout(timer);
    await upload?.abort();
    stayAwake(false);
    const at = upload?.url ?? address;
    if (at) await forget(at);
  }

  // The browser has a line again: no reason to wait for the next try.
  addEventListener("online", () => state === "stalled" && upload?.abort().then(start));

  return { file, start, pause, remove, get state() { return state; }, get address() { return upload?.url ?? address; } };
}

// Away with it on the server too. A piece that is still being taken in there has to end first.
export async function forget(address) {
  const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token() };
  for (const wait of [0, 1000, 3000, 10000]) {
    await new Promise((done) => setTimeout(done, wait));
    const answer = await fetch(address, { method: "DELETE", headers }).catch(() => null);
    if (answer && answer.status !== 423 && answer.status < 500) return [204, 404, 410].includes(answer.status);
  }
  return false;
}
