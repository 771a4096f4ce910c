// Findings as marks in the text that is edited.

/**
 * @typedef {import('./findings.js').Finding} Finding
 * @typedef {import('./editor.js').Mark} Mark
 */

/** @type {Record<string, 'error' | 'warning' | 'info'>} */
const SEVERITIES = { error: 'error', warning: 'warning', note: 'info' };

/**
 * The marks of what stands in a stretch of a file.
 * @param {Finding[]} findings
 * @param {{ file: string, text: string, begin: number, end: number }} stretch
 * @param {Record<string, string>} words
 * @returns {Mark[]}
 */
export function marksOf(findings, stretch, words) {
  const starts = [0];
  for (const found of stretch.text.matchAll(/\n/g)) starts.push(found.index + 1);
  /**
   * @param {number} line
   * @param {number} column  In characters, where JavaScript counts pairs of some twice.
   */
  const offset = (line, column) => {
    const begin = starts[line - 1] ?? stretch.text.length;
    const characters = [...stretch.text.slice(begin, starts[line] ?? undefined)].slice(0, column - 1);
    return begin + characters.join('').length;
  };
  /** @type {Mark[]} */
  const marks = [];
  for (const each of findings) {
    if (each.file !== stretch.file) continue;
    const own = each.fix ?? each;
    const from = offset(own.line, own.column);
    const to = offset(own.end_line, own.end_column);
    if (from < stretch.begin || to > stretch.end) continue;
    marks.push({
      from: from - stretch.begin,
      to: to - stretch.begin,
      severity: SEVERITIES[each.severity] ?? 'info',
      message: each.hint ? `${each.message} (${each.hint})` : each.message,
      fix: each.fix?.replacement ?? null,
      fixName: each.fix ? words.fix.replace('{text}', each.fix.replacement || '–') : '',
    });
  }
  return marks;
}
