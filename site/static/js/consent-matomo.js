// Started only after consent: counts this visit with the association's own Matomo.
{
  const { url, site } = document.currentScript.dataset;
  window._paq ??= [];
  window._paq.push(["setTrackerUrl", `${url}matomo.php`], ["setSiteId", site], ["trackPageView"], ["enableLinkTracking"]);
  document.head.append(Object.assign(document.createElement("script"), { src: `${url}matomo.js`, async: true }));
}
