// The editing form of an item of evidence: shows only the details that its kind needs. Fields that are filled in
// stay, whatever the kind, so that nothing is kept out of sight.

function start() {
  const kind = document.querySelector("select[name=kind]");
  if (!kind) return;
  const panels = [...document.querySelectorAll("[data-evidence-details]")];
  const show = () => {
    const details = kind.selectedOptions[0]?.dataset.details;
    for (const panel of panels) {
      const fits = !details || panel.dataset.evidenceDetails.split(" ").includes(details);
      const field = panel.querySelector("input, select, textarea");
      panel.hidden = !fits && !field?.value;
    }
  };
  kind.addEventListener("change", show);
  show();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
