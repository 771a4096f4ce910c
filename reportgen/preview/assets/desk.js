// The year's desk: how far the report is, and its commands as buttons. Asked for anew whenever the
// report was built or checked.
import { linkTo } from './arriving.js';
import { button, made, withCode } from './elements.js';
import { openGrid } from './grid.js';
import { run, troubleOf } from './jobs.js';
import { post } from './key.js';
import { listen } from './news.js';
import { inBase64 } from './pictures.js';
import { Returned } from './returned.js';
import { openSettings } from './settings.js';

/**
 * @typedef {import('./blocks.js').Place} Place
 * @typedef {{ title: string, place: Place, reviewed: boolean, findings: number }} Section
 * @typedef {{ text: string, hint: string, place: Place | null }} Fault
 * @typedef {{ code: string, severity: string, weight: string, about: string, count: number,
 *   faults: Fault[] }} Faults
 * @typedef {{ source: string, title: string, text: string, place: Place }} Missing
 * @typedef {{ name: string, written: string, outdated: boolean }} Finished
 * @typedef {{ project: string, year: number, years: number[], earlier: number | null,
 *   next: number | null, checked: boolean, broken: boolean, draft: boolean, date: string | null, sections: Section[],
 *   faults: Faults[], fixable: number, missing: Missing[], documents: Finished[],
 *   returned: string[], problem?: string }} Standing
 * @typedef {{ title: string, status: string, inserted: number, deleted: number }} Changed
 */

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-words]'));
/** @type {Record<string, string>} */
const words = JSON.parse(script.dataset.words ?? '{}');
const main = /** @type {Element} */ (document.querySelector('main'));
const heading = /** @type {Element} */ (document.querySelector('h1'));
const status = made('p', { class: 'rg-status', role: 'status' });
/** @type {Map<string, Element>} */
const parts = new Map();
/** @type {Map<string, string>} */
const drawn = new Map();
/** @type {Standing | null} */
let standing = null;

const draft = /** @type {HTMLInputElement} */ (made('input', { type: 'checkbox' }));
let draftChosen = false;
draft.addEventListener('change', () => { draftChosen = true; });
const day = /** @type {HTMLInputElement} */ (made('input', { type: 'date' }));
day.addEventListener('change', () => { if (day.value) tell(post('/desk/date', { day: day.value })); });
const doing = made('div', { class: 'rg-job' });
const bringing = made('div', { class: 'rg-job' });
const returned = new Returned(words, () => renew());
const links = made('nav', { class: 'rg-buttons', 'aria-label': words.desk },
  made('a', { href: '/' }, words.report), made('a', { href: '/start' }, words.start),
  button(words.settings, async () => {
    status.textContent = await openSettings(words).catch((error) => troubleOf(error, words));
  }));

/**
 * A part of the page under its heading.
 * @param {string} name
 * @param {string} title
 * @param {...Element} children
 */
function part(name, title, ...children) {
  const body = made('div');
  body.append(...children);
  parts.set(name, body);
  return made('section', { 'aria-labelledby': `rg-part-${name}` }, made('h2', { id: `rg-part-${name}` }, title), body);
}

const changesPart = part('changes', '');
main.append(links, status,
  part('documents', words.documents), doing,
  part('faults', words.faults), part('missing', words.figures_missing), part('sections', words.sections),
  part('returned', words.returned, ...returned.elements), changesPart, part('years', words.years), bringing);

/**
 * Draw a part anew where what it shows has changed.
 * @param {string} name
 * @param {unknown} shown
 * @param {() => (Element | string)[]} draw
 */
function redraw(name, shown, draw) {
  const text = JSON.stringify(shown);
  if (drawn.get(name) === text) return;
  drawn.set(name, text);
  const body = /** @type {Element} */ (parts.get(name));
  const within = body.contains(document.activeElement) ? document.activeElement?.textContent : null;
  body.replaceChildren(...draw());
  const same = [...body.querySelectorAll('button, a')].find((each) => each.textContent === within);
  if (same instanceof HTMLElement) same.focus();
}

let asking = Promise.resolve();
/** Ask how things stand, and show it; one after the other. */
function renew() {
  asking = asking.then(ask).catch((error) => { status.textContent = troubleOf(error, words); });
  return asking;
}

