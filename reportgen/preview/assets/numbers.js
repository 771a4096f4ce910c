// Numbers as people type them, exact: whole numbers of the smallest unit that any of them has.

const GROUPED = /^[-\u2212]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;
const PLAIN = /^([-\u2212]?)(\d+)(?:[.,](\d+))?$/;
const UNKNOWN = new Set(['', 'null', 'Null', 'NULL', '~', '-', '\u2013', '\u2014', '..', '\u2026']);

/**
 * A number as a whole number of its last decimal; null where none is typed, undefined for no number.
 * @param {string} typed
 * @returns {{ units: bigint, decimals: number } | null | undefined}
 */
export function amount(typed) {
  const text = typed.trim();
  if (UNKNOWN.has(text)) return null;
  const found = PLAIN.exec(GROUPED.test(text) ? text.replace(/[ \u00a0\u202f]/g, '') : text);
  if (!found) return undefined;
  const units = BigInt(found[2] + (found[3] ?? ''));
  return { units: found[1] ? -units : units, decimals: (found[3] ?? '').length };
}

/**
 * What texts add up to, and how many of them are not known or no numbers.
 * @param {string[]} texts
 */
export function sum(texts) {
  const amounts = texts.map(amount);
  const known = amounts.filter((each) => each !== null && each !== undefined);
  const decimals = Math.max(0, ...known.map((each) => each.decimals));
  const units = known.reduce((all, each) => all + each.units * 10n ** BigInt(decimals - each.decimals), 0n);
  return { text: written(units, decimals), missing: amounts.length - known.length };
}

/**
 * How much one number is more than another; null where one is not known.
 * @param {string} one
 * @param {string} other
 */
export function difference(one, other) {
  const [first, second] = [amount(one), amount(other)];
  if (!first || !second) return null;
  const decimals = Math.max(first.decimals, second.decimals);
  const units = first.units * 10n ** BigInt(decimals - first.decimals)
    - second.units * 10n ** BigInt(decimals - second.decimals);
  return { text: written(units < 0n ? -units : units, decimals), sign: units < 0n ? -1 : Number(units > 0n) };
}

/**
 * @param {bigint} units
 * @param {number} decimals
 */
function written(units, decimals) {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = decimals ? `.${digits.slice(-decimals)}` : '';
  return `${units < 0n ? '-' : ''}${whole}${rest}`;
}

/**
 * A number as it is read: with the decimal sign of the language.
 * @param {string} text
 * @param {string} point
 */
export const read = (text, point) => (amount(text) ? text.replace('.', point) : text);
