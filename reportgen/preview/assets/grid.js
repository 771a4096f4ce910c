// A table of the statistics as a grid: opened by a click on one of its numbers, edited as in a
// spreadsheet, written back into its file by the preview.
import { Cells } from './cells.js';
import { button, made } from './elements.js';
import { post } from './key.js';
import { Sheet } from './sheet.js';

/**
 * @typedef {import('./cells.js').Grid} Grid
 * @typedef {import('./cells.js').Question} Question
 * @typedef {{ text: string, row: number | null, column: number | null, total: boolean,
 *   elsewhere: boolean }} Told
 * @typedef {{ remarks: Told[], mentions: { label: string, places: string[] }[], base: string,
 *   of: string, kind: string, sums: Record<string, string[]> }} Looked
 * @typedef {{ year: number, numbers: Record<string, Record<string, string>>,
 *   total: string | null }} Earlier
 * @typedef {{ name: string, year: number, title: string, unit: string, heading: string,
 *   place: string, row: string, column: string, grid: Grid, looked: Looked,
 *   earlier: Earlier | null, labels: string[], counted: boolean, changes: string[] }} Opened
 */

const LOOK_MS = 250;

/** @type {Editing | null} */
let open = null;

/**
 * Open the table that a statistic is in; says what is wrong where it can't be.
 * @param {string} source
 * @param {Record<string, string>} words
 * @returns {Promise<string>}
 */
export async function openGrid(source, words) {
  if (open) return '';
  const answer = await (await post('/grid', { source })).json();
  if (answer.problem) return answer.problem;
  open ??= new Editing(source, answer, words);
  return '';
}

class Editing {
  /**
   * @param {string} source
   * @param {Opened} opened
   * @param {Record<string, string>} words
   */
  constructor(source, opened, words) {
    this.source = source;
    this.words = words;
    this.cells = new Cells(opened.grid);
    /** @type {Question[]} */
    this.questions = [];
    /** @type {Grid} How the file had it when the questions were put. */
    this.theirs = opened.grid;
    this.saving = false;
    this.looks = 0;
    this.timer = 0;
    this.sheet = new Sheet(this.cells, opened, words, () => this.edited());
    this.told = made('div', { class: 'rg-told' });
    this.status = made('p', { class: 'rg-status', role: 'status' });
    this.dialog = /** @type {HTMLDialogElement} */ (
      made('dialog', { class: 'rg rg-grid', 'aria-labelledby': 'rg-grid-title' }));
    this.build(opened);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.sheet.draw();
    this.sheet.focusLabels(opened.row, opened.column);
    this.tell(opened.looked);
  }

