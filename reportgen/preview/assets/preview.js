// The preview's script: takes in the new page where the reader is, sets findings beside the text,
// says where a thing is written. What it adds to the page has the class rg and is no part of it.
import { blockAsked } from './arriving.js';
import { BLOCK, blocks, mark, markFresh, placeOf, shown, sourcesOf, unmarkAll } from './blocks.js';
import { Beside } from './changes.js';
import { arrange, button, focus, made } from './elements.js';
import { blockOf, renewed, setBeside, told } from './findings.js';
import { openGrid } from './grid.js';
import { Stranger, post } from './key.js';
import { keepingPlace, merge } from './merge.js';
import { listen } from './news.js';
import { askAll } from './questions.js';
import { fetchReport, takeAttributes, takeHead } from './report.js';
import { beginSection } from './sections.js';
import { forgetOffers, inHand, write } from './writing.js';

/**
 * @typedef {import('./blocks.js').Place} Place
 * @typedef {import('./findings.js').Finding} Finding
 * @typedef {{ version: number, errors: Finding[], findings: Finding[] | null,
 *   summary: string, more: string | null, opens: string, edits: boolean, clock: string,
 *   questions: import('./questions.js').Question[],
 *   statistics: import('./blocks.js').Statistics }} News
 */

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-words]'));
/** @type {Record<string, string>} */
const words = JSON.parse(script.dataset.words ?? '{}');
// The version of the report that is shown; before the first there is none.
let version = NaN;
/** @type {News} */
let news = {
  version, errors: [], findings: null, summary: '', more: null, opens: '', edits: false, clock: '', questions: [], statistics: {},
};
/** @type {Element | null} */
let selected = null;
let openedByError = false;
/** The place that was asked for last. */
let asked = '';

// The bar below the page

const summary = button('', () => {
  toggleList(list.hidden !== false);
  openedByError = false;
});
summary.setAttribute('aria-expanded', 'false');
summary.setAttribute('aria-controls', 'rg-list');
const status = made('p', { class: 'rg-status', role: 'status' });
const items = made('ol');
const questions = made('div', { class: 'rg-questions', role: 'log' });
const begin = button(words.section_new, () => beginSection(begin, words, selected));
const came = new Beside(words);
const list = made('div', { class: 'rg-list', id: 'rg-list', hidden: '' },
  made('p', { class: 'rg-title' }, words.list), items);
const place = made('div', { class: 'rg-place' });
const trouble = made('p', { class: 'rg-trouble' });
const origin = made('div', { class: 'rg-origin', role: 'status', hidden: '' }, place, trouble);
const bar = made('section', { class: 'rg rg-bar', 'aria-label': words.preview },
  made('div', { class: 'rg-line' }, summary, begin, came.hide, button(words.desk, () => location.assign('/desk')), made('p', { class: 'rg-keys' }, words.keys), status),
  made('div', { class: 'rg-panels' }, questions, list, origin));
document.body.prepend(bar);
// The end of the page can be read above the bar, however high that is.
new ResizeObserver(() => {
  document.documentElement.style.setProperty('--rg-bar', `${bar.offsetHeight}px`);
}).observe(bar);

/** @param {boolean} open */
function toggleList(open) {
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
  const find = () => blockOf(finding, news.statistics);
  if (find()) item.append(' ', button(words.show, () => choose(find())));
  return item;
}

// What came from the server

/** @param {News} latest */
async function hear(latest) {
  if (latest.version !== version) await takeIn(latest);
  const wrongBefore = news.errors.length > 0;
  news = latest;
  const wrong = news.errors.length > 0;
  const current = news.findings ? words.updated.replace('{time}', news.clock) : words.checking;
  say(wrong ? words.stale : current);
  if (news.findings || wrong) {
    showList();
    keepingPlace(() => setBeside(news.findings ?? [], news.statistics, showAndOpen, words.more));
  }
  if (wrong && !wrongBefore && list.hidden) {
    toggleList(true);
    openedByError = true;
  }
  const nothingLeft = news.findings !== null && !news.summary;
  if ((!wrong && openedByError) || nothingLeft) toggleList(false);
  if (!wrong) openedByError = false;
  if (selected) select(selected);
  inHand()?.mark();
  askAll(questions, news.questions, words);
  await came.set(version, news.statistics);
}

