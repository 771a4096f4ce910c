// Commands of reportgen's that a button has started: how far they are, and what they say.
import { linkTo } from './arriving.js';
import { button, made } from './elements.js';
import { Stranger, post } from './key.js';

/**
 * @typedef {{ number: number, command: string, lines: string[], step: string,
 *   code: number | null, seconds: number }} Told
 */

const PLACE = /((?:content|figures)\/[^\s:]+):(\d+)(?::(\d+))?/;
const AGAIN_MS = 250;

/**
 * What went wrong, in words.
 * @param {unknown} error
 * @param {Record<string, string>} words
 */
export const troubleOf = (error, words) => (error instanceof Stranger ? words.stranger : words.lost);

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

/**
 * Start a command and show it in `panel` until it has ended; whether it did what was asked.
 * @param {Element} panel
 * @param {Record<string, string>} words
 * @param {string} name  The action that starts it.
 * @param {object} asked
 * @returns {Promise<{ done: boolean, root: string }>}
 */
export async function run(panel, words, name, asked) {
  const status = made('p', { role: 'status' });
  const time = made('p', { class: 'rg-quiet' });
  const said = made('pre');
  const more = made('details', {}, made('summary', {}, words.said), said);
  panel.replaceChildren(status, time);
  try {
    const started = await (await post(name, asked)).json();
    if (started.problem) {
      status.textContent = started.problem;
      status.className = 'rg-error';
      panel.append(button(words.close, () => panel.replaceChildren()));
      return { done: false, root: '' };
    }
    /** @param {Told} told */
    const show = (told) => {
      if (!said.firstChild && told.lines.length) panel.append(more);
      if (status.textContent !== told.step) status.textContent = told.step;
    };
    const code = await follow(started.number, words, time, said, show);
    status.textContent = code === 0 ? words.done : words.failed;
    status.className = code === 0 ? '' : 'rg-error';
    if (code !== 0) more.setAttribute('open', '');
    panel.append(button(words.close, () => panel.replaceChildren()));
    return { done: code === 0, root: started.root ?? '' };
  } catch (error) {
    status.textContent = troubleOf(error, words);
    status.className = 'rg-error';
    return { done: false, root: '' };
  }
}

/**
 * Show what a command says until it has ended; its exit code.
 * @param {number} number
 * @param {Record<string, string>} words
 * @param {Element} time
 * @param {Element} said
 * @param {(told: Told) => void} show  Called with each answer, before its lines are shown.
 */
async function follow(number, words, time, said, show) {
  let seen = 0;
  let step = '';
  for (;;) {
    /** @type {Promise<Told & { problem?: string }>} */
    const asking = post('/start/job', { number, seen, step }).then((answer) => answer.json());
    const told = await asking;
    time.textContent = words.running.replace('{command}', () => told.command)
      .replace('{seconds}', told.seconds.toLocaleString(document.documentElement.lang));
    show(told);
    seen += told.lines.length;
    step = told.step;
    for (const line of told.lines) said.append(...linked(line), '\n');
    if (told.code !== null) return told.code;
    await pause(AGAIN_MS);
  }
}

/**
 * A line, with the place in it as a link.
 * @param {string} line
 */
function linked(line) {
  const found = PLACE.exec(line);
  if (!found) return [line];
  const place = { file: found[1], line: Number(found[2]), column: Number(found[3] ?? 1) };
  const rest = line.slice(found.index + found[0].length);
  return [line.slice(0, found.index), linkTo(place, found[0]), rest];
}
