// Who signs a report, as rows of a form: name, title and unit of each.
import { button, made } from './elements.js';

/**
 * @typedef {{ name: string, title: string, unit: string }} Person
 */

const PARTS = /** @type {const} */ (['name', 'title', 'unit']);
const NOBODY = { name: '', title: '', unit: '' };

export class People {
  /** @param {Record<string, string>} words */
  constructor(words) {
    this.words = words;
    this.rows = made('div');
    this.elements = [this.rows, button(words.person_add, () => this.add())];
  }

  /**
   * Show them; an empty row where there are none.
   * @param {Person[]} people
   */
  draw(people) {
    const { words } = this;
    const shown = people.length ? people : [NOBODY];
    this.rows.replaceChildren(...shown.map((person, index) => {
      const number = String(index + 1);
      const row = made('fieldset', {}, made('legend', {}, words.settings_person.replace('{number}', number)));
      for (const part of PARTS) {
        const input = /** @type {HTMLInputElement} */ (made('input', { type: 'text', 'data-part': part, id: `rg-person-${index}-${part}` }));
        input.value = person[part];
        row.append(made('div', { class: 'rg-field' }, made('label', { for: input.id }, words[`person-${part}`]), input));
      }
      if (shown.length > 1) row.append(button(words.person_remove.replace('{number}', number), () => this.remove(index)));
      return row;
    }));
  }

  add() {
    const people = this.all;
    this.draw([...people, NOBODY]);
    this.name(people.length)?.focus();
  }

  /** @param {number} index */
  remove(index) {
    this.draw(this.all.filter((_each, place) => place !== index));
    this.name(Math.max(0, index - 1))?.focus();
  }

  /**
   * The field for the name of one of them.
   * @param {number} index
   * @returns {HTMLInputElement | null}
   */
  name(index) {
    return this.rows.querySelector(`#rg-person-${index}-name`);
  }

  /** All rows as they are filled in. */
  get all() {
    return [...this.rows.children].map((row) => {
      const value = (/** @type {string} */ part) =>
        /** @type {HTMLInputElement} */ (row.querySelector(`[data-part="${part}"]`)).value;
      return { name: value('name'), title: value('title'), unit: value('unit') };
    });
  }

  /** Those that anything is said of. */
  get known() {
    return this.all.filter((each) => each.name || each.title || each.unit);
  }
}
