// A list whose filters apply without a reload, while every state keeps its address. Without this script the form and
// the links do the same.
//
// root: the element with the form and the list. parts: ids of what is replaced. count, status: ids of the heading
// with the number and of the live region that says it. words: ids of the fields that people type in, the form's
// others apply when they change; `typing`: whether they apply while one types. address(form): the state's address.
// Links within `root` that carry data-live are followed without a reload.

const WAIT = 350;

export function liveList({ root, parts, count, status, words, address, typing = true, keepOpen }) {
  const form = root.querySelector("form");
  let running;
  let waiting;
  let shown = location.pathname + location.search;

  // What has the focus keeps it: parts are replaced, and the same element is found again by its id.
  function replaceParts(page) {
    const focused = document.activeElement?.id;
    const caret = document.activeElement?.selectionStart;
    for (const id of parts) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    if (focused && document.activeElement?.id !== focused) {
      const again = document.getElementById(focused);
      again?.focus({ preventScroll: true });
      if (again?.type === "text" && caret != null) again.setSelectionRange(caret, caret);
    }
  }

  async function show(url, { push = true, toTop = false } = {}) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!parts.every((id) => page.getElementById(id))) throw new Error("another page");
      if (push) history.pushState(null, "", url);
      const open = document.getElementById(keepOpen)?.open;
      shown = location.pathname + location.search;
      replaceParts(page);
      if (open && document.getElementById(keepOpen)) document.getElementById(keepOpen).open = true;
      document.title = page.title;
      const heading = document.getElementById(count);
      document.getElementById(status).textContent = heading.textContent.trim().replace(/\s+/g, " ");
      // The words are the visitor's while they type; on the way back they are the address's.
      for (const id of words) {
        const field = document.getElementById(id);
        if (document.activeElement !== field || !push || !typing) field.value = page.getElementById(id).value;
      }
      if (toTop) {
        heading.focus();
        heading.scrollIntoView({ block: "start" });
      }
      root.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show(address(form));
  });
  form.addEventListener("change", (event) => {
    if (words.includes(event.target.id) && event.target.tagName === "INPUT") return;
    if (form.reportValidity()) show(address(form));
  });
  if (typing) {
    form.addEventListener("input", (event) => {
      if (!words.includes(event.target.id)) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => show(address(form)), WAIT);
    });
  }
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    clearTimeout(waiting);
    // A link within a drawing has its address as an object.
    const url = new URL(link.getAttribute("href"), location.href).href;
    document.activeElement?.blur?.();
    show(url, { toTop: true });
  });
  addEventListener("popstate", () => {
    // A jump within the page is none from one state to another.
    if (shown !== location.pathname + location.search) show(location.href, { push: false });
  });
  // Beside the list there is room for the facets: they are open from the start.
  if (matchMedia("(min-width: 60em)").matches) root.querySelector("form details").open = true;
}

// The address of what the form holds; leave: what is left out because it is usual.
export function addressOf(form, base, leave) {
  const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && leave[name] !== value));
  const text = query.toString();
  return base + (text ? `?${text}` : "");
}
