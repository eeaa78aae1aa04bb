// Files of a question go as soon as they are chosen; the server answers with the question as it stands.
import { rows } from "../files/rows.js";

const MB = 1000000;

export function uploads(form, { begun, say, application }) {
  const texts = form.dataset;
  let beginning = null;

  function body(question) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("application", application.value);
    data.set("question", question.dataset.question);
    return data;
  }

  function took(pk) {
    if (pk && !application.value) begun(pk);
    beginning?.end();
  }

  async function ask(question, data) {
    const answer = await fetch(texts.files, { method: "POST", body: data }).catch(() => null);
    const fits = answer && [200, 409].includes(answer.status) && answer.headers.get("Content-Type")?.includes("html");
    if (!fits) return null;
    took(answer.headers.get("X-Application"));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(question.id);
    if (!fresh) return null;
    document.getElementById(question.id).replaceWith(fresh);
    sent.restore(fresh);
    return fresh;
  }

  function listOf(question) {
    let list = question.querySelector(".files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "files";
      (question.querySelector("[type=file]") ?? question.querySelector(".hint")).before(list);
    }
    return list;
  }

  function fields(question) {
    // Only one draft begins, also where typing and a first file come at once.
    if (!application.value) {
      beginning ??= {};
      beginning.over ??= new Promise((end) => (beginning.end = end));
      setTimeout(() => beginning.end(), 20000);
    }
    return { to: texts.to, call: texts.call, question: question.dataset.question, application: application.value };
  }

  function preview(question, file) {
    if (!file.type.startsWith("image/")) return;
    const last = [...question.querySelectorAll(".files > li:not(.sending)")].at(-1);
    const image = new Image();
    image.className = "thumb";
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => last?.querySelector(".ic.big")?.replaceWith(image));
  }

  async function arrived(question, address, file) {
    const data = body(question);
    data.set("finished", address.split("/").at(-2));
    const before = question.querySelectorAll(".files > li:not(.sending)").length;
    const fresh = await ask(question, data);
    if (fresh && fresh.querySelectorAll(".files > li:not(.sending)").length > before) preview(fresh, file);
    return fresh;
  }

  const sent = rows({
    endpoint: texts.uploads,
    listOf,
    fields,
    arrived,
    answered: (header) => took(header("X-Application")),
  });

  form.addEventListener("change", async (event) => {
    if (event.target.type !== "file") return;
    const question = event.target.closest("[data-question]");
    const most = Number(event.target.dataset.most || 0);
    const files = [...event.target.files];
    event.target.value = "";
    const large = files.find((file) => most && file.size > most);
    if (large) say("refused", texts.large.replace("{name}", large.name).replace("{most}", Math.floor(most / MB)));
    sent.add(question, files.filter((file) => !most || file.size <= most));
  });

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button[name=remove], button[name=drop]");
    if (!button) return;
    event.preventDefault();
    const question = button.closest("[data-question]");
    if (button.name === "drop") return sent.drop(button.closest("li"));
    const data = body(question);
    data.set("remove", button.value);
    const fresh = await ask(question, data);
    if (!fresh) say("refused", texts.cut);
    else fresh.querySelector("[type=file]")?.focus();
  });

  return { ready: () => (application.value ? null : beginning?.over) };
}
