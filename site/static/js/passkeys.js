/*
  Passkeys. A form marked data-passkey holds a hidden field "credential"; sending it first asks the browser for a
  passkey, and puts the answer there. The kinds: "add" makes one, "confirm" uses one of the signed-in person's,
  "sign-in" uses whichever the device offers. What to ask for comes from the page, or for "sign-in" from the form's
  own address. Without passkeys in the browser the forms stay hidden.
*/

const MESSAGES = {
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys don’t work at this address of the site.",
};
const OTHERWISE = "That was cancelled, or did not work. You can try again.";

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withIds = (list) => list?.map((item) => ({ ...item, id: decode(item.id) }));

/** The options as the browser wants them: bytes where JSON has text. */
function options({ publicKey }) {
  return {
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      ...(publicKey.user && { user: { ...publicKey.user, id: decode(publicKey.user.id) } }),
      ...(publicKey.excludeCredentials && { excludeCredentials: withIds(publicKey.excludeCredentials) }),
      ...(publicKey.allowCredentials && { allowCredentials: withIds(publicKey.allowCredentials) }),
    },
  };
}

/** The browser's answer as JSON. */
function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encode(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: encode(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

const fromPage = () => JSON.parse(document.getElementById("passkey-options").textContent);

const ASK = {
  async add(form) {
    const wanted = options(fromPage().creation_options);
    const alone = form.elements.passwordless.checked;
    Object.assign(wanted.publicKey.authenticatorSelection, {
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone && { userVerification: "required" }),
    });
    return navigator.credentials.create(wanted);
  },
  confirm: async () => navigator.credentials.get(options(fromPage().request_options)),
  async "sign-in"(form) {
    const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
    return navigator.credentials.get(options((await reply.json()).request_options));
  },
};

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const error = form.querySelector("[role=alert]");
  error.hidden = true;
  try {
    form.elements.credential.value = answer(await ASK[form.dataset.passkey](form));
    form.submit();
  } catch (fault) {
    error.textContent = MESSAGES[fault.name] ?? OTHERWISE;
    error.hidden = false;
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelector("[data-no-passkeys]")?.remove();
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    form.hidden = false;
  }
}
