// Improvements only: every page works without this file.

// Before printing, open what is folded, and fold it again afterwards.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  opened.forEach((details) => (details.open = true));
});
addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));

// A form that came back with errors: read them out first.
document.querySelector(".errors[tabindex]")?.focus();
