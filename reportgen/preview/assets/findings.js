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
 * Set each finding before the block it concerns, outside of lists, tables and quotes. What
 * stands there already stays, for the keyboard may be in it.
 * @param {Finding[]} findings
 * @param {import('./blocks.js').Statistics} statistics
 * @param {OpenPlace} open
 */
export function setBeside(findings, statistics, open) {
  const there = new Map([...document.querySelectorAll('main .rg-finding')]
    .map((each) => [each.getAttribute('data-finding'), each]));
  for (const finding of findings) {
    let block = blockOf(finding, statistics);
    while (block?.parentElement && !block.parentElement.matches('section, main')) block = block.parentElement;
    if (!block) continue;
    const key = JSON.stringify(finding);
    const note = there.get(key) ?? told('div', finding, open, { role: 'note', 'data-finding': key });
    there.delete(key);
    if (note.nextElementSibling !== block) block.before(note);
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
