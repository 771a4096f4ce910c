// A table of Markdown as a grid: what is typed there is in the text at once.
import { button, made } from './elements.js';

const DASHES = /^:?-+:?$/;
// An expression, what is behind a backslash, or a letter.
const PART = /\{\{.*?\}\}|\\.|[^]/g;

/**
 * A button that shows the table in an editor as a grid, and takes the grid away.
 * @param {import('./editor.js').Editor} editor
 * @param {Record<string, string>} words
 */
export function tableButton(editor, words) {
  /** @type {Element | null} */
  let grid = null;
  const toggle = button(words.grid, () => {
    if (grid) {
      grid.remove();
      grid = null;
    } else {
      grid = gridOf(editor, words);
      toggle.parentElement?.before(grid);
      grid.querySelector('input')?.focus();
    }
    toggle.setAttribute('aria-pressed', String(grid !== null));
  });
  toggle.setAttribute('aria-pressed', 'false');
  return toggle;
}

/**
 * @param {import('./editor.js').Editor} editor
 * @param {Record<string, string>} words
 */
function gridOf(editor, words) {
  const { rows, dashes, rest } = read(editor.text());
  const body = made('tbody');
  const grid = made('div', { class: 'rg-rows' }, made('table', {}, body));
  const tell = () => editor.setText(written({ rows, dashes, rest }));
  /** @param {[number, number]} at */
  const show = ([y, x]) => {
    body.replaceChildren(...rows.map((row, line) => made('tr', {}, ...row.map((text, column) => {
      const name = words.cell.replace('{row}', String(line + 1)).replace('{column}', String(column + 1));
      const cell = /** @type {HTMLInputElement} */ (made('input', { type: 'text', 'aria-label': name }));
      cell.value = text.replaceAll('\\|', '|');
      cell.addEventListener('input', () => {
        row[column] = inCell(cell.value);
        tell();
      });
      return made('td', {}, cell);
    }))));
    body.children[y]?.children[x]?.querySelector('input')?.focus();
  };
  const here = () => {
    const cell = document.activeElement?.closest('td');
    const row = cell?.parentElement;
    return row && body.contains(row)
      ? { y: [...body.children].indexOf(row), x: cell ? [...row.children].indexOf(cell) : 0 } : last;
  };
  let last = { y: rows.length - 1, x: rows[0].length - 1 };
  body.addEventListener('focusin', () => { last = here(); });
  body.addEventListener('keydown', (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const { y, x } = here();
    const step = key === 'ArrowDown' || key === 'Enter' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    body.children[y + step]?.children[x]?.querySelector('input')?.focus();
  });
  /** @param {(at: { y: number, x: number }) => [number, number]} change */
  const changing = (change) => () => {
    const to = change(last);
    show(to);
    tell();
  };
  const tools = made('div', { class: 'rg-tools' },
    button(words.row_add, changing(({ y, x }) => {
      rows.splice(y + 1, 0, rows[0].map(() => ''));
      return [y + 1, x];
    })),
    button(words.row_remove, changing(({ y, x }) => {
      if (rows.length > 2) rows.splice(y, 1);
      return [Math.min(y, rows.length - 1), x];
    })),
    button(words.column_add, changing(({ y, x }) => {
      for (const row of rows) row.splice(x + 1, 0, '');
      dashes.splice(x + 1, 0, '---');
      return [y, x + 1];
    })),
    button(words.column_remove, changing(({ y, x }) => {
      if (dashes.length > 1) {
        for (const row of rows) row.splice(x, 1);
        dashes.splice(x, 1);
      }
      return [y, Math.min(x, dashes.length - 1)];
    })));
  grid.append(tools);
  show([0, 0]);
  return grid;
}

/**
 * The cells of a table, what stands between head and body, and the lines behind it.
 * @param {string} text
 */
export function read(text) {
  const lines = text.split('\n');
  const count = lines.findIndex((line) => !line.includes('|'));
  const table = count < 0 ? lines : lines.slice(0, count);
  const rest = count < 0 ? [] : lines.slice(count);
  const cells = table.map(split);
  const at = cells.findIndex((row) => row.every((cell) => DASHES.test(cell)));
  const dashes = at < 0 ? cells[0].map(() => '---') : cells[at];
  const rows = cells.filter((_row, index) => index !== at)
    .map((row) => dashes.map((_dash, index) => row[index] ?? ''));
  return { rows, dashes, rest };
}

/** @param {{ rows: string[][], dashes: string[], rest: string[] }} table */
export function written({ rows, dashes, rest }) {
  const lines = [rows[0], dashes, ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`);
  return [...lines, ...rest].join('\n');
}

/**
 * The cells of a line; a bar in an expression, or behind a backslash, parts none.
 * @param {string} line
 */
function split(line) {
  const inner = line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  const cells = [''];
  for (const [part] of inner.matchAll(PART)) {
    if (part === '|') cells.push('');
    else cells[cells.length - 1] += part;
  }
  return cells.map((cell) => cell.trim());
}

/**
 * What is typed into a cell, as Markdown has it.
 * @param {string} text
 */
const inCell = (text) => text.replace(/\s+/g, ' ').replace(PART, (part) => (part === '|' ? '\\|' : part));
