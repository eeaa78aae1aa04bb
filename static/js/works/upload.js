// Sends chosen files one after the other and says how far each is; the list comes back with what is being prepared.
// Without this script the form sends all of them at once.
const form = document.querySelector("form[data-upload]");

function said(template, name, percent = 0) {
  return template.replace("{name}", name).replace("{percent}", percent);
}

function meter(file) {
  const box = document.createElement("div");
  box.className = "doing";
  const line = document.createElement("p");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  box.append(line, bar);
  form.querySelector("[data-uploads]").append(box);
  return (percent) => {
    bar.value = percent;
    line.textContent = said(form.dataset.sending, file.name, percent);
    if (percent === null) box.remove();
  };
}

function send(file, token) {
  const show = meter(file);
  show(0);
  return new Promise((resolve) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("upload", file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && show(Math.floor((100 * event.loaded) / event.total)));
    request.addEventListener("load", () => {
      show(null);
      resolve([200, 422].includes(request.status) ? request.responseText : null);
    });
    request.addEventListener("error", () => {
      show(null);
      resolve(null);
    });
    request.send(data);
  });
}

function renew(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("files");
  document.getElementById("files").replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("upload:listed", { detail: fresh }));
}

function complain(file) {
  const line = document.createElement("p");
  line.className = "errorlist";
  line.textContent = said(form.dataset.failed, file.name);
  form.querySelector("[data-uploads]").append(line);
}

async function sendAll(event) {
  const input = form.querySelector("input[type=file]");
  if (!input.files.length) return;
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  button.disabled = true;
  for (const file of [...input.files]) {
    const html = await send(file, token);
    if (html) renew(html);
    else complain(file);
  }
  input.value = "";
  button.disabled = false;
}

form?.addEventListener("submit", sendAll);
form?.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
form?.addEventListener("dragleave", () => form.classList.remove("over"));
form?.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  form.querySelector("input[type=file]").files = event.dataTransfer.files;
  form.requestSubmit();
});
