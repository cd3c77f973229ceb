// Makes the visitor's choice happen: saves it, starts what it allows, takes away what it does not.
// The server says what that is. Without an answer from it nothing optional starts.

const root = document.documentElement;
const { consentStatus, consentBanner } = document.querySelector("script[data-consent-status]").dataset;
const SAVED = "consent-saved";
const started = new Set();
let status = {};
let isBusy = false;

async function refresh() {
  const answer = await fetch(consentStatus, { cache: "no-store" });
  if (!answer.ok) throw new Error(`The cookie settings answered ${answer.status}`);
  status = await answer.json();
  const banner = document.getElementById("consent");
  // A cached page may hold a banner from before an editor's change.
  if (banner && banner.dataset.versions !== status.versions) await renew(banner);
  root.dataset.consent = status.state === "ask" && navigator.globalPrivacyControl ? "gpc" : status.state;
  sweep();
  status.scripts.forEach(start);
  document.querySelectorAll("[data-embed-src]").forEach((video) => {
    if (status.accepted.includes(video.dataset.category)) play(video);
    else if (video.dataset.playing === "always") stop(video);
  });
}

async function renew(banner) {
  const next = encodeURIComponent(location.pathname + location.search);
  const answer = await fetch(`${consentBanner}?next=${next}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`The cookie banner answered ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("consent");
  if (!fresh) return banner.remove();
  banner.replaceWith(fresh);
  const { value } = fresh.querySelector("[name=shown]");
  document.querySelectorAll(".video [name=shown]").forEach((field) => (field.value = value));
}

// --- What a choice allows -------------------------------------------------------------------------------------

function start({ src, data }) {
  if (started.has(src)) return;
  started.add(src);
  const script = Object.assign(document.createElement("script"), { src, async: true });
  Object.assign(script.dataset, data);
  document.head.append(script);
}

function play(video, focus = false, how = "always") {
  if (video.dataset.playing) return;
  video.dataset.playing = how;
  const { embedSrc, title } = video.dataset;
  const frame = Object.assign(document.createElement("iframe"), {
    src: embedSrc,
    title,
    allow: "fullscreen; picture-in-picture; encrypted-media",
    referrerPolicy: "strict-origin-when-cross-origin",
    loading: focus ? "eager" : "lazy",
  });
  video.querySelector(".video-ask").hidden = true;
  video.prepend(frame);
  if (focus) frame.focus();
}

function stop(video) {
  video.querySelector("iframe").remove();
  video.querySelector(".video-ask").hidden = false;
  delete video.dataset.playing;
}

// --- What has to go -------------------------------------------------------------------------------------------

function like(names) {
  const escaped = names.map((name) => name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*"));
  return new RegExp(`^(?:${escaped.join("|")})$`, "s");
}

function sweep() {
  const keep = like(status.keep);
  const of = (kind) => status.remove.filter((entry) => entry.storage_type === kind);
  const goes = (entry, name) => like([entry.name]).test(name) && !keep.test(name);
  const cookies = document.cookie.split("; ").map((pair) => pair.split("=")[0]);
  for (const entry of of("cookie")) {
    cookies.filter((name) => goes(entry, name)).forEach((name) => expire(name, entry));
  }
  for (const [kind, storage] of [["local_storage", "localStorage"], ["session_storage", "sessionStorage"]]) {
    if (!of(kind).length) continue;
    try {
      const store = window[storage];
      const names = Object.keys(store).filter((name) => of(kind).some((entry) => goes(entry, name)));
      names.forEach((name) => store.removeItem(name));
    } catch {
      // The browser refuses storage, so there is nothing in it.
    }
  }
}

// A browser removes a cookie only for the path and domain it was set with, and does not tell which these are.
function expire(name, entry) {
  const steps = location.pathname.split("/");
  const paths = steps.flatMap((_, end) => [steps.slice(0, end).join("/") + "/", steps.slice(0, end + 1).join("/")]);
  const labels = location.hostname.split(".");
  const domains = labels.map((_, from) => labels.slice(from).join("."));
  for (const path of new Set([entry.path || "/", ...paths])) {
    for (const domain of new Set(["", entry.domain, ...domains])) {
      document.cookie = `${name}=; max-age=0; path=${path || "/"}${domain ? `; domain=${domain}` : ""}`;
    }
  }
}

// --- Choosing -------------------------------------------------------------------------------------------------

async function save(form, button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  const wanted = body.get("choice") === "also" ? body.get("category") : "";
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  const banner = document.getElementById("consent");
  // The words on this page are not those of today.
  if (answer.status === 409 && banner) await renew(banner);
  await refresh();
  // Asked again from the cookie itself: a browser may refuse to keep it.
  if (!answer.ok || (wanted ? !status.accepted.includes(wanted) : status.state !== "done")) throw new Error("Not saved");
}

addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-consent-form]")) return;
  event.preventDefault();
  if (isBusy) return;
  isBusy = true;
  const part = form.closest("#consent, .video");
  part.querySelectorAll(".consent-failed").forEach((line) => (line.textContent = ""));
  try {
    await save(form, event.submitter);
    const video = form.closest(".video");
    if (video) video.querySelector("iframe")?.focus();
    else confirm();
  } catch {
    const shown = part.isConnected ? part : document.getElementById("consent");
    shown?.querySelectorAll(".consent-failed").forEach((line) => (line.textContent = line.dataset.text));
  } finally {
    isBusy = false;
  }
});

function confirm() {
  location.replace(`#${SAVED}`);
  // What already runs can only be stopped by leaving the page.
  if ([...started].some((src) => !status.scripts.some((script) => script.src === src))) location.reload();
  else focusConfirmation();
}

function focusConfirmation() {
  document.getElementById(SAVED)?.focus();
}

// --- Now ------------------------------------------------------------------------------------------------------

document.querySelectorAll(".video [hidden]").forEach((element) => (element.hidden = false));
addEventListener("click", (event) => {
  const button = event.target.closest("[data-play]");
  if (button) play(button.closest(".video"), true, "once");
});
// Only at the end of loading has the browser found what the address points to.
addEventListener("load", () => location.hash === `#${SAVED}` && focusConfirmation());
// Back from the browser's memory, or from another tab: the choice may have changed there.
addEventListener("pageshow", (event) => event.persisted && refresh().catch(() => {}));
document.addEventListener("visibilitychange", () => document.hidden || refresh().catch(() => {}));
refresh().catch(() => {});
