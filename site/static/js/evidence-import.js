// Moves the bar of a running import, and shows the report when it is done.

const SECONDS = 1;

const box = document.querySelector("[data-evidence-import]");

async function look() {
  try {
    const answer = await fetch(box.dataset.evidenceImport, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { state, done } = await answer.json();
      if (state !== "running") {
        window.location.reload();
        return;
      }
      box.querySelector("progress").value = done;
      box.querySelector("[data-done]").textContent = done;
    }
  } catch {
    // The connection is away for a moment: ask again.
  }
  window.setTimeout(look, SECONDS * 1000);
}

if (box) look();
