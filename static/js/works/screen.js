import { begin } from "../media/film.js";

// A large sign to start the film with; the browser's own controls come once it runs.
for (const screen of document.querySelectorAll(".screen[data-play]")) {
  const video = screen.querySelector("video");
  if (!video) continue;
  const frame = document.createElement("div");
  frame.className = "frame";
  video.replaceWith(frame);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "play";
  const sign = document.createElement("i");
  sign.innerHTML = '<svg class="ic" viewBox="0 0 256 256" aria-hidden="true"><path d="M72 40v176l144-88z"/></svg>';
  const label = document.createElement("span");
  label.textContent = screen.dataset.play;
  button.append(sign, label);
  frame.append(video, button);
  video.controls = false;
  const start = () => {
    video.controls = true;
    button.remove();
  };
  button.addEventListener("click", () => {
    start();
    video.focus();
    begin(video);
  });
  video.addEventListener("play", start, { once: true });
}
