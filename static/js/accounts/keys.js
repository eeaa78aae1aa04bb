// allauth's passkey scripts tell of a failure by an event: say it on the page, not only in the console.
document.documentElement.classList.add("js");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.getElementById("key-failed");
  if (said) said.hidden = false;
});
