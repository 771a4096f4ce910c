// The preview's script: takes in the new page where the reader is, sets findings beside the text,
// says where a thing is written. What it adds to the page has the class rg and is no part of it.
import { BLOCK, blocks, mark, markFresh, placeOf, shown, sourcesOf, unmarkAll } from './blocks.js';
import { button, focus, made } from './elements.js';
import { blockOf, setBeside, told } from './findings.js';
import { keepingPlace, merge } from './merge.js';

/**
 * @typedef {import('./blocks.js').Place} Place
 * @typedef {import('./findings.js').Finding} Finding
 * @typedef {{ version: number, errors: Finding[], findings: Finding[] | null, summary: string,
 *   advice: string | null, statistics: import('./blocks.js').Statistics }} News
 */

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-words]'));
/** @type {Record<string, string>} */
const words = JSON.parse(script.dataset.words ?? '{}');
let version = Number(script.dataset.version);
/** @type {News} */
let news = { version, errors: [], findings: null, summary: '', advice: null, statistics: {} };
/** @type {Finding[]} What stands beside the text. */
let beside = [];
/** @type {Element | null} */
let selected = null;

// The bar below the page

const summary = button('', () => toggleList());
summary.setAttribute('aria-expanded', 'false');
summary.setAttribute('aria-controls', 'rg-list');
const status = made('p', { class: 'rg-status', role: 'status' });
const list = made('div', { class: 'rg-list', id: 'rg-list', hidden: '' });
const origin = made('div', { class: 'rg-origin', role: 'status', hidden: '' });
document.body.prepend(made('section', { class: 'rg rg-bar', 'aria-label': words.preview },
  made('div', { class: 'rg-line' }, summary, made('p', { class: 'rg-keys' }, words.keys), status),
  made('div', { class: 'rg-panels' }, list, origin)));

/** @param {boolean} [open] */
function toggleList(open = Boolean(list.hidden)) {
  list.hidden = !open;
  summary.setAttribute('aria-expanded', String(open));
}

/** @param {string} text */
function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

/** @param {Finding} finding */
function listed(finding) {
  const item = told('li', finding, showAndOpen);
  const block = blockOf(finding, news.statistics);
  if (block) item.append(' ', button(words.show, () => { select(block); focus(block); }));
  return item;
}

// What came from the server

/** @param {News} latest */
async function hear(latest) {
  news = latest;
  if (latest.version !== version) await takeIn(latest.version);
  const wrong = latest.errors.length > 0;
  const time = new Date().toLocaleTimeString(document.documentElement.lang || undefined);
  const current = latest.findings ? words.updated.replace('{time}', time) : words.checking;
  say(wrong ? words.stale : current);
  summary.textContent = latest.summary;
  summary.hidden = !latest.summary;
  const all = [...latest.errors, ...(latest.findings ?? [])];
  list.replaceChildren(made('p', { class: 'rg-title' }, words.list), made('ol', {}, ...all.map(listed)));
  if (wrong || !all.length) toggleList(wrong);
  if (latest.findings) {
    beside = latest.findings;
    keepingPlace(() => setBeside(beside, news.statistics, showAndOpen));
  }
}

/**
 * Take in the page as it is now, where the reader is.
 * @param {number} latest
 */
async function takeIn(latest) {
  const answer = await fetch('/', { cache: 'no-store' });
  if (!answer.ok) throw new Error(answer.statusText);
  /** @type {string[]} */
  const styles = [];
  const text = (await answer.text()).replaceAll(/<style>([^]*?)<\/style>/g, (_all, style) => {
    styles.push(style);
    return '';
  });
  const next = new DOMParser().parseFromString(text, 'text/html');
  const were = [...document.querySelectorAll('style')].map((each) => each.textContent);
  if (styles.join() !== were.join() || headOf(next) !== headOf(document)) {
    // Another style sheet has another policy: only loading the page anew lets it in.
    location.reload();
    return;
  }
  version = latest;
  const focused = document.activeElement;
  keepingPlace(() => {
    markFresh(new Set(merge(document.body, next.body)));
    if (selected?.isConnected) mark(selected);
    else select(null);
    setBeside(beside, news.statistics, showAndOpen);
  });
  if (focused?.isConnected && focused !== document.activeElement) focus(focused);
  document.title = next.title;
}

