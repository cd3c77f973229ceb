// The evidence list applies its filters without a reload. On the page of an item: the buttons that copy a reference.

import { addressOf, liveList } from "./live-list.js";

const root = document.getElementById("evidence");

if (root) {
  liveList({
    root,
    parts: ["evidence-facets", "evidence-list"],
    count: "evidence-count",
    status: "evidence-status",
    words: ["q"],
    address: (form) => addressOf(form, form.action.split("?")[0], { sort: "newest" }),
    keepOpen: "dots-table",
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = "The reference is copied.";
      button.dataset.done = "true";
    } catch {
      status.textContent = "Your browser did not allow it. Please mark the reference and copy it.";
      getSelection().selectAllChildren(button.parentElement.querySelector(".cite__text"));
    }
    status.classList.remove("hidden");
  });
}