async function ask() {
  /** @type {Standing} */
  const latest = await (await post('/desk/standing')).json();
  if (latest.problem) {
    status.textContent = latest.problem;
    return;
  }
  const other = standing?.year !== latest.year || standing.project !== latest.project;
  standing = latest;
  heading.textContent = `${words.desk_of.replace('{year}', String(latest.year))} – ${latest.project}`;
  document.title = heading.textContent;
  status.textContent = latest.broken ? words.broken : latest.checked ? '' : words.reading;
  if (!draftChosen) draft.checked = latest.draft;
  if (document.activeElement !== day) day.value = latest.date ?? '';
  redraw('documents', latest.documents, () => documentsOf(latest));
  redraw('faults', [latest.checked, latest.faults], () => faultsOf(latest));
  redraw('missing', [latest.checked, latest.missing], () => missingOf(latest));
  redraw('sections', latest.sections, () => sectionsOf(latest));
  redraw('years', [latest.years, latest.next], () => yearsOf(latest));
  returned.list(latest.returned);
  if (other) drawn.delete('changes');
  if (latest.checked && latest.earlier) await showChanges(latest.earlier, latest);
  changesPart.toggleAttribute('hidden', !latest.earlier);
}

/** @param {Standing} now */
function documentsOf(now) {
  const build = (/** @type {string} */ name) => button(words[`build_${name}`], () => press(name));
  const tools = made('div', { class: 'rg-buttons' }, build('docx'), build('pdf'), build('html'),
    made('label', {}, draft, ` ${words.as_draft}`), made('label', {}, `${words.date} `, day));
  const items = now.documents.map((each) => made('li', {},
    button(words.open.replace('{name}', () => each.name), () => show(each.name)),
    made('span', { class: 'rg-quiet' }, ` ${each.written}${each.outdated ? ` – ${words.outdated}` : ''}`)));
  return [tools, items.length ? made('ul', {}, ...items) : made('p', { class: 'rg-quiet' }, words.none_built)];
}

/** @param {Standing} now */
function faultsOf(now) {
  if (!now.faults.length) return [made('p', {}, now.checked ? words.no_faults : words.reading)];
  const fix = now.fixable
    ? [made('div', { class: 'rg-buttons' }, button(words.fix.replace('{count}', String(now.fixable)), () => press('fix')))] : [];
  return [...fix, ...now.faults.map(faultGroup)];
}

/** @param {Faults} group */
function faultGroup(group) {
  const [first] = group.faults;
  const about = group.count === 1 ? first.text : group.about || first.text;
  const element = made('details', { class: `rg-finding rg-${group.severity}` },
    made('summary', {}, made('strong', {}, `${group.weight}: `), ...withCode(about), ` (${group.count})`));
  if (group.severity === 'error') element.setAttribute('open', '');
  const items = group.faults.map((each) => {
    const item = made('li', {}, each.text === about ? '' : `${each.text} `);
    if (each.hint) item.append(made('span', { class: 'rg-hint' }, `${each.hint} `));
    if (each.place) item.append(...wayTo(each.place));
    return item;
  });
  const left = group.count - group.faults.length;
  if (left > 0) items.push(made('li', {}, words.more.replace('{count}', String(left))));
  element.append(made('ul', {}, ...items));
  return element;
}

/**
 * What leads to a place: on the page where that shows it, else in a program for text.
 * @param {Place} place
 */
function wayTo(place) {
  if (/\.md$|^figures\/|\/statistics\.yaml$/.test(place.file)) return [linkTo(place)];
  return [made('code', {}, `${place.file}:${place.line} `), button(words.open_text, () => tell(post('/open', place)))];
}

/** @param {Standing} now */
function missingOf(now) {
  if (!now.missing.length) return [made('p', {}, now.checked ? words.none_missing : words.reading)];
  return [made('ul', {}, ...now.missing.map((each) => {
    const told = made('span', { role: 'status' });
    return made('li', {}, `${each.title || each.source}: ${each.text} `, button(words.fill_in, async () => {
      told.textContent = await openGrid(each.source, words).catch((error) => troubleOf(error, words));
    }), ' ', told);
  }))];
}

