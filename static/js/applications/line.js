// Talks to the server over whatever line there is, and says in a word what came of it.
const PATIENCE = 30000;
const LARGEST_LAST = 50000;

// {told} is the server's own answer; else {trouble}: "line" (none), "slow" (no answer in time), "portal" (something else
// answered, as the Wi-Fi of a café does), "fault" (with `wait` where the server names a time), "token", "signin", "gone".
export async function ask(address, { body = null, size = 0 } = {}) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      method: body ? "POST" : "GET",
      body,
      headers: { Accept: "application/json" },
      cache: "no-store",
      // What is on its way when the page goes arrives all the same; browsers take no long text this way.
      keepalive: document.hidden && size < LARGEST_LAST,
      signal: stop.signal,
    });
    const ours = answer.headers.get("Content-Type")?.includes("json");
    if (answer.status >= 500 || answer.status === 429) return { trouble: "fault", status: answer.status, wait: Number(answer.headers.get("Retry-After")) * 1000 || 0 };
    if (!ours) return { trouble: answer.status === 403 ? "fault" : "portal", status: answer.status };
    const told = await answer.json();
    if (answer.status === 403) return { trouble: "token", told };
    if (answer.status === 401) return { trouble: "signin", told };
    if (answer.status === 404) return { trouble: "gone", told };
    return { told, status: answer.status };
  } catch (error) {
    if (error instanceof SyntaxError) return { trouble: "portal" };
    return { trouble: stop.signal.aborted ? "slow" : "line" };
  } finally {
    clearTimeout(patience);
  }
}

// Waits that grow, each a little off: at a deadline hour a thousand phones must not come back in the same second.
export function waits() {
  let tries = 0;
  return {
    next(least = 0) {
      const wait = Math.min(60000, 3000 * 2 ** Math.min(tries, 6));
      tries += 1;
      return Math.max(least, wait * (0.75 + Math.random() / 2));
    },
    get tries() {
      return tries;
    },
    reset() {
      tries = 0;
    },
  };
}
