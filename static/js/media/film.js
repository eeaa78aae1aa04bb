// A film and what stands with it as one place: quality without leaving the page, the described sound with the picture, a
// press on the strip goes there, long films in pieces. Each of it is a link or a player of its own without this script.

// A file that is taken away while it begins to play says so by a promise that nobody waits for.
const play = (video) => video.play()?.catch(() => {});

function swap(video, address) {
  const [at, paused] = [video.currentTime, video.paused];
  video.hls?.destroy();
  video.hls = null;
  delete video.dataset.hls;
  video.src = address;
  video.addEventListener("loadedmetadata", () => (video.currentTime = at), { once: true });
  if (!paused || !at) play(video);
  else video.load();
}

function qualities(film, video) {
  for (const link of film.querySelectorAll("a[data-rung]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const other of film.querySelectorAll("a[data-rung]")) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      swap(video, link.href);
    });
  }
}

// The described sound holds the whole mix: the film's own is silent meanwhile.
function described(film, video) {
  const told = film.querySelector("audio[data-described]");
  if (!told) return;
  const together = () => {
    if (Math.abs(told.currentTime - video.currentTime) > 0.3) told.currentTime = video.currentTime;
  };
  told.addEventListener("play", () => {
    video.muted = true;
    together();
    play(video);
  });
  told.addEventListener("pause", () => {
    video.muted = false;
  });
  video.addEventListener("pause", () => told.pause());
  video.addEventListener("seeked", together);
  video.addEventListener("timeupdate", () => !told.paused && together());
}

function strip(film, video) {
  const picture = film.querySelector("img.strip");
  picture?.addEventListener("click", (event) => {
    const { every, across, count } = picture.dataset;
    const column = Math.floor((event.offsetX / picture.clientWidth) * across);
    const row = Math.floor((event.offsetY / picture.clientHeight) * Math.ceil(count / across));
    const at = Math.min(row * across + column, count - 1) * every;
    const go = () => (video.currentTime = at);
    if (video.readyState) go();
    else video.addEventListener("loadedmetadata", go, { once: true });
    play(video);
  });
}

// A long film comes in pieces that fit the line: by the browser itself where it can, else by hls.js, asked for on play only.
async function pieces(video) {
  const list = video.dataset.hls;
  if (!list) return;
  delete video.dataset.hls;
  if (video.canPlayType("application/vnd.apple.mpegurl")) {
    video.src = list;
    return;
  }
  const { default: Hls } = await import("../../built/hls.js").catch(() => ({}));
  if (!Hls?.isSupported()) return;
  video.hls = new Hls({ enableWorker: false, startLevel: 0, capLevelToPlayerSize: true });
  video.hls.loadSource(list);
  video.hls.attachMedia(video);
}

// Starts a film by what fits it: nothing of the whole file is asked for where pieces come.
export async function begin(video) {
  await pieces(video);
  play(video);
}

function subtitles(video) {
  const first = video.querySelector("track[data-first]");
  if (first) video.addEventListener("play", () => (first.track.mode = "showing"), { once: true });
}

for (const film of document.querySelectorAll(".film")) {
  const video = film.querySelector("video");
  if (!video) continue;
  qualities(film, video);
  described(film, video);
  strip(film, video);
  subtitles(video);
  if (video.dataset.hls) {
    video.addEventListener(
      "play",
      () => {
        if (!video.dataset.hls) return;
        video.pause();
        begin(video);
      },
      { once: true },
    );
  }
}

// The player of another house: from the press on, not before. A middle click or a held key opens its page as any link.
for (const link of document.querySelectorAll(".hosted a[data-player]")) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.dataset.player;
    frame.title = link.textContent;
    frame.className = "moving" in link.dataset ? "moving" : "";
    frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    link.closest(".hosted").replaceChildren(frame);
    frame.focus();
  });
}