/** @param {Standing} now */
function sectionsOf(now) {
  if (!now.sections.length) return [made('p', {}, now.checked ? '' : words.reading)];
  const done = now.sections.filter((each) => each.reviewed).length;
  const counted = words.reviewed_of.replace('{count}', String(done)).replace('{all}', String(now.sections.length));
  const items = now.sections.map((each) => {
    const item = made('li', { class: each.reviewed ? '' : 'rg-unreviewed' }, linkTo(each.place, each.title),
      made('span', { class: 'rg-quiet' }, ` ${each.reviewed ? words.reviewed : words.unreviewed}`));
    if (each.findings) item.append(made('span', { class: 'rg-quiet' }, `, ${words.to_mend.replace('{count}', String(each.findings))}`));
    if (!each.reviewed) {
      const read = button(words.review_done, () => reviewed(each.place.file));
      read.setAttribute('aria-label', `${words.review_done}: ${each.title}`);
      item.append(' ', read);
    }
    return item;
  });
  return [made('p', {}, counted), made('ol', {}, ...items)];
}

/** @param {Standing} now */
function yearsOf(now) {
  const others = now.years.filter((year) => year !== now.year).reverse();
  const years = made('div', { class: 'rg-buttons' }, ...others.map((year) => button(String(year), () => go(year))));
  if (now.next) {
    const next = now.next;
    years.append(button(words.next.replace('{year}', String(next)), async () => {
      if ((await run(doing, words, '/desk/press', { button: 'new' })).done) await go(next);
    }));
  }
  return [years, importing()];
}

/** A Word file of an older year, brought in beside the years that are here. */
function importing() {
  const file = /** @type {HTMLInputElement} */ (made('input', { type: 'file', accept: '.docx,.odt,.rtf,.doc', required: '' }));
  const year = /** @type {HTMLInputElement} */ (made('input', { type: 'number', min: '1900', max: '2099' }));
  const form = made('form', { class: 'rg-form' },
    made('label', {}, `${words.choose_file} `, file), made('label', {}, `${words.import_year} `, year),
    made('button', { type: 'submit' }, words.import));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    await run(bringing, words, '/desk/import', { name: chosen.name, content: await inBase64(chosen), year: Number(year.value) });
    renew();
  });
  return made('details', {}, made('summary', {}, words.import), form);
}

/**
 * @param {number} earlier
 * @param {Standing} now
 */
async function showChanges(earlier, now) {
  /** @type {{ lines: Changed[], problem?: string }} */
  const { lines, problem } = await (await post('/desk/changes')).json();
  const title = /** @type {Element} */ (changesPart.querySelector('h2'));
  title.textContent = words.changed_since.replace('{year}', String(earlier));
  redraw('changes', [now.year, lines, problem], () => {
    const items = (lines ?? []).filter((each) => each.inserted || each.deleted).map((each) => made('li', {},
      `${each.title} `, made('span', { class: 'rg-quiet' }, `${each.status}: ${words.words_in_out
        .replace('{in}', String(each.inserted)).replace('{out}', String(each.deleted))}`)));
    const told = problem ?? words.same;
    const diff = button(words.diff.replace('{year}', String(earlier)), () => compare());
    return [made('div', { class: 'rg-buttons' }, diff), items.length ? made('ol', {}, ...items) : made('p', {}, told)];
  });
}

// What the buttons do

/** @param {string} name */
async function press(name) {
  const ended = await run(doing, words, '/desk/press', { button: name, draft: draft.checked });
  await renew();
  return ended.done;
}

/** Make the comparison with the year before, and open it. */
async function compare() {
  if (!(await press('diff'))) return;
  const made = standing?.documents.find((each) => each.name.endsWith('.html'));
  if (made) await show(made.name);
}

/** @param {string} name */
async function show(name) {
  const problem = await post('/desk/show', { name })
    .then((answer) => answer.json()).then((told) => told.problem).catch((error) => troubleOf(error, words));
  status.textContent = problem ?? '';
}

/** @param {string} file */
async function reviewed(file) {
  await tell(post('/desk/reviewed', { name: file }));
}

/**
 * Say what is wrong, where anything is; what was written comes back as news.
 * @param {Promise<Response>} asked
 */
async function tell(asked) {
  const problem = await asked
    .then((answer) => answer.json()).then((told) => told.problem).catch((error) => troubleOf(error, words));
  if (problem) status.textContent = problem;
}

/** @param {number} year */
async function go(year) {
  const { current } = await (await post('/start/standing')).json();
  const { problem } = await (await post('/start/open', { root: current, year })).json();
  status.textContent = problem ?? words.reading;
  draftChosen = false;
  await renew();
}

listen(() => renew(), (stranger) => { status.textContent = stranger ? words.stranger : words.lost; });
renew();
