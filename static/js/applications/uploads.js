// Files go as soon as they are chosen, with their progress in MB; the server answers with the question as it stands.
const MB = 1000000;

export function uploads(form, { begun, say, application }) {
  const texts = form.dataset;
  const number = (bytes) => (bytes / MB).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, numberingSystem: "latn" });

  function body(question) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("application", application.value);
    data.set("question", question.dataset.question);
    return data;
  }

  function request(question, data, moved) {
    return new Promise((done) => {
      const call = new XMLHttpRequest();
      call.open("POST", texts.files);
      call.upload.addEventListener("progress", (event) => event.lengthComputable && moved?.(event));
      call.addEventListener("loadend", () => done(call));
      call.send(data);
    });
  }

  function replace(question, call) {
    if (!call.status || !call.getResponseHeader("Content-Type")?.includes("html") || ![200, 409].includes(call.status)) return null;
    const pk = call.getResponseHeader("X-Application");
    if (pk && !application.value) begun(pk);
    const page = new DOMParser().parseFromString(call.responseText, "text/html");
    const fresh = page.getElementById(question.id);
    if (!fresh) return null;
    question.replaceWith(fresh);
    return fresh;
  }

  function row(question, file) {
    let list = question.querySelector(".files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "files";
      question.querySelector("[type=file]").before(list);
    }
    const item = document.createElement("li");
    const bar = document.createElement("progress");
    const name = document.createElement("div");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    name.textContent = file.name;
    item.append(document.createElement("span"), name, bar);
    list.append(item);
    return { item, bar, name };
  }

  function preview(question, file) {
    if (!file.type.startsWith("image/")) return;
    const last = [...question.querySelectorAll(".files li")].at(-1);
    const image = new Image();
    image.className = "thumb";
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => last?.querySelector(".ic.big")?.replaceWith(image));
  }

  async function add(question, file) {
    const most = Number(question.querySelector("[type=file]")?.dataset.most || 0);
    if (most && file.size > most) return say("refused", texts.large.replace("{name}", file.name).replace("{most}", Math.floor(most / MB))), question;
    const { item, bar, name } = row(question, file);
    const data = body(question);
    data.set("upload", file);
    const call = await request(question, data, (event) => {
      bar.value = event.loaded / event.total;
      name.textContent = texts.upload.replace("{name}", file.name).replace("{done}", number(event.loaded)).replace("{all}", number(event.total));
    });
    const fresh = replace(question, call);
    if (!fresh) {
      item.remove();
      say("refused", texts.cut);
      return question;
    }
    if (call.status === 200) preview(fresh, file);
    return fresh;
  }

  form.addEventListener("change", async (event) => {
    if (event.target.type !== "file") return;
    let question = event.target.closest("[data-question]");
    const files = [...event.target.files];
    event.target.disabled = true;
    for (const file of files) question = await add(question, file);
    const input = question.querySelector("[type=file]");
    if (input) {
      input.disabled = false;
      input.value = "";
      input.focus();
    }
  });

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    const question = button.closest("[data-question]");
    const data = body(question);
    data.set("remove", button.value);
    const fresh = replace(question, await request(question, data));
    if (!fresh) say("refused", texts.cut);
    else fresh.querySelector("[type=file]")?.focus();
  });
}
