// The page of an item: the buttons that copy a reference.

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
