// Shows how far an import of members has come, and loads its report when it is over.

const place = document.querySelector("[data-import-progress]");
const EVERY = 1000;

async function look() {
  try {
    const answer = await fetch(place.dataset.importProgress, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { percent, under_way: underWay } = await answer.json();
    if (!underWay) {
      window.location.reload();
      return;
    }
    place.querySelector("progress").value = percent;
    place.querySelector("output").textContent = `${percent} %`;
  } catch {
    // The server may be busy: ask again.
  }
  setTimeout(look, EVERY);
}

if (place) setTimeout(look, EVERY);
