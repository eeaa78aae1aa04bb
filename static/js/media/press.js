// A model to turn, a picture or film to look about in: from the press on, not before. What draws it is asked for then.

const drawers = { model: () => import("./model.js"), around: () => import("./around.js") };
const STEP = 0.2;
const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", "+": "in", "=": "in", "-": "out", 0: "reset", Escape: "stop" };

function fingers(canvas, view) {
  const held = new Map();
  const apart = () => {
    const [a, b] = [...held.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    const before = held.size > 1 ? apart() : 0;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (before) view.zoom(apart() / before);
    else view.drag((event.clientX - last.x) / canvas.clientHeight, (event.clientY - last.y) / canvas.clientHeight);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => held.delete(event.pointerId));
  canvas.addEventListener(
    "wheel",
    (event) => {
      // The page goes on scrolling until somebody is in here.
      if (document.activeElement !== canvas) return;
      event.preventDefault();
      view.zoom(Math.exp(-event.deltaY / 600));
    },
    { passive: false },
  );
}

// As large as it is seen, never finer than a telephone can draw.
function fitted(canvas, view) {
  const watch = new ResizeObserver(() => {
    const fine = Math.min(devicePixelRatio, 2);
    view.size(Math.max(1, Math.round(canvas.clientWidth * fine)), Math.max(1, Math.round(canvas.clientHeight * fine)));
  });
  watch.observe(canvas);
  return watch;
}

// Where the telephone looks: its back, in the world.
async function tilting(view) {
  const asks = window.DeviceOrientationEvent?.requestPermission;
  if (asks && (await DeviceOrientationEvent.requestPermission().catch(() => "denied")) !== "granted") return null;
  let first = null;
  const told = ({ alpha, beta, gamma }) => {
    if (alpha === null) return;
    const [a, b, c] = [alpha, beta, gamma].map((one) => (one * Math.PI) / 180);
    const x = -Math.cos(a) * Math.sin(c) - Math.sin(a) * Math.sin(b) * Math.cos(c);
    const y = -Math.sin(a) * Math.sin(c) + Math.cos(a) * Math.sin(b) * Math.cos(c);
    const z = -Math.cos(b) * Math.cos(c);
    const yaw = Math.atan2(x, y);
    first ??= yaw;
    view.look(yaw - first, Math.asin(Math.max(-1, Math.min(1, z))));
  };
  addEventListener("deviceorientation", told);
  return () => removeEventListener("deviceorientation", told);
}

const ACTS = {
  left: (view) => view.step(-STEP, 0),
  right: (view) => view.step(STEP, 0),
  up: (view) => view.step(0, STEP),
  down: (view) => view.step(0, -STEP),
  in: (view) => view.zoom(1.2),
  out: (view) => view.zoom(1 / 1.2),
  reset: (view) => view.reset(),
};

class Place {
  constructor(press) {
    this.press = press;
    this.button = press.querySelector("button");
    this.status = press.querySelector("[role=status]");
    this.video = press.closest(".film")?.querySelector("video");
    this.whole = press.closest(".film, .turned");
    this.button.addEventListener("click", () => this.open());
    const able = "WebGLRenderingContext" in window;
    this.button.hidden = !able;
    for (const sentence of this.whole.querySelectorAll("[data-without]")) sentence.hidden = able;
  }

  say(what) {
    this.status.textContent = this.press.dataset[what] ?? "";
  }

  async open() {
    if (this.button.disabled) return;
    this.button.disabled = true;
    this.say("loading");
    this.box = document.createElement("div");
    this.box.className = "looking";
    this.canvas = document.createElement("canvas");
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", this.press.dataset.label);
    const signs = this.press.querySelector("template").content.cloneNode(true);
    this.box.append(this.canvas, signs);
    try {
      const { open } = await drawers[this.press.dataset.turn]();
      this.view = await open(this.canvas, this.press.dataset, this.video);
    } catch {
      this.closed("failed");
      return;
    }
    this.show();
  }

  show() {
    const before = this.video ? (this.video.closest(".frame") ?? this.video) : this.whole.querySelector(".before");
    before.before(this.box);
    this.whole.classList.add("open");
    this.button.disabled = false;
    this.button.hidden = true;
    this.watch = fitted(this.canvas, this.view);
    fingers(this.canvas, this.view);
    this.box.addEventListener("click", (event) => this.act(event.target.closest("[data-do]")?.dataset.do));
    this.canvas.addEventListener("keydown", (event) => {
      const name = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
      if (!name) return;
      event.preventDefault();
      this.act(name);
    });
    const has = { full: "requestFullscreen" in this.box, tilt: "DeviceOrientationEvent" in window && matchMedia("(pointer: coarse)").matches };
    for (const [name, able] of Object.entries(has)) {
      const sign = this.box.querySelector(`[data-do=${name}]`);
      if (sign) sign.hidden = !able;
    }
    this.canvas.addEventListener("webglcontextlost", () => this.view && this.stop("failed"));
    this.say("shown");
    this.canvas.focus({ preventScroll: true });
  }

  async act(name) {
    if (!name || !this.view) return;
    if (name === "stop") this.stop("stopped");
    else if (name === "full") await (document.fullscreenElement ? document.exitFullscreen() : this.box.requestFullscreen());
    else if (name === "tilt") this.untilt = this.untilt ? this.untilt() : await tilting(this.view);
    else ACTS[name](this.view);
  }

  stop(what) {
    this.untilt?.();
    this.watch.disconnect();
    const view = this.view;
    this.view = this.untilt = null;
    view.stop();
    this.closed(what);
    this.button.focus({ preventScroll: true });
  }

  closed(what) {
    this.box.remove();
    this.whole.classList.remove("open");
    this.button.disabled = false;
    this.button.hidden = false;
    this.say(what);
  }
}

for (const press of document.querySelectorAll("[data-turn]")) new Place(press);
