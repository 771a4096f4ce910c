// What is wrong, beside the text and in a list.
import { blockAt, shown } from './blocks.js';
import { button, made } from './elements.js';

/**
 * @typedef {import('./blocks.js').Place} Place
 * @typedef {{ code: string, severity: string, weight: string, message: string,
 *   hint: string | null, excerpt: string[] | null, file: string | null, line: number,
 *   column: number }} Finding  Without a file where none is concerned.
 * @typedef {(place: Place) => void} OpenPlace
 */

// What the blocks stand in that a finding is set beside.
const AROUND = 'section, main, body, .two-columns';

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
 * Set each finding before the block it concerns, outside of lists, tables and quotes, in their
 * order. What stands there already is not touched, for the keyboard may be in it.
 * @param {Finding[]} findings
 * @param {import('./blocks.js').Statistics} statistics
 * @param {OpenPlace} open
 */
export function setBeside(findings, statistics, open) {
  const there = new Map([...document.querySelectorAll('.rg-finding[data-finding]')]
    .map((each) => [each.getAttribute('data-finding'), each]));
  /** @type {Map<Element, Element>} What the next finding for a block goes before. */
  const tops = new Map();
  for (const finding of [...findings].reverse()) {
    let block = blockOf(finding, statistics);
    while (block?.parentElement && !block.parentElement.matches(AROUND)) block = block.parentElement;
    if (!block) continue;
    const key = JSON.stringify(finding);
    const note = there.get(key) ?? told('div', finding, open, { role: 'note', 'data-finding': key });
    there.delete(key);
    const top = tops.get(block) ?? block;
    if (note.nextElementSibling !== top) top.before(note);
    tops.set(block, note);
  }
  for (const each of there.values()) each.remove();
}

/**
 * A finding as a person reads it: what is wrong, the line, what to do, where.
 * @param {string} name
 * @param {Finding} finding
 * @param {OpenPlace} open
 * @param {Record<string, string>} [attributes]
 */
export function told(name, finding, open, attributes = {}) {
  const element = made(name, { class: `rg rg-finding rg-${finding.severity}`, ...attributes });
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
