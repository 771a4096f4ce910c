// A new section: its heading is asked for in the bar, its file is made behind the chosen one.
import { blocks, placeOf } from './blocks.js';
import { button, made } from './elements.js';
import { post } from './key.js';

/**
 * Ask for the heading of a section that comes behind the one that is chosen, or that is seen.
 * @param {Element} asking  The button that was pressed.
 * @param {Record<string, string>} words
 * @param {Element | null} selected
 */
export function beginSection(asking, words, selected) {
  const input = /** @type {HTMLInputElement} */ (made('input', { type: 'text', required: '', maxlength: '200' }));
  const told = made('span', { role: 'status' });
  const form = made('form', { class: 'rg-ask' }, made('label', {}, `${words.section_heading} `, input), ' ',
    made('button', { type: 'submit' }, words.section_make), ' ', button(words.cancel, () => end()), ' ', told);
  const end = () => {
    form.replaceWith(asking);
    if (asking instanceof HTMLElement) asking.focus();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const seen = selected ?? blocks().find((each) => each.getBoundingClientRect().bottom > 0);
    const after = seen ? placeOf(seen).file : '';
    const answer = await post('/section', { title: input.value, after }).then((each) => each.json())
      .catch(() => ({ problem: words.unsaved_lost }));
    if (answer.problem) told.textContent = answer.problem;
    else end();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  });
  asking.replaceWith(form);
  input.focus();
}
