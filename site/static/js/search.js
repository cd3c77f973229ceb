// Suggestions while somebody types into a search box (a form with data-suggest). Without this script, and whenever no
// suggestion is chosen, the form is sent as it stands.
//
// Roles and keys: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (a list, chosen from by hand). The focus stays in
// the box: Down and Up walk through the list, Enter opens what is marked, Escape closes the list.

const WAIT = 150;
const FEWEST = 2;

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function setUp(form) {
  const input = form.elements.namedItem("q");
  const id = `${input.id}-list`;
  const list = element("ul", { id, class: "suggestions", role: "listbox", "aria-label": "Suggestions" });
  const status = element("p", { class: "hidden", role: "status" });
  let addresses = [];
  let marked = -1;
  let waiting;
  let running;

  list.hidden = true;
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }

  function close() {
    clearTimeout(waiting);
    running?.abort();
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(at) {
    list.children[marked]?.setAttribute("aria-selected", "false");
    marked = at;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    addresses = suggestions.map(({ url }) => url);
    list.replaceChildren(
      ...suggestions.map(({ title, kind }, at) =>
        element(
          "li",
          { id: `${id}-${at}`, role: "option", "aria-selected": "false" },
          element("span", {}, title),
          element("span", {}, kind),
        ),
      ),
    );
    mark(-1);
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const number = suggestions.length;
    status.textContent = number ? `${number} suggestion${number === 1 ? "" : "s"}` : "";
  }

  async function suggest() {
    const words = input.value.trim();
    if (words.length < FEWEST) return close();
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      if (!signal.aborted && document.activeElement === input) show(suggestions);
    } catch {
      // Another letter was typed meanwhile, or there is no connection: the form still works.
    }
  }

  input.addEventListener("focus", () => {
    const { style } = form.dataset;
    if (document.querySelector(`link[href="${style}"]`)) return;
    document.head.append(element("link", { rel: "stylesheet", href: style }));
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { key } = event;
    if (list.hidden) {
      if (key === "ArrowDown") suggest();
      return;
    }
    if (key === "ArrowDown") mark(marked + 1 < addresses.length ? marked + 1 : -1);
    else if (key === "ArrowUp") mark(marked < 0 ? addresses.length - 1 : marked - 1);
    else if (key === "Escape") close();
    else if (key === "Enter" && marked >= 0) location.assign(addresses[marked]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // The box keeps the focus while something in the list is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(addresses[[...list.children].indexOf(option)]);
  });
}

document.querySelectorAll("form[data-suggest]").forEach(setUp);
