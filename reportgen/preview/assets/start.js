// Where to begin: the projects opened last, a new one, one out of a Word file.
import { button, made } from './elements.js';
import { run, troubleOf } from './jobs.js';
import { post } from './key.js';
import { inBase64 } from './pictures.js';

/**
 * @typedef {{ root: string, name: string, years: number[] }} Recent
 * @typedef {{ current: string | null, recent: Recent[], folder: string, year: number }} Standing
 */

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-words]'));
/** @type {Record<string, string>} */
const words = JSON.parse(script.dataset.words ?? '{}');
const main = /** @type {Element} */ (document.querySelector('main'));
const status = made('p', { class: 'rg-status', role: 'status' });
const doing = made('div', { class: 'rg-job' });

/**
 * @param {string} title
 * @param {...Element} children
 */
const part = (title, ...children) => made('section', {}, made('h2', {}, title), ...children);

/**
 * A field with its label.
 * @param {string} label
 * @param {Record<string, string>} attributes
 */
function field(label, attributes) {
  const input = /** @type {HTMLInputElement} */ (made('input', attributes));
  return { input, element: made('label', {}, `${label} `, input) };
}

/**
 * A form that does something with what is filled in.
 * @param {string} text  What its button says.
 * @param {{ element: Element }[]} fields
 * @param {() => Promise<void>} act
 */
function formOf(text, fields, act) {
  const form = made('form', { class: 'rg-form' }, ...fields.map((each) => each.element), made('button', { type: 'submit' }, text));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act().catch((error) => { status.textContent = troubleOf(error, words); });
  });
  return form;
}

/**
 * Show a project, and go to its desk.
 * @param {string} root
 */
async function open(root) {
  status.textContent = words.opening;
  const { problem } = await (await post('/start/open', { root })).json();
  status.textContent = problem ?? words.opening;
  if (!problem) location.assign('/desk');
}

/**
 * Do what makes a project, and open it.
 * @param {string} name
 * @param {object} asked
 */
async function make(name, asked) {
  const { done, root } = await run(doing, words, name, asked);
  doing.scrollIntoView({ block: 'nearest' });
  if (done) await open(root);
}

/** @param {Recent[]} recent */
function recentOf(recent) {
  if (!recent.length) return made('p', {}, words.no_recent);
  return made('ul', {}, ...recent.map((each) => {
    const forget = button('×', async () => {
      await post('/start/forget', { root: each.root });
      await draw();
    });
    forget.setAttribute('aria-label', words.forget.replace('{name}', () => each.name));
    return made('li', {}, button(each.name, () => { open(each.root).catch((error) => { status.textContent = troubleOf(error, words); }); }),
      made('span', { class: 'rg-quiet' }, ` ${each.years.join(', ')} ${each.root} `), forget);
  }));
}

/** @param {Standing} standing */
function beginning(standing) {
  const folder = field(words.new_folder, { type: 'text', required: '', value: standing.folder });
  const region = field(words.region, { type: 'text', required: '', maxlength: '100' });
  const organisation = field(words.organisation, { type: 'text', required: '', maxlength: '200' });
  const year = field(words.year, { type: 'number', required: '', min: '1900', max: '2099', value: String(standing.year) });
  return part(words.new, made('p', {}, words.new_about), formOf(words.make, [region, organisation, year, folder],
    () => make('/start/make', {
      folder: folder.input.value,
      region: region.input.value,
      organisation: organisation.input.value,
      year: Number(year.input.value),
    })));
}

/** @param {Standing} standing */
function bringing(standing) {
  const file = field(words.word_file, { type: 'file', required: '', accept: '.docx,.odt,.rtf,.doc' });
  const year = field(words.optional_year, { type: 'number', min: '1900', max: '2099' });
  const folder = field(words.new_folder, { type: 'text', required: '', value: standing.folder });
  return part(words.from_word, made('p', {}, words.from_word_about), formOf(words.bring_in, [file, year, folder], async () => {
    const [chosen] = file.input.files ?? [];
    if (!chosen) return;
    await make('/start/import', {
      name: chosen.name,
      content: await inBase64(chosen),
      year: Number(year.input.value),
      folder: folder.input.value,
    });
  }));
}

/** Ask what there is to choose from, and show it. */
async function draw() {
  /** @type {Standing} */
  const standing = await (await post('/start/standing')).json();
  const folder = field(words.folder, { type: 'text', required: '' });
  const other = formOf(words.open_it, [folder], () => open(folder.input.value));
  const end = button(words.end, async () => {
    await post('/start/end').catch(() => null);
    main.replaceChildren(made('p', { role: 'status' }, words.ended));
  });
  main.replaceChildren(made('h1', {}, words.begin), status, doing,
    part(words.recent, recentOf(standing.recent), made('details', {}, made('summary', {}, words.open_other), other)),
    beginning(standing), bringing(standing), made('p', {}, end));
}

main.append(status);
draw().catch((error) => { status.textContent = troubleOf(error, words); });