  /** @param {Opened} opened */
  build(opened) {
    const { words, sheet, cells } = this;
    const tools = [
      ...(cells.single ? [] : [button(words.addRow, () => sheet.addRow())]),
      ...(cells.crossed ? [button(words.addColumn, () => sheet.addColumn())] : []),
      ...(opened.counted ? [button(words.count, () => this.count())] : []),
      button(words.undo, () => sheet.undo()),
    ];
    const save = button(words.save, () => this.save());
    save.classList.add('rg-first');
    this.dialog.append(
      made('h2', { id: 'rg-grid-title' }, opened.title),
      made('p', { class: 'rg-quiet' }, [opened.unit, opened.place].filter(Boolean).join(' · ')),
      made('div', { class: 'rg-scroll' }, sheet.table),
      this.told,
      made('div', { class: 'rg-buttons' }, ...tools, save,
        button(words.saveAndClose, () => this.leave()), button(words.discard, () => this.close())),
      made('p', { class: 'rg-quiet' }, words.gridKeys),
      this.status,
    );
    this.dialog.addEventListener('keydown', (event) => this.press(event));
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.leave();
    });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    event.stopPropagation();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === 's') this.save();
    else if (event.key === 'z') this.sheet.undo();
    else return;
    event.preventDefault();
  }

  get asked() {
    return { source: this.source, opened: this.cells.opened, wanted: this.cells.now };
  }

  /** Something was typed: what is wrong with it is asked for when the typing rests. */
  edited() {
    this.say('');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), LOOK_MS);
  }

  async look() {
    const look = ++this.looks;
    const answer = await this.ask('/grid/look', this.asked);
    if (answer && look === this.looks) this.tell(answer);
  }

  /** @param {Looked} looked */
  tell(looked) {
    const { words } = this;
    this.sheet.tell(looked);
    const placed = looked.remarks.filter((each) => each.row === null && each.column === null && !each.total);
    const lines = placed.map((each) => made('p', { class: each.elsewhere ? 'rg-warning' : 'rg-error' },
      each.elsewhere ? `${words.elsewhere} ${each.text}` : each.text));
    for (const { label, places } of looked.mentions) {
      const told = words.mentioned.replace('{label}', label).replace('{places}', places.join(', '));
      lines.push(made('p', { class: 'rg-warning' }, told));
    }
    this.told.replaceChildren(...this.questions.map((each) => this.question(each)), ...lines);
  }

  /**
   * What both sides changed, with a button for each answer.
   * @param {Question} question
   */
  question(question) {
    const { words } = this;
    const subject = `${question.subject}${question.row || question.subject !== 'gone' ? '' : 'Column'}`;
    const values = { ...question, row: [question.row, question.column].filter(Boolean).join(', ') };
    const text = (words[`asked-${subject}`] ?? words['asked-gone'])
      .replace(/\{(row|mine|theirs)\}/g, (_all, name) => values[/** @type {'row'} */ (name)] || words.missing);
    const answered = (/** @type {boolean} */ theirs) => {
      this.questions = this.questions.filter((each) => each !== question);
      if (theirs) this.cells.takeTheirs(question, this.theirs);
      this.sheet.draw();
      this.look();
    };
    return made('p', { class: 'rg-question' }, text, ' ',
      button(words.takeTheirs, () => answered(true)), ' ', button(words.keepMine, () => answered(false)));
  }

  /** Write it into the file; whether it is there now. */
  async save() {
    if (this.saving) return false;
    if (this.questions.length) {
      this.say(this.words.answerFirst);
      this.told.querySelector('button')?.focus();
      return false;
    }
    clearTimeout(this.timer);
    this.looks += 1;
    if (!this.cells.changed) {
      this.say(this.words.unchanged);
      return true;
    }
    this.busy(true);
    const answer = await this.ask('/grid/save', this.asked);
    this.busy(false);
    if (!answer) return false;
    if (answer.questions) this.put(answer);
    else if (answer.grid) this.saved(answer, this.words.saved);
    else {
      this.tell(answer);
      this.say(this.words.notSaved);
      this.sheet.focusWrong();
    }
    return Boolean(answer.grid && !answer.questions);
  }

  /** @param {{ questions: Question[], grid: Grid, now: Grid }} asking */
  put(asking) {
    this.questions = asking.questions;
    this.theirs = asking.now;
    const whole = asking.questions.some((each) => each.subject === 'form');
    this.cells.rebase(asking.now, whole ? asking.now : asking.grid);
    this.sheet.draw();
    this.look();
    this.say(this.words.answerFirst);
  }

  /**
   * @param {Opened} opened
   * @param {string} said
   */
  saved(opened, said) {
    this.cells.rebase(opened.grid, opened.grid);
    this.sheet.opened = opened;
    this.sheet.draw();
    this.tell(opened.looked);
    this.say([said, ...opened.changes].join(' '));
  }

  /** Count the table anew out of its register, after what was typed is saved. */
  async count() {
    if (!(await this.save())) return;
    this.busy(true);
    const answer = await this.ask('/grid/count', { source: this.source });
    this.busy(false);
    if (answer) this.saved(answer, this.words.counted);
  }

  async leave() {
    if (await this.save()) this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.looks += 1;
    open = null;
    this.dialog.close();
    this.dialog.remove();
  }

  /**
   * What the preview answers; null where it can't, which is said.
   * @param {string} name
   * @param {object} asked
   */
  async ask(name, asked) {
    try {
      const answer = await (await post(name, asked)).json();
      if (!answer.problem) return answer;
      this.say(answer.problem);
    } catch {
      this.say(this.words.lost);
    }
    return null;
  }

  /** @param {boolean} busy */
  busy(busy) {
    this.saving = busy;
    this.sheet.lock(busy);
    this.dialog.setAttribute('aria-busy', String(busy));
  }

  /** @param {string} text */
  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
