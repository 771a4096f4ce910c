// What a grid holds while it is edited, and what can be done to it; nothing of the page.

/**
 * @typedef {{ text: string, was: string | null }} Label
 * @typedef {{ label: Label, numbers: string[] }} Row
 * @typedef {{ columns: Label[], rows: Row[], total: string | null }} Grid
 * @typedef {{ subject: string, row: string, column: string, mine: string, theirs: string }} Question
 */

/** A grid that is edited, with the steps back to how it was. */
export class Cells {
  /** @param {Grid} grid */
  constructor(grid) {
    /** @type {Grid} How the file had it. */
    this.opened = grid;
    /** @type {Grid} */
    this.now = structuredClone(grid);
    /** @type {Grid[]} */
    this.before = [];
  }

  get crossed() {
    return this.now.columns.length !== 1 || this.now.columns[0].text !== '' || this.now.columns[0].was !== '';
  }

  get single() {
    return this.now.rows.length === 1 && this.now.rows[0].label.was === '';
  }

  get changed() {
    return JSON.stringify(this.now) !== JSON.stringify(this.opened);
  }

  /** Keep how it is, to come back to. */
  keep() {
    const last = this.before.at(-1);
    if (!last || JSON.stringify(last) !== JSON.stringify(this.now)) this.before.push(structuredClone(this.now));
  }

  /** Take the last step back; whether there was one. */
  undo() {
    let last = this.before.pop();
    while (last && JSON.stringify(last) === JSON.stringify(this.now)) last = this.before.pop();
    if (last) this.now = last;
    return last !== undefined;
  }

  /**
   * Go on from what the file has now.
   * @param {Grid} opened
   * @param {Grid} now
   */
  rebase(opened, now) {
    this.opened = opened;
    this.now = structuredClone(now);
    this.before = [];
  }

  /** @param {number} behind */
  addRow(behind) {
    const row = { label: { text: '', was: null }, numbers: this.now.columns.map(() => '') };
    this.now.rows.splice(behind + 1, 0, row);
  }

  addColumn() {
    this.now.columns.push({ text: '', was: null });
    for (const row of this.now.rows) row.numbers.push('');
  }

  /** @param {number} place */
  removeRow(place) {
    this.now.rows.splice(place, 1);
  }

  /** @param {number} place */
  removeColumn(place) {
    this.now.columns.splice(place, 1);
    for (const row of this.now.rows) row.numbers.splice(place, 1);
  }

  /**
   * Put a pasted block in with its first cell at a place; column -1 is that of the labels. Rows
   * are added where it is longer than the table; what is wider is left out.
   * @param {string[][]} block
   * @param {number} row
   * @param {number} column
   */
  paste(block, row, column) {
    block.forEach((cells, down) => {
      if (this.now.rows.length <= row + down && !this.single) this.addRow(this.now.rows.length - 1);
      const target = this.now.rows[row + down];
      if (!target) return;
      cells.forEach((cell, right) => {
        const place = column + right;
        if (place === -1) target.label.text = cell;
        else if (place < target.numbers.length) target.numbers[place] = cell;
      });
    });
  }

  /**
   * Take what the file has for a question.
   * @param {Question} question
   * @param {Grid} theirs
   */
  takeTheirs(question, theirs) {
    const { subject, row, column } = question;
    const [r, c] = [this.rowOf(row), this.now.columns.findIndex((each) => each.text === column)];
    if (subject === 'number') this.now.rows[r].numbers[c] = question.theirs;
    else if (subject === 'total') this.now.total = question.theirs;
    else if (subject === 'gone' && row) this.removeRow(r);
    else if (subject === 'gone') this.removeColumn(c);
    else if (subject === 'removed' && row) this.putBack(row, theirs);
    else if (subject === 'removed') this.putColumnBack(column, theirs);
  }

  /** @param {string} label */
  rowOf(label) {
    return this.now.rows.findIndex((each) => each.label.text === label);
  }

  /**
   * @param {string} label
   * @param {Grid} theirs
   */
  putBack(label, theirs) {
    const place = theirs.rows.findIndex((each) => each.label.text === label);
    const row = theirs.rows[place];
    const numbers = this.now.columns.map(({ was }) => {
      const column = theirs.columns.findIndex((each) => each.text === was);
      return column < 0 ? '' : row.numbers[column];
    });
    this.now.rows.splice(place, 0, { label: { ...row.label }, numbers });
  }

  /**
   * @param {string} label
   * @param {Grid} theirs
   */
  putColumnBack(label, theirs) {
    const place = theirs.columns.findIndex((each) => each.text === label);
    this.now.columns.splice(place, 0, { ...theirs.columns[place] });
    for (const row of this.now.rows) {
      const found = theirs.rows.find((each) => each.label.text === row.label.was);
      row.numbers.splice(place, 0, found?.numbers[place] ?? '');
    }
  }
}

/**
 * What was copied out of a sheet, as rows of cells.
 * @param {string} text
 */
export function blockOf(text) {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
}
