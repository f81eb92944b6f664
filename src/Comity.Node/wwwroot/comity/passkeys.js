// The browser's part of passkeys (WebAuthn level 3). Without script or on an insecure address the other ways in remain.
const able = () => window.PublicKeyCredential?.parseCreationOptionsFromJSON !== undefined && navigator.credentials !== undefined;

async function post(path, form, body) {
  const token = form.querySelector("[name=__RequestVerificationToken]").value;
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", RequestVerificationToken: token },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  return answer.json();
}

async function signIn(form) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post("/sign-in/passkey/options", form, {}));
  const credential = await navigator.credentials.get({ publicKey });
  return post("/sign-in/passkey", form, { credential: JSON.stringify(credential), returnUrl: form.dataset.return });
}

async function add(form) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post("/account/passkeys/options", form, {}));
  const credential = await navigator.credentials.create({ publicKey });
  return post("/account/passkeys", form, { credential: JSON.stringify(credential), name: form.elements.name.value });
}

// The challenge is the statement's id itself: nothing else is signed.
async function sign(form) {
  const { statement, party } = form.dataset;
  const challenge = Uint8Array.from(atob(statement.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const credential = await navigator.credentials.get({ publicKey: { challenge, rpId: party, userVerification: "required" } });
  return post("/account/passkeys/statement", form, { statement, credential: JSON.stringify(credential) });
}

const ways = { add, statement: sign };

async function submitted(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const refused = form.querySelector("[data-passkey-refused]");
  refused.hidden = true;
  try {
    const { location } = await (ways[form.dataset.passkey] ?? signIn)(form);
    window.location.assign(location);
  } catch {
    refused.hidden = false;
  }
}

function start() {
  for (const form of able() ? document.querySelectorAll("form[data-passkey][hidden]") : []) {
    form.hidden = false;
    form.parentElement.querySelector("[data-passkey-none]").hidden = true;
    form.dataset.turbo = "false";
    form.addEventListener("submit", submitted);
  }
}

document.addEventListener("turbo:load", start);
start();
