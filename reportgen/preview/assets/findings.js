// What is wrong, beside the text and in a list.
import { blockAt, shown } from './blocks.js';
import { arrange, button, made } from './elements.js';

/**
 * @typedef {import('./blocks.js').Place} Place
 * @typedef {{ code: string, severity: string, weight: string, message: string,
 *   hint: string | null, excerpt: string[] | null, file: string | null, line: number,
 *   column: number, end_line: number, end_column: number,
 *   fix: import('./blocks.js').Stretch & { replacement: string } | null }} Finding  Without a file
 *   where none is concerned; `fix` is the one right answer.
 * @typedef {(place: Place) => void} OpenPlace
 */

// What the blocks stand in that a finding is set beside.
export const AROUND = 'section, main, body, .two-columns';
// Beside the text a few words tell the place; what marks more than that marks the paragraph.
const WORDS_AROUND = 20;
const MOST_MARKED = 40;

/**
 * The block that a finding concerns, null for none that is on the page.
 * @param {Finding} finding
 * @param {import('./blocks.js').Statistics} statistics
 */
export function blockOf(finding, statistics) {
  const { file, line, column } = finding;
  return file === null ? null : blockAt({ file, line, column }, statistics);
}

/**
 * Set the findings before the block that they concern, outside of lists, tables and quotes.
 * @param {Finding[]} findings
 * @param {import('./blocks.js').Statistics} statistics
 * @param {OpenPlace} open
 * @param {string} more  "{count} more", for what is folded.
 */
export function setBeside(findings, statistics, open, more) {
  /** @type {Map<Element, Finding[]>} */
  const byBlock = new Map();
  for (const finding of findings) {
    let block = blockOf(finding, statistics);
    while (block?.parentElement && !block.parentElement.matches(AROUND)) block = block.parentElement;
    if (block) byBlock.set(block, [...(byBlock.get(block) ?? []), finding]);
  }
  for (const each of document.querySelectorAll('.rg-beside')) {
    if (!each.nextElementSibling || !byBlock.has(each.nextElementSibling)) each.remove();
  }
  for (const [block, own] of byBlock) {
    const before = block.previousElementSibling;
    const notes = before?.matches('.rg-beside') ? before : made('div', { class: 'rg rg-beside' });
    setNotes(notes, renewed(notes, own, (finding) => note(finding, open)), more);
    if (notes !== before) block.before(notes);
  }
}

/**
 * Put the notes on one block where they belong, all but the first folded.
 * @param {Element} notes
 * @param {Element[]} own
 * @param {string} more
 */
function setNotes(notes, own, more) {
  const [first, ...folded] = own;
  const fold = notes.querySelector('details') ?? made('details', {}, made('summary'));
  const summary = /** @type {Element} */ (fold.querySelector('summary'));
  summary.textContent = more.replace('{count}', String(folded.length));
  arrange(fold, [summary, ...folded]);
  arrange(notes, folded.length ? [first, fold] : [first]);
}

/**
 * An element for each finding: the one that is in `around` already, else a new one.
 * @param {Element} around
 * @param {Finding[]} findings
 * @param {(finding: Finding) => Element} make
 */
export function renewed(around, findings, make) {
  const there = new Map([...around.querySelectorAll('[data-finding]')]
    .map((each) => [each.getAttribute('data-finding'), each]));
  return findings.map((finding) => {
    const key = JSON.stringify(finding);
    const element = there.get(key) ?? make(finding);
    there.delete(key);
    element.setAttribute('data-finding', key);
    return element;
  });
}

/**
 * A finding in few words, for the margin: the text it is about stands beside it.
 * @param {Finding} finding
 * @param {OpenPlace} open
 */
function note(finding, open) {
  const [before, marked, after] = finding.excerpt ?? ['', '', ''];
  const brief = marked.length > MOST_MARKED ? null : [
    before.length > WORDS_AROUND ? `…${before.slice(-WORDS_AROUND)}` : before,
    marked,
    after.length > WORDS_AROUND ? `${after.slice(0, WORDS_AROUND)}…` : after,
  ];
  const element = told('div', { ...finding, excerpt: finding.excerpt && brief }, open);
  element.setAttribute('role', 'note');
  const place = element.querySelector('button');
  if (place) place.textContent = (place.textContent ?? '').replace(/.*\//, '');
  return element;
}

/**
 * A finding as a person reads it: what is wrong, the line, what to do, where.
 * @param {string} name
 * @param {Finding} finding
 * @param {OpenPlace} open
 */
export function told(name, finding, open) {
  const element = made(name, { class: `rg-finding rg-${finding.severity}` });
  element.append(made('p', {}, made('strong', {}, `${finding.weight}: `), finding.message));
  if (finding.excerpt) {
    const [before, marked, after] = finding.excerpt;
    const line = made('code', {}, before, made('mark', {}, marked), after);
    element.append(made('p', { class: 'rg-excerpt' }, line));
  }
  if (finding.hint) element.append(made('p', { class: 'rg-hint' }, finding.hint));
  const { file, line, column } = finding;
  if (file !== null) element.append(button(shown({ file, line, column }), () => open({ file, line, column })));
  return element;
}
