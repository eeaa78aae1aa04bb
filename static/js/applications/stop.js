// One click in the mail is enough: the page presses its button by itself.
const form = document.querySelector("form[data-at-once]");
form?.requestSubmit(form.querySelector("[value=one]"));
