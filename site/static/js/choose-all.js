// A box that ticks all boxes of a form at once: <form data-choose-all>.

for (const form of document.querySelectorAll("form[data-choose-all]")) {
  const boxes = [...form.querySelectorAll("li input[type=checkbox]")];
  if (boxes.length < 2) continue;

  const line = document.createElement("p");
  line.className = "field field--check";
  const all = document.createElement("input");
  all.type = "checkbox";
  all.id = "choose-all";
  const label = document.createElement("label");
  label.htmlFor = all.id;
  label.textContent = `Choose all ${boxes.length}`;
  line.append(all, label);
  form.querySelector("ul").before(line);

  const reflect = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
  };
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  form.addEventListener("change", reflect);
  // The browser's Back button brings the ticks back, and no event.
  window.addEventListener("pageshow", reflect);
}
