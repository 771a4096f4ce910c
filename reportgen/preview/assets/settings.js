// The settings of the report as a form: what stands in its two files, written back into them.
import { button, made } from './elements.js';
import { troubleOf } from './jobs.js';
import { post } from './key.js';
import { People } from './people.js';

/**
 * @typedef {import('./people.js').Person} Person
 * @typedef {{ texts: Record<string, string>, people: Person[] }} Values
 * @typedef {{ values: Values, places: Record<string, string>, commented: Record<string, string> }} Opened
 * @typedef {{ field: string, text: string, place: string }} Told
 * @typedef {{ field: string, mine: string, theirs: string }} Question
 */

const OF_YEAR = ['title', 'subtitle', 'date', 'place', 'dnr', 'number'];
const OF_ALL = ['region', 'organisation', 'unit', 'contact.phone', 'contact.email', 'colours', 'page_numbers'];
const REQUIRED = ['title', 'region', 'organisation'];
const A_DAY = /^(\d{4}-\d\d-\d\d)?$/;
const SIX_DIGITS = /^#?([0-9a-f]{6})$/i;

/** @type {Form | null} */
let open = null;

/**
 * Open the form; what is in the way of that, in words.
 * @param {Record<string, string>} words
 * @returns {Promise<string>}
 */
export async function openSettings(words) {
  if (open) return '';
  const answer = await (await post('/desk/settings')).json();
  if (answer.problem) return answer.problem;
  if (answer.told) return answer.told.map((/** @type {Told} */ each) => `${each.place} ${each.text}`).join(' ');
  open ??= new Form(answer, words);
  return '';
}

/**
 * Say by what else a field is described than by its hint.
 * @param {Element} input
 * @param {...string} ids
 */
function describe(input, ...ids) {
  const all = [...(input instanceof HTMLElement && input.dataset.hint ? [input.dataset.hint] : []), ...ids];
  if (all.length) input.setAttribute('aria-describedby', all.join(' '));
  else input.removeAttribute('aria-describedby');
}

class Form {
  /**
   * @param {Opened} opened
   * @param {Record<string, string>} words
   */
  constructor(opened, words) {
    this.words = words;
    this.opened = opened.values;
    this.places = opened.places;
    this.saving = false;
    /** @type {Question[]} */
    this.questions = [];
    /** @type {Map<string, HTMLInputElement>} */
    this.inputs = new Map();
    /** @type {Element[]} */
    this.marks = [];
    this.people = new People(words);
    this.told = made('div', { class: 'rg-told' });
    this.status = made('p', { class: 'rg-status', role: 'status' });
    this.dialog = /** @type {HTMLDialogElement} */ (
      made('dialog', { class: 'rg rg-settings', 'aria-labelledby': 'rg-settings-title' }));
    this.build(opened);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.inputs.get('title')?.focus();
  }

