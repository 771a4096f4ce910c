// From the desk to a place on the page, and back.
import { blockAt, shown } from './blocks.js';
import { made } from './elements.js';

const ASKED = /^#at=(.+):(\d+):(\d+)$/;

/**
 * The address of a place on the report's page.
 * @param {import('./blocks.js').Place} place
 */
export const addressOf = ({ file, line, column }) => `/#at=${encodeURIComponent(file)}:${line}:${column}`;

/**
 * A link to a place on the report's page, which says which it is.
 * @param {import('./blocks.js').Place} place
 * @param {string} [text]
 */
export const linkTo = (place, text) => made('a', { href: addressOf(place) }, text ?? shown(place));

/**
 * The block that the address asks for, null where it asks for none.
 * @param {import('./blocks.js').Statistics} statistics
 */
export function blockAsked(statistics) {
  const found = ASKED.exec(location.hash);
  if (!found) return null;
  return blockAt({ file: decodeURIComponent(found[1]), line: Number(found[2]), column: Number(found[3]) }, statistics);
}
