// A list whose filters apply without a reload, while every state keeps its address. Without this script the form and
// the links do the same.
//
// The element with data-live-list="NAME" holds the form and the list. What is replaced has the ids NAME-facets and
// NAME-list; NAME-count is the heading with the number, NAME-status the live region that says it, and what has
// data-keep-open stays open. Links with data-live are followed without a reload.
//
// Fields that people type in have data-words: "typing" applies them meanwhile, anything else when they are sent.
// data-usual is a value that no address needs, data-needs the field without which another means nothing. Of a
// postcode in a field with data-postcode only the first half leaves the browser.

const WAIT = 350;
// As in members/directory/postcodes.py, which cuts whatever gets through.
const POSTCODES = [
  /(?:^|[^A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)[\s-]*[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])/i,
  /(?:^|[^A-Z0-9])([AC-FHKNPRTV-Y](?:[0-9]{2}|6W))[\s-]*(?=[A-Z]*[0-9])[0-9AC-FHKNPRTV-Y]{4}(?![A-Z0-9])/i,
];

const root = document.querySelector("[data-live-list]");
const form = root.querySelector("form");
const part = (name, page = document) => page.getElementById(`${root.dataset.liveList}-${name}`);
const parts = ["facets", "list"];
const words = [...form.querySelectorAll("[data-words]")];
const here = () => location.pathname + location.search;
let shown = here();
let running;
let waiting;

function cut(field) {
  for (const postcode of POSTCODES) {
    const found = postcode.exec(field.value);
    if (found) field.value = found[1].toUpperCase();
  }
}

function address() {
  form.querySelectorAll("[data-postcode]").forEach(cut);
  const query = new URLSearchParams(
    [...new FormData(form)].filter(([name, value]) => {
      const { usual, needs } = form.elements.namedItem(name).dataset ?? {};
      return value && value !== usual && (!needs || form.elements.namedItem(needs).value);
    }),
  );
  const text = query.toString();
  return (form.dataset.address ?? form.action.split("?")[0]) + (text ? `?${text}` : "");
}

// What has the focus keeps it: parts are replaced, and the same element is found again by its id.
function replaceParts(page) {
  const focused = document.activeElement?.id;
  const caret = document.activeElement?.selectionStart;
  const open = [...root.querySelectorAll("details[data-keep-open][open]")].map((one) => one.id);
  for (const name of parts) part(name).replaceChildren(...part(name, page).childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused && document.activeElement?.id !== focused) {
    const again = document.getElementById(focused);
    again?.focus({ preventScroll: true });
    if (again?.type === "text" && caret != null) again.setSelectionRange(caret, caret);
  }
}

async function show(url, { push = true, toTop = false, keepWords = push } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!parts.every((name) => part(name, page))) throw new Error("another page");
    if (push) history.pushState(null, "", url);
    shown = here();
    replaceParts(page);
    document.title = page.title;
    part("status").textContent = part("count").textContent.trim().replace(/\s+/g, " ");
    // The words are the visitor's while they type; after a link or on the way back they are the address's.
    for (const field of words) {
      if (document.activeElement !== field || !keepWords) field.value = page.getElementById(field.id).value;
    }
    if (toTop) {
      part("count").focus();
      part("count").scrollIntoView({ block: "start" });
    }
    root.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  show(address());
});
form.addEventListener("change", (event) => {
  if (words.includes(event.target) && event.target.tagName === "INPUT") return;
  if (form.reportValidity()) show(address());
});
form.addEventListener("input", (event) => {
  if (event.target.dataset.words !== "typing") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => show(address()), WAIT);
});
root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-live]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  clearTimeout(waiting);
  // A link within a drawing has no text as its href, only as its attribute.
  show(new URL(link.getAttribute("href"), location.href).href, { toTop: true, keepWords: false });
});
addEventListener("popstate", () => {
  // A jump within the page is none from one state to another.
  if (shown !== here()) show(location.href, { push: false });
});
// Beside the list there is room for the facets: they are open from the start.
if (matchMedia("(min-width: 60em)").matches) form.querySelector("details").open = true;