  /** @param {Opened} opened */
  build(opened) {
    const { words } = this;
    const group = (/** @type {string} */ title, /** @type {Element[]} */ ...children) =>
      made('fieldset', {}, made('legend', {}, title), ...children);
    const fields = (/** @type {string[]} */ names) => names.map((name) => this.field(name, opened));
    const save = made('button', { type: 'submit', class: 'rg-first' }, words.save);
    const form = made('form', { novalidate: '' },
      made('div', { class: 'rg-scroll' },
        group(words.settings_year, ...fields(OF_YEAR)),
        group(words.settings_all, ...fields(OF_ALL)),
        group(words.settings_people, ...this.people.elements)),
      this.told,
      made('div', { class: 'rg-buttons' }, save, button(words.saveAndClose, () => this.leave()),
        button(words.discard, () => this.close())),
      made('p', { class: 'rg-quiet' }, words.settings_keys), this.status);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.save();
    });
    this.dialog.append(made('h2', { id: 'rg-settings-title' }, words.settings), form);
    this.people.draw(opened.values.people);
    this.dialog.addEventListener('keydown', (event) => this.press(event));
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      if (this.changed) this.say(words.settings_unsaved);
      else this.close();
    });
  }

  /**
   * A field under its label, with what the file says of it in a comment.
   * @param {string} name
   * @param {Opened} opened
   */
  field(name, opened) {
    const { words } = this;
    const text = opened.values.texts[name] ?? '';
    const type = name === 'page_numbers' ? 'checkbox' : name === 'date' && A_DAY.test(text) ? 'date' : 'text';
    const input = /** @type {HTMLInputElement} */ (made('input', { type, id: `rg-setting-${name}` }));
    if (REQUIRED.includes(name)) input.setAttribute('aria-required', 'true');
    this.inputs.set(name, input);
    this.put(name, text);
    const label = made('label', { for: input.id }, words[`field-${name}`]);
    const row = made('div', { class: 'rg-field' }, ...(type === 'checkbox' ? [input, ' ', label] : [label, input]));
    if (name === 'colours') row.append(this.picker(input));
    const aside = opened.commented[name];
    if (aside) {
      const hint = made('span', { class: 'rg-hint', id: `${input.id}-hint` }, words.in_comment.replace('{text}', () => aside));
      row.append(hint);
      input.dataset.hint = hint.id;
      describe(input);
    }
    return row;
  }

  /**
   * The browser's own choice of a colour beside its digits.
   * @param {HTMLInputElement} input
   */
  picker(input) {
    const picker = /** @type {HTMLInputElement} */ (made('input', { type: 'color', 'aria-label': this.words.choose_colour }));
    const follow = () => {
      const digits = SIX_DIGITS.exec(input.value.trim());
      if (digits) picker.value = `#${digits[1].toLowerCase()}`;
    };
    follow();
    input.addEventListener('input', follow);
    picker.addEventListener('input', () => { input.value = picker.value.toUpperCase(); });
    return picker;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  put(name, text) {
    const input = this.inputs.get(name);
    if (!input) return;
    if (input.type === 'checkbox') input.checked = text !== 'false';
    else {
      if (input.type === 'date' && !A_DAY.test(text)) input.type = 'text';
      input.value = text;
    }
  }

  /** @returns {Values} */
  get wanted() {
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [name, input] of this.inputs) {
      const before = this.opened.texts[name] ?? '';
      if (input.type !== 'checkbox') texts[name] = input.value;
      else texts[name] = input.checked === (before !== 'false') ? before : String(input.checked);
    }
    return { texts, people: this.people.known };
  }

  get changed() {
    return JSON.stringify(this.wanted.people) !== JSON.stringify(this.opened.people)
      || Object.entries(this.wanted.texts).some(([name, text]) => text !== (this.opened.texts[name] ?? ''));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key !== 's') return;
    event.preventDefault();
    this.save();
  }

  /** Write it into the files; whether it is there now. */
  async save() {
    const { words } = this;
    if (this.saving) return false;
    if (this.questions.length) {
      this.say(words.answerFirst);
      this.told.querySelector('button')?.focus();
      return false;
    }
    this.saving = true;
    try {
      const answer = await (await post('/desk/settings/save', { opened: this.opened, wanted: this.wanted })).json();
      if (answer.problem) this.say(answer.problem);
      else if (answer.questions) this.ask(answer.questions, answer.now);
      else if (answer.told) this.refuse(answer.told);
      else return this.saved(answer);
    } catch (error) {
      this.say(troubleOf(error, words));
    } finally {
      this.saving = false;
    }
    return false;
  }

  /** @param {Opened} opened */
  saved(opened) {
    this.unmark();
    this.opened = opened.values;
    this.places = opened.places;
    for (const name of this.inputs.keys()) this.put(name, opened.values.texts[name] ?? '');
    // What stands there already is left alone, for the keyboard may be in it.
    if (JSON.stringify(this.wanted.people) !== JSON.stringify(opened.values.people)) this.people.draw(opened.values.people);
    this.say(this.words.saved);
    return true;
  }

  unmark() {
    for (const each of this.marks) each.remove();
    this.marks = [];
    for (const input of this.dialog.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid');
      describe(input);
    }
    this.told.replaceChildren();
  }

  /**
   * Say beside each field what its reader says of it.
   * @param {Told[]} told
   */
  refuse(told) {
    this.unmark();
    told.forEach((each, index) => {
      const line = made('p', { class: 'rg-error', id: `rg-setting-wrong-${index}` }, `${each.text} `, made('code', {}, each.place));
      this.marks.push(line);
      const input = this.inputOf(each.field);
      if (!input) {
        this.told.append(line);
        return;
      }
      input.setAttribute('aria-invalid', 'true');
      describe(input, line.id);
      input.parentElement?.append(line);
    });
    this.say(this.words.settings_refused);
    const first = this.dialog.querySelector('[aria-invalid]');
    if (first instanceof HTMLElement) first.focus();
  }

  /**
   * @param {string} field
   * @returns {HTMLInputElement | null}
   */
  inputOf(field) {
    const [key, index] = field.split('.');
    if (key !== 'author') return this.inputs.get(field) ?? null;
    return this.people.name(Number(index ?? 0));
  }

  /**
   * What both sides changed, with a button for each answer; what only the files have is taken.
   * @param {Question[]} questions
   * @param {Values} now
   */
  ask(questions, now) {
    const { words } = this;
    this.unmark();
    const asked = new Set(questions.map((each) => each.field));
    const { wanted } = this;
    for (const [name, text] of Object.entries(now.texts)) {
      if (!asked.has(name) && wanted.texts[name] === this.opened.texts[name]) this.put(name, text);
    }
    if (!asked.has('author') && JSON.stringify(wanted.people) === JSON.stringify(this.opened.people)) this.people.draw(now.people);
    this.opened = now;
    this.questions = questions;
    this.told.replaceChildren(...questions.map((question) => {
      const values = { field: words[`field-${question.field}`], mine: question.mine, theirs: question.theirs };
      const text = words.asked_field.replace(/\{(field|mine|theirs)\}/g, (_all, name) => values[/** @type {'mine'} */ (name)]);
      const line = made('p', { class: 'rg-question' }, text, ' ');
      const answered = (/** @type {boolean} */ theirs) => {
        this.questions = this.questions.filter((each) => each !== question);
        if (theirs && question.field === 'author') this.people.draw(now.people);
        else if (theirs) this.put(question.field, now.texts[question.field] ?? '');
        line.remove();
        this.inputOf(question.field)?.focus();
      };
      line.append(button(words.takeTheirs, () => answered(true)), ' ', button(words.keepMine, () => answered(false)));
      return line;
    }));
    this.say(words.answerFirst);
    this.told.querySelector('button')?.focus();
  }

  async leave() {
    if (await this.save()) this.close();
  }

  close() {
    open = null;
    this.dialog.close();
    this.dialog.remove();
  }

  /** @param {string} text */
  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