function showList() {
  summary.textContent = news.summary;
  summary.hidden = !news.summary;
  const all = renewed(items, [...news.errors, ...(news.findings ?? [])], listed);
  arrange(items, news.more ? [...all, made('li', {}, news.more)] : all);
}

/**
 * Take in the page as it is now, where the reader is.
 * @param {News} latest
 */
async function takeIn(latest) {
  const next = await fetchReport();
  const isFirst = Number.isNaN(version);
  version = latest.version;
  const focused = document.activeElement;
  takeHead(next);
  keepingPlace(() => {
    const fresh = merge(document.body, next.body);
    takeAttributes(next);
    markFresh(new Set(isFirst ? [] : fresh));
    if (selected?.isConnected) mark(selected);
    else if (selected) select(null);
  });
  forgetOffers();
  const writing = inHand();
  if (writing) {
    if (!writing.panel.isConnected) document.querySelector('main')?.append(writing.panel);
    writing.hide();
  }
  if (focused?.isConnected && focused !== document.activeElement) focus(focused);
  if (isFirst) goBack(latest);
}

const PLACE = 'reportgen-place';

/**
 * Go to where the address says, or where the reader was when the page was left.
 * @param {News} latest
 */
function goBack({ statistics }) {
  const asked = blockAsked(statistics);
  if (asked) return choose(asked);
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named) named.scrollIntoView();
  else scrollTo({ top: Number(sessionStorage.getItem(PLACE)), behavior: 'instant' });
}

history.scrollRestoration = 'manual';
window.addEventListener('pagehide', () => sessionStorage.setItem(PLACE, String(scrollY)));

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
  const tables = gridSources(element).map(([name, source]) => button(
    words.editTable.replace('{name}', name), () => edit(source)));
  showOrigin([placeLine(placeOf(element)), ...lines, ...tables]);
}

/** @param {Element[]} lines */
function showOrigin(lines) {
  origin.hidden = false;
  const close = button(words.close, () => select(null));
  const shownNow = [made('p', { class: 'rg-title' }, words.source), ...lines, close];
  // What says the same stays, for the keyboard may be in it.
  const said = shownNow.map((each) => each.textContent).join('');
  if (said !== place.textContent) place.replaceChildren(...shownNow);
}

/** @param {Place} at */
function placeLine(at) {
  const line = made('p', {}, made('code', {}, `${shown(at)}:${at.column}`));
  if (news.edits || selected?.matches('.computed')) line.append(' ', button(words.write, () => writeAt(at)));
  line.append(' ', button(news.opens, () => open(at)));
  return line;
}

/**
 * What an expression is, what it gave, and the statistics that it took.
 * @param {Element} value
 */
function valueLines(value) {
  const expression = value.getAttribute('data-expression') ?? '';
  const items = sourcesOf(value, news.statistics).map(([source, at]) => {
    const item = made('li', {}, made('code', {}, source));
    if (at) item.append(' ', button(shown(at), () => open(at)));
    return item;
  });
  const formula = made('p', {}, `${value.textContent} = `, made('code', {}, `{{ ${expression} }}`));
  return items.length ? [formula, made('ul', {}, ...items)] : [formula];
}

/**
 * The tables that a value, or a table of values, comes from, each with the first statistic of it.
 * @param {Element} element
 */
function gridSources(element) {
  const values = element.matches('.computed') ? [element]
    : element.querySelector('table') || element.matches('table') ? [...element.querySelectorAll('.computed')] : [];
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [source, at] of values.flatMap((each) => sourcesOf(each, news.statistics))) {
    const name = /^(?:year\(\d+\)\.)?\w+/.exec(source)?.[0] ?? source;
    if (at?.file.endsWith('/statistics.yaml') && !found.has(name)) found.set(name, source);
  }
  return [...found];
}

