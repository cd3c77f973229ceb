// Before anything is drawn: is there still something to ask? So the banner neither flashes nor pushes the page down.
{
  const { cookie, versions } = document.currentScript.dataset;
  const stored = document.cookie.split("; ").find((pair) => pair.startsWith(`${cookie}=`)) ?? "";
  const answers = stored.slice(cookie.length + 1).replaceAll('"', "").split("|");
  const isAnswered = (now) => answers.includes(now) || answers.includes(`${now.split("=")[0]}=-1`);
  document.documentElement.dataset.consent = versions.split("|").every(isAnswered)
    ? "done"
    : navigator.globalPrivacyControl ? "gpc" : "ask";
}