/**
 * What stands in the head but the title, which may change as it likes, and style sheets.
 * @param {Document} page
 */
function headOf(page) {
  const head = /** @type {HTMLElement} */ (page.head.cloneNode(true));
  for (const each of head.querySelectorAll('title, style')) each.remove();
  return `${page.documentElement.lang} ${head.innerHTML.replaceAll(/\s+/g, ' ')}`;
}

// Where something is written

/**
 * Choose a block or a value, and show where it is written.
 * @param {Element | null} element
 */
function select(element) {
  unmarkAll();
  selected = element;
  origin.hidden = element === null;
  if (element === null) return;
  mark(element);
  const lines = element.matches('.computed') ? valueLines(element) : [];
  showOrigin([placeLine(placeOf(element)), ...lines]);
}

/** @param {Node[]} lines */
function showOrigin(lines) {
  const close = button(words.close, () => select(null));
  origin.replaceChildren(made('p', { class: 'rg-title' }, words.source), ...lines, close);
  if (news.advice) origin.append(made('p', { class: 'rg-advice' }, news.advice));
  origin.hidden = false;
}

/** @param {Place} place */
function placeLine(place) {
  const line = made('p', {}, made('code', {}, `${shown(place)}:${place.column}`));
  if (!news.advice) line.append(' ', button(words.open, () => open(place)));
  return line;
}

/**
 * What an expression is, what it gave, and the statistics that it took.
 * @param {Element} value
 */
function valueLines(value) {
  const expression = value.getAttribute('data-expression') ?? '';
  const items = sourcesOf(value, news.statistics).map(([source, place]) => {
    const item = made('li', {}, made('code', {}, source));
    if (place) item.append(' ', button(shown(place), () => open(place)));
    return item;
  });
  const formula = made('p', {}, `${value.textContent} = `, made('code', {}, `{{ ${expression} }}`));
  return items.length ? [formula, made('ul', {}, ...items)] : [formula];
}

/** @param {Place} place */
function showAndOpen(place) {
  showOrigin([placeLine(place)]);
  open(place);
}

/** @param {Place} place */
async function open(place) {
  if (news.advice) return;
  const answer = await fetch('/open', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(place),
  });
  const { problem } = await answer.json();
  if (problem) origin.append(made('p', { class: 'rg-advice' }, problem));
}

// Mouse and keyboard

/** @param {Element} element */
function selectAndOpen(element) {
  select(element);
  focus(element);
  open(placeOf(element));
}

/**
 * Go to the next block, or the one before; from the top of what is seen where none is chosen.
 * @param {number} direction
 */
function step(direction) {
  const all = blocks();
  const here = selected?.closest(BLOCK);
  const first = all.findIndex((each) => each.getBoundingClientRect().bottom > 0);
  const next = here ? all.indexOf(here) + direction : first;
  const block = all[Math.max(0, Math.min(all.length - 1, next))];
  if (!block) return;
  select(block);
  focus(block);
}

document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest('.rg, a, button, input, label') || getSelection()?.toString()) return;
  const found = target.closest('main [data-source]');
  if (found) selectAndOpen(found);
  else select(null);
});

document.addEventListener('keydown', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Escape') {
    toggleList(false);
    select(null);
  } else if (event.key === 'Enter' && target.matches('main .rg-selected, main .computed[role="button"]')) {
    event.preventDefault();
    selectAndOpen(target);
  }
});

// The line to the server: only while the page is seen, for a browser has but six to one server

/** @type {EventSource | null} */
let line = null;
let hearing = Promise.resolve();

function connect() {
  line = new EventSource('/news');
  line.onmessage = (event) => {
    hearing = hearing.then(() => hear(JSON.parse(event.data))).catch((error) => {
      console.error(error);
      say(words.lost);
    });
  };
  line.onerror = () => say(words.lost);
}

document.addEventListener('visibilitychange', () => {
  line?.close();
  if (document.visibilityState === 'visible') connect();
});
connect();