/**
 * Open the table that a statistic is in.
 * @param {string} source
 */
async function edit(source) {
  trouble.textContent = await openGrid(source, words).catch(() => words.lost);
}

/** @param {Place} at */
function showAndOpen(at) {
  select(null);
  showOrigin([placeLine(at)]);
  open(at);
}

/** @param {Place} at */
async function open(at) {
  trouble.textContent = '';
  const body = JSON.stringify(at);
  asked = body;
  const problem = await post('/open', at)
    .then((answer) => answer.json()).then((told) => told.problem).catch(() => words.lost);
  if (asked === body) trouble.textContent = problem ?? '';
}

// Mouse and keyboard

/** @param {Element | null | undefined} element */
function choose(element) {
  if (!element) return;
  trouble.textContent = '';
  select(element);
  focus(element);
}

/**
 * Go to the editor that the user has named, or write it here; a value only tells what it is.
 * @param {Element} element
 */
function chooseAndOpen(element) {
  choose(element);
  // Who has named an editor is at home there; the table of a number is a button away.
  const [first] = element.matches('.computed') && !news.edits ? gridSources(element) : [];
  if (first) edit(first[1]);
  else if (news.edits) open(placeOf(element));
  else if (!element.matches('.computed')) writeAt(placeOf(element), element);
}

/**
 * Write what stands at a place where it is shown.
 * @param {Place} at
 * @param {Element | null} [element]
 */
async function writeAt(at, element = selected) {
  trouble.textContent = '';
  const block = element ?? document.querySelector('main');
  if (!block) return;
  await write(block, at, { findings: () => news.findings ?? [], statistics: () => news.statistics, words, done: written })
    .catch((error) => { trouble.textContent = error instanceof Stranger ? words.stranger : error.message || words.lost; });
}

/** What was written is closed: the keyboard is where it was. */
function written() {
  if (document.activeElement === document.body && selected?.isConnected) focus(selected);
}

/**
 * Go to the next block, or the one before; from the top of what is seen where none is chosen.
 * @param {number} direction
 */
function step(direction) {
  const all = blocks();
  const here = selected?.closest(BLOCK);
  // What is chosen may hold blocks, as a quotation does: the first of those is the next then.
  const next = here ? all.findIndex((each) => isBehind(each, here))
    : all.findIndex((each) => each.getBoundingClientRect().bottom > 0);
  const back = here && all.includes(here) ? 2 : 1;
  const index = direction > 0 || !here ? next : (next < 0 ? all.length : next) - back;
  choose(all[index] ?? all.at(direction > 0 ? -1 : 0));
}

/**
 * @param {Element} element
 * @param {Element} other
 */
const isBehind = (element, other) =>
  (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

document.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest('.rg, a, button, input, label, summary') || getSelection()?.toString()) return;
  const found = target.closest('[data-source]');
  if (found) chooseAndOpen(found);
  else select(null);
});

/**
 * Close what is written, then go on from there.
 * @param {number} direction
 */
async function leaveAndStep(direction) {
  await inHand()?.leave();
  step(direction);
}

// Before the editor hears of it, which would move lines.
document.addEventListener('keydown', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (!event.altKey || !['ArrowDown', 'ArrowUp'].includes(event.key) || target.closest('dialog')) return;
  event.preventDefault();
  event.stopPropagation();
  leaveAndStep(event.key === 'ArrowDown' ? 1 : -1);
}, { capture: true });

document.addEventListener('keydown', (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.defaultPrevented || target.closest('.rg-writing')) return;
  if (event.key === 'Escape') {
    toggleList(false);
    select(null);
  } else if (event.key === 'Enter' && target.matches('.rg-selected, .computed[role="button"]')) {
    event.preventDefault();
    chooseAndOpen(target);
  }
});

listen((told) => hear(JSON.parse(told)), (stranger) => say(stranger ? words.stranger : words.lost));
