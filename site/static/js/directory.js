// The directory of supervisors: filters apply without a reload, and of a postcode only the first half leaves the
// browser.

import { addressOf, liveList } from "./live-list.js";

// As in members/directory/postcodes.py, which cuts whatever gets through.
const FULL = [
  /(?:^|[^A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)[\s-]*[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])/i,
  /(?:^|[^A-Z0-9])([AC-FHKNPRTV-Y](?:[0-9]{2}|6W))[\s-]*(?=[A-Z]*[0-9])[0-9AC-FHKNPRTV-Y]{4}(?![A-Z0-9])/i,
];

function cut(field) {
  for (const postcode of FULL) {
    const found = postcode.exec(field.value);
    if (found) field.value = found[1].toUpperCase();
  }
}

const root = document.getElementById("directory");
const form = root.querySelector("form");
const fields = [form.elements.namedItem("near"), form.elements.namedItem("name")];

function address() {
  fields.forEach(cut);
  const leave = { within: form.elements.namedItem("near").value ? "30" : form.elements.namedItem("within").value };
  return addressOf(form, form.dataset.address, leave);
}

for (const field of fields) field.addEventListener("change", () => cut(field));
liveList({
  root,
  parts: ["directory-facets", "directory-list"],
  count: "directory-count",
  status: "directory-status",
  words: ["near", "name", "within"],
  address,
  typing: false,
  keepOpen: "map-table",
});
