// Writing on the page: the Markdown of a block in its place, saved into its file. What was written
// and is not in a file yet stays on the page until it is, or until the writer drops it.
import { BLOCK, placeOf, sourcesOf } from './blocks.js';
import { openEditor } from './editor.js';
import { button, made } from './elements.js';
import { Stranger, post } from './key.js';
import { marksOf } from './marks.js';
import { pasted } from './paste.js';
import { picturesOf } from './pictures.js';
import { tableButton } from './table.js';

/**
 * @typedef {import('./blocks.js').Place} Place
 * @typedef {import('./findings.js').Finding} Finding
 * @typedef {{ file: string, text: string, begin: number, end: number, kind: string }} Shown
 * @typedef {{ text: string, begin: number, end: number, clash: boolean, problem?: string }} Saved
 * @typedef {{ findings: () => Finding[], statistics: () => import('./blocks.js').Statistics,
 *   words: Record<string, string>, done: (at: Place | null) => void }} Surroundings
 */

const AROUND = 'section, main, body, .two-columns';

/** @type {Writing | null} */
let open = null;
/** @type {Promise<import('./editor.js').Offer[]> | null} */
let offers = null;

let isPressed = false;
document.addEventListener('pointerdown', () => { isPressed = true; }, { capture: true });
for (const kind of ['pointerup', 'pointercancel']) {
  document.addEventListener(kind, () => { isPressed = false; }, { capture: true });
}

/** When the mouse is let go and its click has come: what moves before loses the click. */
function released() {
  return new Promise((resolve) => {
    const settled = () => setTimeout(resolve);
    if (!isPressed) settled();
    else document.addEventListener('pointerup', settled, { once: true });
  });
}

/** What is being written now, null for nothing. */
export const inHand = () => open;

/** What can be written may be other things now. */
export function forgetOffers() {
  offers = null;
}

/**
 * Write what stands at a place, below `element`, which shows it now.
 * @param {Element} element
 * @param {Place} at
 * @param {Surroundings} around
 */
export async function write(element, at, around) {
  if (open?.covers(at)) {
    open.focus();
    return;
  }
  if (open && !(await open.leave())) return;
  const shown = await post('/text', { file: at.file, line: at.line }).then((answer) => answer.json());
  if (shown.problem) throw new Error(shown.problem);
  open = new Writing(shown, at, around);
  open.show(element);
}

/** One block that is being written. */
class Writing {
  /**
   * @param {Shown} shown
   * @param {Place} at
   * @param {Surroundings} around
   */
  constructor(shown, at, around) {
    const { words } = around;
    this.at = at;
    this.around = around;
    /** The file's text as it was when what is edited was taken from it. */
    this.base = shown;
    this.saved = shown.text.slice(shown.begin, shown.end);
    /** @type {Promise<boolean> | null} */
    this.saving = null;
    this.asking = false;
    this.note = made('p', { class: 'rg-note-line', role: 'status' });
    this.question = made('div', { class: 'rg-question', role: 'alert', hidden: '' });
    const place = made('div', { class: 'rg-editor' });
    this.tools = made('div', { class: 'rg-tools', role: 'toolbar', 'aria-label': words.tools });
    this.panel = made('div', { class: 'rg rg-writing', role: 'group', 'aria-label': `${words.write}: ${shown.file}` },
      place, this.question, this.tools);
    this.editor = openEditor(place, {
      text: this.saved,
      label: words.write,
      language: document.documentElement.lang,
      isMarkdown: !/\.ya?ml$/i.test(shown.file),
      phrases: { Completions: words.completions, Diagnostics: words.list, 'No diagnostics': '' },
      valueOf: (expression) => this.valueOf(expression),
      offers: () => this.offers(),
      onPaste: pasted,
      onFiles: (files) => { this.place(files); },
      onChange: () => this.changed(),
      onSave: () => { this.save(); },
      onLeave: () => { this.leave(); },
      onCancel: () => this.cancel(),
    });
    this.tools.append(
      button(words.save, () => { this.leave(); }),
      button(words.cancel, () => this.cancel()),
      button(words.remove, () => { this.remove(); }),
      ...(shown.kind === 'table' ? [tableButton(this.editor, words)] : []),
      this.note,
    );
    this.panel.addEventListener('focusout', (event) => {
      const to = /** @type {FocusEvent} */ (event).relatedTarget;
      // The window itself lost the keyboard, or what has it went away: nobody left.
      if (!(to instanceof Node) || this.panel.contains(to) || this.asking) return;
      released().then(() => { if (open === this) this.leave(); });
    });
  }

  /** @param {Place} at */
  covers(at) {
    if (at.file !== this.base.file) return false;
    const line = this.base.text.slice(0, this.base.begin).split('\n').length;
    return line <= at.line && at.line < line + this.saved.split('\n').length;
  }

  /** @param {Element} element */
  show(element) {
    /** @type {Element} */
    let block = element.closest(BLOCK) ?? element;
    while (block.parentElement && !block.parentElement.matches(AROUND)) block = block.parentElement;
    block.after(this.panel);
    this.hide();
    this.mark();
    this.editor.focus();
  }

  /** Hide what the editor stands for; what came into the page since is no more hidden. */
  hide() {
    for (const each of document.querySelectorAll('.rg-written')) each.classList.remove('rg-written');
    const block = this.panel.previousElementSibling;
    if (block && !block.classList.contains('rg')) block.classList.add('rg-written');
  }

  focus() {
    this.editor.focus();
  }

  isChanged() {
    return this.editor.text() !== this.saved;
  }

  changed() {
    this.note.textContent = this.isChanged() ? this.around.words.unsaved : '';
  }

