// Changes and comments of a Word file that came back: each as a person reads and answers it, on the
// desk in a list, and on the report's page beside the paragraph that it is about.
import { blockAt } from './blocks.js';
import { arrange, button, made } from './elements.js';
import { AROUND } from './findings.js';
import { post } from './key.js';

/**
 * @typedef {{ id: string, list: string, author: string, day: string | null, file: string,
 *   line: number, before?: string, after?: string, ours?: string | null, reason: string | null,
 *   text?: string, about?: string }} Entry
 * @typedef {{ name: string, changes: Entry[], comments: Entry[], kept?: string,
 *   problem?: string }} Reviewed
 * @typedef {(said: { accept?: string[], decline?: string[] }) => void} Answer
 */

const SHOWN = 'reportgen-returned';
// What is settled is no longer set beside the text.
const OPEN = ['taken', 'conflict', 'not-understood', 'numbers'];

/**
 * An entry with what it says, and the buttons that answer it.
 * @param {string} name
 * @param {Entry} entry
 * @param {Record<string, string>} words
 * @param {Answer} answer
 * @param {Node} [place]  A link to where it stands.
 */
export function told(name, entry, words, answer, place) {
  const item = made(name, { class: 'rg-change' });
  const who = [entry.author, entry.day ?? ''].filter(Boolean).join(', ');
  const head = made('p', { class: 'rg-quiet' }, who ? `${who} ` : '');
  if (entry.file && place) head.append(place);
  if (head.hasChildNodes()) item.append(head);
  if (entry.text !== undefined) {
    item.append(made('p', {}, entry.about ? `${words.comment_on.replace('{text}', () => entry.about ?? '')}: ` : '', entry.text));
  }
  if (entry.before) item.append(made('p', {}, made('span', { class: 'rg-quiet' }, `${words.before}: `), made('del', {}, entry.before)));
  if (entry.after) item.append(made('p', {}, made('span', { class: 'rg-quiet' }, `${words.after}: `), made('ins', {}, entry.after)));
  if (entry.reason) item.append(made('p', { class: 'rg-quiet' }, entry.reason));
  if (entry.list === 'taken' || entry.list === 'declined') {
    item.append(button(words.accept, () => answer({ accept: [entry.id] })), ' ');
  }
  if (entry.list === 'taken') item.append(button(words.decline, () => answer({ decline: [entry.id] })));
  return item;
}

/**
 * Show a file's changes on the report's page, from when that is seen next.
 * @param {string} name
 */
export const showBeside = (name) => sessionStorage.setItem(SHOWN, name);

/**
 * Show them no more; without a name whichever file's are shown.
 * @param {string} [name]
 */
export function hideBeside(name) {
  if (name === undefined || sessionStorage.getItem(SHOWN) === name) sessionStorage.removeItem(SHOWN);
}

/** Those that are shown beside the text of the report's page. */
export class Beside {
  /** @param {Record<string, string>} words */
  constructor(words) {
    this.words = words;
    /** @type {Reviewed | null} */
    this.reviewed = null;
    this.version = NaN;
    this.hide = button('', () => {
      hideBeside();
      this.take(null);
    });
    this.hide.hidden = true;
    /** @type {import('./blocks.js').Statistics} */
    this.statistics = {};
  }

  /**
   * Set them beside the blocks as these are now; they are asked for once for each version.
   * @param {number} version
   * @param {import('./blocks.js').Statistics} statistics
   */
  async set(version, statistics) {
    this.statistics = statistics;
    const name = sessionStorage.getItem(SHOWN);
    if (name !== null && version !== this.version) {
      this.version = version;
      await this.ask('/desk/returned', { name });
    } else this.place();
  }

  /**
   * @param {string} action
   * @param {object} asked
   */
  async ask(action, asked) {
    const reviewed = await post(action, asked).then((answer) => answer.json()).catch(() => null);
    if (reviewed?.problem) hideBeside();
    this.take(reviewed?.problem ? null : reviewed ?? this.reviewed);
  }

  /** @param {Reviewed | null} reviewed */
  take(reviewed) {
    this.reviewed = reviewed;
    this.hide.hidden = reviewed === null;
    this.hide.textContent = this.words.hide_changes.replace('{name}', () => reviewed?.name ?? '');
    for (const each of document.querySelectorAll('.rg-came')) each.remove();
    this.place();
  }

  place() {
    /** @type {Map<Element, Element[]>} */
    const byBlock = new Map();
    const { name = '', changes = [], comments = [] } = this.reviewed ?? {};
    const there = new Map([...document.querySelectorAll('.rg-came [data-change]')]
      .map((each) => [each.getAttribute('data-change'), each]));
    for (const entry of [...changes, ...comments].filter((each) => each.file && OPEN.includes(each.list))) {
      let block = blockAt({ file: entry.file, line: entry.line, column: Infinity }, this.statistics);
      while (block?.parentElement && !block.parentElement.matches(AROUND)) block = block.parentElement;
      if (!block) continue;
      const note = there.get(entry.id) ?? told('div', entry, this.words,
        (said) => this.ask('/desk/returned/answer', { name, ...said }));
      note.setAttribute('data-change', entry.id);
      note.setAttribute('role', 'note');
      byBlock.set(block, [...(byBlock.get(block) ?? []), note]);
    }
    for (const [block, notes] of byBlock) setBefore(block, notes);
  }
}

/**
 * Set notes above the findings of a block, in the group that is there or a new one.
 * @param {Element} block
 * @param {Element[]} notes
 */
function setBefore(block, notes) {
  let before = block.previousElementSibling;
  if (before?.matches('.rg-beside')) before = before.previousElementSibling;
  const group = before?.matches('.rg-came') ? before : made('div', { class: 'rg rg-came' });
  arrange(group, notes);
  if (group !== before) (block.previousElementSibling?.matches('.rg-beside') ? block.previousElementSibling : block).before(group);
}
