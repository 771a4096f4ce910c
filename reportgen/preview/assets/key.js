// The key that lets this page ask the preview for anything: it comes in the address, behind #, is
// kept for as long as the window is open, and is told to other windows of this address.

const NAME = 'reportgen-key';
const HEADER = 'X-Reportgen-Key';
const FRAGMENT = /^#key=([\w-]+)$/;
// Another window answers within a moment, or there is none.
const PATIENCE_MS = 300;

const windows = new BroadcastChannel(NAME);
let key = taken() ?? sessionStorage.getItem(NAME) ?? '';
if (key) sessionStorage.setItem(NAME, key);

/** The key out of the address, where nobody finds it any more. */
function taken() {
  const found = FRAGMENT.exec(location.hash)?.[1];
  if (found) history.replaceState(null, '', location.pathname);
  return found ?? null;
}

// A page that is open already may be given the address anew, by hand.
window.addEventListener('hashchange', () => {
  const found = taken();
  if (!found) return;
  sessionStorage.setItem(NAME, found);
  location.reload();
});

windows.addEventListener('message', ({ data }) => {
  if (data.ask && key) windows.postMessage({ key });
});

/** The key; asks other windows for it where this one has none. Empty where nobody has one. */
async function known() {
  if (key) return key;
  windows.postMessage({ ask: true });
  await new Promise((done) => {
    windows.addEventListener('message', ({ data }) => {
      if (!data.key) return;
      key = data.key;
      sessionStorage.setItem(NAME, key);
      done(null);
    });
    setTimeout(done, PATIENCE_MS);
  });
  return key;
}

/** The preview does not know this page's key: it was started anew, or the page has none. */
export class Stranger extends Error {}

/**
 * Ask the preview to do something; an answer that is no success is an error.
 * @param {string} name
 * @param {object} [asked]
 * @param {RequestInit} [options]
 */
export async function post(name, asked = {}, options = {}) {
  const headers = { 'Content-Type': 'application/json', [HEADER]: await known() };
  const body = JSON.stringify(asked);
  const answer = await fetch(name, { method: 'POST', cache: 'no-store', headers, body, ...options });
  if (answer.status === 403) throw new Stranger();
  if (!answer.ok) throw new Error(answer.statusText);
  return answer;
}
