// A grid as a real table with fields, and the keyboard of a spreadsheet in it.
import { blockOf } from './cells.js';
import { button, made } from './elements.js';
import { amount, difference, read, sum } from './numbers.js';

/**
 * @typedef {import('./cells.js').Cells} Cells
 * @typedef {import('./grid.js').Opened} Opened
 * @typedef {import('./grid.js').Looked} Looked
 */

const LABEL = -1;

export class Sheet {
  /**
   * @param {Cells} cells
   * @param {Opened} opened
   * @param {Record<string, string>} words
   * @param {() => void} edited
   */
  constructor(cells, opened, words, edited) {
    this.cells = cells;
    this.opened = opened;
    this.looked = opened.looked;
    this.words = words;
    this.edited = edited;
    this.table = made('table', { 'aria-labelledby': 'rg-grid-title' });
    this.table.addEventListener('keydown', (event) => this.move(/** @type {KeyboardEvent} */ (event)));
    this.table.addEventListener('paste', (event) => this.pasted(/** @type {ClipboardEvent} */ (event)));
    this.table.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLInputElement) target.select();
    });
  }

  /** Make the whole table anew, the keyboard where it was. */
  draw() {
    const { active } = this;
    const { cells, words } = this;
    const suggestions = made('datalist', { id: 'rg-labels' },
      ...this.opened.labels.map((each) => made('option', { value: each })));
    const rows = cells.now.rows.map((_row, place) => this.row(place));
    this.foot = made('tfoot');
    this.table.replaceChildren(made('caption', {}, suggestions), made('thead', {}, this.head()),
      made('tbody', {}, ...rows), this.foot);
    if (!this.opened.labels.length) this.table.querySelector('caption')?.remove();
    this.total = this.totalField(words.mustBe);
    this.add();
    if (active) this.focus(active.row, active.column);
  }

  head() {
    const { cells, opened, words } = this;
    const columns = cells.crossed
      ? cells.now.columns.map((column, place) => {
        const name = words.columnLabel.replace('{number}', String(place + 1));
        const field = this.field(column.text, name, { row: '-1', column: String(place) });
        field.addEventListener('input', () => { column.text = field.value; });
        const remove = words.removeColumn.replace('{label}', column.text);
        return made('th', { scope: 'col' }, field, this.remover(remove, () => cells.removeColumn(place)));
      })
      : [made('th', { scope: 'col' }, String(opened.year)), ...this.earlierHead()];
    const sums = cells.crossed ? [made('th', { scope: 'col' }, words.sum)] : [];
    const empty = cells.single ? [] : [made('td', {})];
    return made('tr', {}, made('th', { scope: 'col' }, opened.heading || words.label), ...columns, ...sums, ...empty);
  }

  earlierHead() {
    const { earlier } = this.opened;
    return earlier ? [made('th', { scope: 'col', class: 'rg-quiet' }, String(earlier.year))] : [];
  }

  /** @param {number} place */
  row(place) {
    const { cells, opened, words } = this;
    const row = cells.now.rows[place];
    const label = this.field(row.label.text, words.rowLabel.replace('{number}', String(place + 1)),
      { row: String(place), column: String(LABEL), list: 'rg-labels' });
    label.addEventListener('input', () => { row.label.text = label.value; });
    const head = cells.single ? opened.title : label;
    const numbers = row.numbers.map((number, column) => this.cell(number, place, column));
    const before = cells.crossed ? [] : this.earlierCell(row.label.was ?? row.label.text, '');
    const sums = cells.crossed ? [made('td', { class: 'rg-sum', 'data-row': String(place) })] : [];
    const remove = words.removeRow.replace('{label}', row.label.text);
    const last = cells.single ? [] : [made('td', {}, this.remover(remove, () => cells.removeRow(place)))];
    return made('tr', {}, made('th', { scope: 'row' }, head), ...numbers, ...before, ...sums, ...last);
  }

  /**
   * @param {string} number
   * @param {number} row
   * @param {number} column
   */
  cell(number, row, column) {
    const { cells, words, opened } = this;
    const { label, numbers } = cells.now.rows[row];
    const name = [label.text || opened.title, cells.now.columns[column].text].filter(Boolean).join(', ');
    const field = this.field(read(number, words.point), name, { row: String(row), column: String(column) });
    field.setAttribute('inputmode', 'decimal');
    field.setAttribute('placeholder', words.missing);
    field.addEventListener('input', () => {
      numbers[column] = field.value;
      this.add();
    });
    const cell = made('td', {}, field);
    if (cells.crossed) {
      const was = this.earlierNumber(label.was ?? label.text, cells.now.columns[column].was ?? '');
      if (was !== null) cell.append(made('span', { class: 'rg-quiet' }, `${opened.earlier?.year}: ${was}`));
    }
    return cell;
  }

  /**
   * @param {string} row
   * @param {string} column
   */
  earlierNumber(row, column) {
    const found = this.opened.earlier?.numbers[row]?.[column];
    return found === undefined ? null : read(found, this.words.point) || this.words.missing;
  }

  /**
   * @param {string} row
   * @param {string} column
   */
  earlierCell(row, column) {
    if (!this.opened.earlier) return [];
    return [made('td', { class: 'rg-quiet' }, this.earlierNumber(row, column) ?? '')];
  }

  /**
   * @param {string} value
   * @param {string} name
   * @param {{ row: string, column: string, list?: string }} at
   */
  field(value, name, { row, column, list }) {
    const field = /** @type {HTMLInputElement} */ (made('input', {
      type: 'text', 'aria-label': name, 'data-row': row, 'data-column': column, autocomplete: 'off', spellcheck: 'false',
      ...(list && this.opened.labels.length ? { list } : {}),
    }));
    field.value = value;
    field.addEventListener('focus', () => this.cells.keep());
    field.addEventListener('input', () => this.edited());
    return field;
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  remover(name, act) {
    const made = button('×', () => this.change(act));
    made.setAttribute('aria-label', name);
    made.classList.add('rg-remove');
    return made;
  }

  /** @param {string} name */
  totalField(name) {
    const { cells } = this;
    if (cells.now.total === null) return null;
    const field = this.field(read(cells.now.total, this.words.point), name,
      { row: String(cells.now.rows.length), column: '0' });
    field.addEventListener('input', () => {
      cells.now.total = field.value;
      this.add();
    });
    return field;
  }

  /** Add up what is there, and say whether it is what it must be. */
  add() {
    const { cells, words, opened, looked } = this;
    const { rows, columns } = cells.now;
    if (!this.foot) return;
    const adding = ['parts', 'multiple', 'cross'].includes(looked.kind) && !cells.single;
    if (!adding && !this.total) return;
    const shown = (/** @type {string[]} */ texts) => {
      const { text, missing } = sum(texts);
      const number = read(text, words.point);
      return missing ? words.without.replace('{sum}', number) : number;
    };
    for (const each of this.table.querySelectorAll('td.rg-sum[data-row]')) {
      each.textContent = shown(rows[Number(each.getAttribute('data-row'))].numbers);
    }
    const sums = columns.map((_column, place) => made('td', { class: 'rg-sum' }, shown(rows.map((row) => row.numbers[place]))));
    const all = rows.flatMap((row) => row.numbers);
    if (cells.crossed) sums.push(made('td', { class: 'rg-sum' }, shown(all)));
    const before = !cells.crossed && opened.earlier
      ? [made('td', { class: 'rg-quiet' }, shown(Object.values(opened.earlier.numbers).map((each) => each[''])))] : [];
    const lines = adding ? [made('tr', {}, made('th', { scope: 'row' }, words.sum), ...sums, ...before)] : [];
    for (const [name, labels] of Object.entries(looked.sums)) {
      const texts = rows.filter((row) => labels.includes(row.label.text)).map((row) => row.numbers[0]);
      lines.push(made('tr', {}, made('th', { scope: 'row' }, name), made('td', { class: 'rg-sum' }, shown(texts))));
    }
    const line = this.goal(sum(all));
    if (line) lines.push(line);
    const inside = this.foot.contains(document.activeElement);
    this.foot.replaceChildren(...lines);
    if (inside) this.total?.focus();
  }

  /**
   * The line on what the rows must add up to.
   * @param {{ text: string, missing: number }} all
   */
  goal(all) {
    const { words, looked, cells } = this;
    const must = cells.now.total ?? looked.base;
    if (this.total === null && (!must || looked.kind === 'outcomes')) return null;
    const apart = difference(all.text, must);
    const less = looked.kind === 'multiple' || all.missing > 0;
    const counts = looked.kind !== 'single' && looked.kind !== 'outcomes';
    let told = '';
    if (counts && apart && apart.sign > 0 && looked.kind !== 'multiple') told = words.tooMany;
    if (counts && apart && apart.sign < 0 && (!less || (looked.kind === 'multiple' && !all.missing))) told = words.tooFew;
    const name = looked.of && !this.total ? `${words.mustBe} (${looked.of})` : words.mustBe;
    const apartText = told.replace('{count}', read(apart?.text ?? '', words.point));
    const span = String(cells.now.columns.length + 1);
    return made('tr', {}, made('th', { scope: 'row' }, name),
      made('td', { class: 'rg-sum' }, this.total ?? read(must, words.point)),
      made('td', { class: 'rg-apart', colspan: span }, apartText));
  }

  /**
   * Say what is wrong beside the cells.
   * @param {Looked} looked
   */
  tell(looked) {
    this.looked = looked;
    this.add();
    for (const each of this.table.querySelectorAll('.rg-wrong')) each.remove();
    for (const each of this.table.querySelectorAll('[aria-invalid]')) {
      each.removeAttribute('aria-invalid');
      each.removeAttribute('aria-describedby');
    }
    looked.remarks.forEach((remark, number) => {
      const place = remark.total ? this.cells.now.rows.length : remark.row ?? -1;
      if (remark.row === null && remark.column === null && !remark.total) return;
      const field = this.at(place, remark.column ?? (remark.total ? 0 : LABEL)) ?? this.at(place, 0);
      const line = field?.closest('tr');
      if (!field || !line) return;
      const id = `rg-wrong-${number}`;
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), id].filter(Boolean).join(' '));
      line.after(made('tr', { class: 'rg-wrong' },
        made('td', { id, colspan: String(line.children.length) }, remark.text)));
    });
  }

  focusWrong() {
    const found = this.table.querySelector('[aria-invalid]');
    if (found instanceof HTMLElement) found.focus();
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  at(row, column) {
    return /** @type {HTMLInputElement | null} */ (
      this.table.querySelector(`input[data-row="${row}"][data-column="${column}"]`));
  }

  /** The cell in which the keyboard is. */
  get active() {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement) || !this.table.contains(field)) return null;
    return { field, row: Number(field.dataset.row), column: Number(field.dataset.column) };
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  focus(row, column) {
    const field = this.at(row, column) ?? this.at(row, 0);
    field?.focus();
    return field !== null;
  }

  /**
   * @param {string} row
   * @param {string} column
   */
  focusLabels(row, column) {
    const { rows, columns } = this.cells.now;
    const place = Math.max(0, rows.findIndex((each) => each.label.text === row));
    this.focus(place, Math.max(0, columns.findIndex((each) => each.text === column)));
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const { active } = this;
    if (!active || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { field, row, column } = active;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const atStart = whole || field.selectionEnd === 0;
    const atEnd = whole || field.selectionStart === field.value.length;
    const down = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey);
    const up = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
    let moved = false;
    if (down) moved = this.focus(row + 1, column);
    else if (up) moved = this.focus(row - 1, column);
    else if (event.key === 'ArrowRight' && atEnd && !event.shiftKey) moved = this.focus(row, column + 1);
    else if (event.key === 'ArrowLeft' && atStart && !event.shiftKey && column > LABEL) moved = this.focus(row, column - 1);
    if (moved || event.key === 'Enter') event.preventDefault();
    if (moved) this.active?.field.select();
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const { active } = this;
    const block = blockOf(event.clipboardData?.getData('text/plain') ?? '');
    const one = block.length === 1 && block[0].length === 1;
    if (!active || active.row < 0 || (one && amount(block[0][0]) === undefined)) return;
    event.preventDefault();
    if (active.field === this.total) this.change(() => { this.cells.now.total = block[0][0]; });
    else this.change(() => this.cells.paste(block, active.row, active.column));
  }

  addRow() {
    const behind = this.active?.row ?? this.cells.now.rows.length - 1;
    const place = Math.min(Math.max(behind, -1), this.cells.now.rows.length - 1);
    this.change(() => this.cells.addRow(place));
    this.focus(place + 1, LABEL);
  }

  addColumn() {
    this.change(() => this.cells.addColumn());
    this.focus(-1, this.cells.now.columns.length - 1);
  }

  undo() {
    if (!this.cells.undo()) return;
    this.draw();
    this.edited();
  }

  /** @param {() => void} act */
  change(act) {
    this.cells.keep();
    act();
    this.draw();
    this.edited();
  }

  /** @param {boolean} locked */
  lock(locked) {
    for (const each of this.table.querySelectorAll('input')) each.readOnly = locked;
  }
}