  /** Underline what is found in the text, where it is still the text that was looked at. */
  mark() {
    if (!this.isChanged()) this.editor.mark(marksOf(this.around.findings(), this.base, this.around.words));
  }

  /** @param {string} expression */
  valueOf(expression) {
    for (const each of document.querySelectorAll('.computed')) {
      if (each.getAttribute('data-expression')?.trim() !== expression) continue;
      const sources = sourcesOf(each, this.around.statistics())
        .map(([name, at]) => (at ? `${name} – ${at.file}:${at.line}` : name));
      return { value: each.textContent ?? '', about: [`{{ ${expression} }}`, ...sources].join('\n') };
    }
    const found = this.known?.find((each) => each.write === expression && each.gives);
    return found ? { value: found.gives, about: `{{ ${expression} }}\n${found.about}` } : null;
  }

  /** @type {import('./editor.js').Offer[] | undefined} */
  known;

  async offers() {
    offers ??= post('/offers').then((answer) => answer.json()).then((told) => told.offers ?? []).catch(() => []);
    this.known = await offers;
    return this.known;
  }

  /**
   * Save what is written; whether it is in the file now.
   * @param {string} [text]
   */
  async save(text) {
    // One after the other: what comes second knows what the first made of the file.
    while (this.saving) await this.saving;
    this.saving = this.put(text ?? this.editor.text());
    const done = await this.saving;
    this.saving = null;
    return done;
  }

  /** @param {string} text */
  async put(text) {
    if (text === this.saved) return true;
    const { file, text: base, begin, end } = this.base;
    const { words } = this.around;
    /** @type {Saved} */
    let answer;
    try {
      answer = await post('/save', { file, base, begin, end, text }).then((each) => each.json());
    } catch (error) {
      this.ask(error instanceof Stranger ? words.stranger : words.unsaved_lost, [[words.again, () => this.leave()]]);
      return false;
    }
    if (answer.problem) {
      this.ask(answer.problem, [[words.again, () => this.leave()]]);
      return false;
    }
    this.base = { ...this.base, text: answer.text, begin: answer.begin, end: answer.end };
    const there = answer.text.slice(answer.begin, answer.end);
    if (answer.clash) {
      this.clash(there, text);
      return false;
    }
    // What was typed while it was saved stays; the rest is as the file has it.
    if (this.editor.text() === text) this.editor.setText(there);
    this.editor.settle();
    this.saved = there;
    this.settle();
    this.note.textContent = words.saved;
    return true;
  }

  /**
   * Both changed the same words: show theirs, and ask.
   * @param {string} theirs
   * @param {string} mine
   */
  clash(theirs, mine) {
    const { words } = this.around;
    this.saved = theirs;
    this.ask(words.clash, [
      [words.mine, () => this.leave(mine)],
      [words.theirs, () => { this.editor.setText(theirs); return this.leave(); }],
    ], theirs);
  }

  /**
   * Ask something, which stays until it is answered.
   * @param {string} text
   * @param {[string, () => unknown][]} answers
   * @param {string} [quoted]
   */
  ask(text, answers, quoted) {
    this.asking = true;
    this.question.replaceChildren(made('p', {}, text));
    if (quoted !== undefined) this.question.append(made('pre', { tabindex: '0' }, quoted));
    for (const [name, act] of answers) {
      this.question.append(button(name, () => { this.settle(); act(); }), ' ');
    }
    this.question.removeAttribute('hidden');
  }

  settle() {
    this.asking = false;
    this.question.setAttribute('hidden', '');
    this.question.replaceChildren();
  }

  /**
   * Save and close; whether that was done.
   * @param {string} [text]
   */
  async leave(text) {
    if (this.asking || !(await this.save(text))) {
      if (!this.panel.contains(document.activeElement)) this.panel.scrollIntoView({ block: 'nearest' });
      return false;
    }
    this.close();
    return true;
  }

  /** Close without saving; what was written is asked about first. */
  cancel() {
    const { words } = this.around;
    if (!this.isChanged()) {
      this.settle();
      this.close();
      return;
    }
    this.ask(words.drop_question, [
      [words.save, () => this.leave()],
      [words.drop, () => this.close()],
      [words.go_on, () => this.editor.focus()],
    ]);
    this.question.querySelector('button')?.focus();
  }

  /** Take the block out of its file; a section's heading is asked about, for all goes with it. */
  async remove() {
    const { words } = this.around;
    if (this.base.kind === 'heading' && /^#\s/.test(this.saved)) {
      this.ask(words.remove_section, [
        [words.remove, async () => {
          const told = await post('/take-out', { file: this.base.file }).then((each) => each.json());
          if (told.problem) this.ask(told.problem, []);
          else this.close();
        }],
        [words.go_on, () => this.editor.focus()],
      ]);
    } else if (await this.save('')) {
      this.close();
    }
  }

  /** @param {File[]} files */
  async place(files) {
    this.note.textContent = this.around.words.working;
    const told = await picturesOf(files);
    this.note.textContent = told.problem ?? '';
    if (told.written) this.editor.insert(told.written);
  }

  close() {
    if (open === this) open = null;
    this.asking = true;
    this.editor.close();
    const block = this.panel.previousElementSibling;
    this.panel.remove();
    block?.classList.remove('rg-written');
    this.around.done(this.at);
  }
}

// A window that is closed saves what it has; the browser asks where that may fail.
window.addEventListener('pagehide', () => {
  if (!open?.isChanged()) return;
  const { file, text, begin, end } = open.base;
  post('/save', { file, base: text, begin, end, text: open.editor.text() }, { keepalive: true }).catch(() => {});
});
window.addEventListener('beforeunload', (event) => {
  if (open?.isChanged()) event.preventDefault();
});
