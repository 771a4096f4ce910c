// The blocks and values of the page: where each is written, and how the preview marks them.

/**
 * @typedef {{ file: string, line: number, column: number }} Place
 * @typedef {Place & { end_line: number, end_column: number }} Stretch
 * @typedef {Record<string, Stretch>} Statistics  Where each statistic that the page names is written.
 */

export const BLOCK = '[data-source]:not(.computed)';

/** The innermost blocks that say where they are written, in reading order. */
export function blocks() {
  return [...document.querySelectorAll(BLOCK)].filter((each) => !each.querySelector(BLOCK));
}

/**
 * @param {Element} element
 * @returns {Place}
 */
export function placeOf(element) {
  const parts = (element.getAttribute('data-source') ?? '').split(':');
  const [column, line] = [Number(parts.pop()), Number(parts.pop())];
  return { file: parts.join(':'), line, column };
}

/** @param {Place} place */
export const shown = (place) => `${place.file}:${place.line}`;

/**
 * The statistics that a value comes from, each with the place where it is written.
 * @param {Element} value
 * @param {Statistics} statistics
 * @returns {[string, Stretch | undefined][]}
 */
export function sourcesOf(value, statistics) {
  const sources = (value.getAttribute('data-statistics') ?? '').split('\n').filter(Boolean);
  return sources.map((source) => [source, statistics[source]]);
}

/**
 * The block that stands at a place: the last one of its file that begins before it, the first
 * one where it is above all; for a place in a figure's file or in the statistics the first block
 * that shows what is written there.
 * @param {Place} place
 * @param {Statistics} statistics
 */
export function blockAt(place, statistics) {
  const own = blocks().filter((each) => placeOf(each).file === place.file);
  const before = own.filter((each) => {
    const { line, column } = placeOf(each);
    return line < place.line || (line === place.line && column <= place.column);
  });
  if (own.length) return before.at(-1) ?? own[0];
  const figure = /^figures\/(.+)\.ya?ml$/.exec(place.file)?.[1];
  if (figure) return document.querySelector(`figure[id$="-${CSS.escape(figure)}"]`);
  return valueOf(place, statistics)?.closest(BLOCK) ?? null;
}

/**
 * The first value on the page that comes from what stands at a place; of a row rather than of
 * the whole table that the row is in.
 * @param {Place} place
 * @param {Statistics} statistics
 */
function valueOf(place, statistics) {
  /** @type {{ value: Element, lines: number }[]} */
  const found = [];
  for (const value of document.querySelectorAll('.computed')) {
    for (const [, at] of sourcesOf(value, statistics)) {
      if (at?.file !== place.file) continue;
      const lines = at.end_line - at.line - (at.end_column === 1 ? 1 : 0);
      if (at.line <= place.line && place.line <= at.line + lines) found.push({ value, lines });
    }
  }
  return found.sort((one, other) => one.lines - other.lines)[0]?.value;
}

/**
 * Mark what is chosen; the values of its block can be reached by Tab.
 * @param {Element} element
 */
export function mark(element) {
  element.classList.add('rg-selected');
  const block = element.closest(BLOCK) ?? element;
  block.setAttribute('tabindex', '-1');
  for (const each of block.querySelectorAll('.computed')) {
    each.setAttribute('tabindex', '0');
    each.setAttribute('role', 'button');
  }
}

/** Mark nothing as chosen. */
export function unmarkAll() {
  for (const each of document.querySelectorAll('[data-source]:is(.rg-selected, [tabindex])')) unmark(each);
}

/** @param {Iterable<Element>} changed */
export function markFresh(changed) {
  for (const each of document.querySelectorAll('.rg-fresh')) removeClasses(each, 'rg-fresh');
  for (const each of changed) each.classList.add('rg-fresh');
}

/**
 * An element as it came from the server, but for where it is written.
 * @param {Element} element
 */
export function plain(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const each of copy.querySelectorAll('.rg')) each.remove();
  for (const each of [copy, ...copy.querySelectorAll('[data-source]')]) {
    unmark(each);
    each.removeAttribute('data-source');
  }
  for (const each of [copy, ...copy.querySelectorAll('[open]')]) each.removeAttribute('open');
  return copy;
}

/** @param {Element} element */
function unmark(element) {
  removeClasses(element, 'rg-selected', 'rg-fresh');
  if (!element.matches('[data-source]')) return;
  element.removeAttribute('tabindex');
  if (element.matches('.computed')) element.removeAttribute('role');
}

/**
 * @param {Element} element
 * @param {...string} classes
 */
function removeClasses(element, ...classes) {
  element.classList.remove(...classes);
  if (!element.classList.length) element.removeAttribute('class');
}
