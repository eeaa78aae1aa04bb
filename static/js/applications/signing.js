// Signing in with a code without leaving the page: what is typed stays where it is.
import { ask } from "./line.js";

export function signing({ address, texts, token, renew, entered }) {
  const dialog = document.getElementById("sign-in");
  const [first, second] = dialog.querySelectorAll("form");
  const lead = dialog.querySelector("[data-lead]");
  const wrong = dialog.querySelector("[role=alert]");
  const elsewhere = dialog.querySelector("[data-elsewhere]");

  function show(step) {
    first.hidden = step !== first;
    second.hidden = step !== second;
    wrong.hidden = elsewhere.hidden = true;
    dialog.querySelector("[data-to]").textContent = texts.sent.replace("{email}", first.elements.email.value);
    step.querySelector("input").focus();
  }
  function refuse(text) {
    wrong.querySelector("span").textContent = text;
    wrong.hidden = false;
  }
  async function post(fields, again = true) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await ask(address, { body });
    if (answer.trouble !== "token" || !again) return answer;
    renew(answer.told.token);
    return post(fields, false);
  }
  async function step(fields, then) {
    const buttons = dialog.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    const { told } = await post(fields);
    for (const button of buttons) button.disabled = false;
    wrong.hidden = true;
    if (!told) return refuse(texts.line);
    if (told.error) {
      if (told.again) show(first);
      return refuse(told.error);
    }
    if (told.elsewhere) {
      elsewhere.querySelector("a").href = told.elsewhere;
      elsewhere.hidden = false;
      return undefined;
    }
    return then(told);
  }
  const mail = () => step({ email: first.elements.email.value }, () => show(second));

  first.addEventListener("submit", (event) => {
    event.preventDefault();
    mail();
  });
  second.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "again") return mail();
    return step({ code: second.elements.code.value }, (told) => {
      renew(told.token);
      dialog.close();
      entered(told.email);
    });
  });
  return function open(email, why) {
    if (dialog.open) return;
    if (email) first.elements.email.value = email;
    second.elements.code.value = "";
    lead.textContent = why;
    dialog.showModal();
    show(first);
  };
}
