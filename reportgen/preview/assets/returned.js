// Word files that came back for review: brought in by drop, gone through change by change.
import { linkTo } from './arriving.js';
import { hideBeside, showBeside, told } from './changes.js';
import { button, made } from './elements.js';
import { run, troubleOf } from './jobs.js';
import { post } from './key.js';
import { inBase64 } from './pictures.js';

/**
 * @typedef {import('./changes.js').Entry} Entry
 * @typedef {import('./changes.js').Reviewed} Reviewed
 */

const LISTS = ['taken', 'conflict', 'not-understood', 'numbers', 'declined', 'already'];

export class Returned {
  /**
   * @param {Record<string, string>} words
   * @param {() => void} changed  Called when a file came or went.
   */
  constructor(words, changed) {
    this.words = words;
    this.changed = changed;
    this.files = made('ul');
    this.told = made('p', { role: 'status' });
    this.open = made('div', { class: 'rg-review' });
    this.undoing = made('div');
    const input = /** @type {HTMLInputElement} */ (made('input', { type: 'file', accept: '.docx', id: 'rg-returned' }));
    input.addEventListener('change', () => this.bring(input.files?.[0]));
    this.drop = made('div', { class: 'rg-drop' }, made('label', { for: 'rg-returned' }, words.returned_about), ' ', input);
    this.drop.addEventListener('dragover', (event) => event.preventDefault());
    this.drop.addEventListener('drop', (event) => {
      event.preventDefault();
      this.bring(/** @type {DragEvent} */ (event).dataTransfer?.files[0]);
    });
    this.elements = [this.drop, this.told, this.files, this.undoing, this.open];
  }

  /** @param {string[]} names */
  list(names) {
    this.files.replaceChildren(...names.map((name) => made('li', {},
      button(this.words.look.replace('{name}', () => name), () => this.ask('/desk/returned', { name })))));
  }

  /** @param {File | undefined} file */
  async bring(file) {
    if (file) await this.ask('/desk/returned/add', { name: file.name, content: await inBase64(file) });
  }

  /**
   * Ask, and show the file as it is then.
   * @param {string} name
   * @param {object} asked
   */
  async ask(name, asked) {
    this.told.textContent = this.words.reading;
    try {
      /** @type {Reviewed} */
      const reviewed = await (await post(name, asked)).json();
      this.told.textContent = reviewed.problem ?? '';
      if (!reviewed.problem) this.show(reviewed);
      this.changed();
    } catch (error) {
      this.told.textContent = troubleOf(error, this.words);
    }
  }

  /** @param {Reviewed} reviewed */
  show(reviewed) {
    const { words } = this;
    const { name } = reviewed;
    const every = [...reviewed.changes, ...reviewed.comments];
    const open = every.filter((each) => each.list === 'taken');
    const numbers = /** @type {HTMLInputElement} */ (made('input', { type: 'checkbox' }));
    const answer = (/** @type {object} */ said) =>
      this.ask('/desk/returned/answer', { name, numbers: numbers.checked, ...said });
    const all = button(words.accept_all.replace('{count}', String(open.length)), () => {
      const wanted = numbers.checked ? every.filter((each) => ['taken', 'numbers'].includes(each.list)) : open;
      answer({ accept: wanted.map((each) => each.id) });
    });
    const tools = made('div', { class: 'rg-buttons' });
    if (open.length) tools.append(all);
    if (every.some((each) => each.list === 'numbers')) {
      tools.append(made('label', {}, numbers, ` ${words.with_numbers}`));
    }
    if (open.length) {
      tools.append(button(words.beside, () => {
        showBeside(name);
        location.assign('/');
      }));
    }
    tools.append(button(words.put_away, async () => {
      hideBeside(name);
      await post('/desk/returned/away', { name }).catch(() => null);
      this.open.replaceChildren();
      this.undoing.replaceChildren();
      this.changed();
    }));
    if (reviewed.kept) this.offerUndo(reviewed.kept, name);
    const lists = LISTS.map((list) => this.listOf(list, every.filter((each) => each.list === list), answer));
    const none = every.length ? [] : [made('p', {}, words.no_changes)];
    this.open.replaceChildren(made('h3', {}, name), tools, ...none, ...lists.flat());
  }

  /**
   * @param {string} kept
   * @param {string} name
   */
  offerUndo(kept, name) {
    const panel = made('div');
    this.undoing.replaceChildren(button(this.words.undo_taken, async () => {
      await run(panel, this.words, '/desk/press', { button: 'restore', name: kept });
      this.ask('/desk/returned', { name });
    }), panel);
  }

  /**
   * @param {string} list
   * @param {Entry[]} entries
   * @param {import('./changes.js').Answer} answer
   */
  listOf(list, entries, answer) {
    if (!entries.length) return [];
    const items = entries.map((each) => told('li', each, this.words, answer,
      linkTo({ file: each.file, line: each.line, column: 1 })));
    return [made('h4', {}, `${this.words[`list_${list}`]} (${entries.length})`), made('ol', {}, ...items)];
  }
}
