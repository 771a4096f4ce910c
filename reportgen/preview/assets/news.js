// News from the preview. A browser has but six lines to one server, so that one window listens for
// all: the one that has the lock, until it is closed. It tells the others what it hears, and those
// that come.
import { Stranger, post } from './key.js';

const AGAIN_MS = 1000;

/**
 * Have news told as they come; `lose` is told whether the preview lives, but knows us no more.
 * @param {(told: string) => Promise<void>} hear
 * @param {(stranger: boolean) => void} lose
 */
export function listen(hear, lose) {
  const windows = new BroadcastChannel('reportgen');
  let latest = '';
  /** @type {Promise<void>} */
  let hearing = Promise.resolve();

  /** @param {string} told */
  function take(told) {
    if (told === latest) return;
    latest = told;
    hearing = hearing.then(() => (told === latest ? hear(told) : undefined)).catch((error) => {
      if (error instanceof Stranger) lose(true);
      // The server went away in between, or is about to: what is still the latest is tried again.
      setTimeout(() => {
        if (told !== latest) return;
        latest = '';
        take(told);
      }, AGAIN_MS);
    });
  }

  /** @param {boolean} stranger */
  function lost(stranger) {
    latest = '';
    lose(stranger);
  }

  windows.onmessage = ({ data }) => {
    if (data.lost) lost(data.stranger);
    else if (data.told) take(data.told);
  };
  windows.postMessage({ ask: true });

  navigator.locks.request('reportgen', async () => {
    let heard = '';
    windows.addEventListener('message', ({ data }) => {
      if (data.ask && heard) windows.postMessage({ told: heard });
    });
    for (;;) {
      let stranger = false;
      try {
        for await (const told of lines()) {
          heard = told;
          windows.postMessage({ told });
          take(told);
        }
      } catch (error) {
        stranger = error instanceof Stranger;
      }
      heard = '';
      windows.postMessage({ lost: true, stranger });
      lost(stranger);
      await new Promise((done) => { setTimeout(done, AGAIN_MS); });
    }
  });
}

/** The news, a JSON text each; other lines are signs of life. */
async function* lines() {
  const answer = await post('/news');
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('data: ')) yield part.slice('data: '.length);
  }
}
