// Questions that the preview asks: what another program wrote over, and whether it comes back.
import { arrange, button, made } from './elements.js';
import { post } from './key.js';

/** @typedef {{ number: number, file: string, words: string, again: boolean }} Question */

/**
 * Put the questions into `place`; those that are there stay, for the keyboard may be in one.
 * @param {Element} place
 * @param {Question[]} questions
 * @param {Record<string, string>} words
 */
export function askAll(place, questions, words) {
  const there = new Map([...place.children].map((each) => [each.getAttribute('data-number'), each]));
  arrange(place, questions.map((each) => there.get(String(each.number)) ?? asked(each, words)));
}

/**
 * @param {Question} question
 * @param {Record<string, string>} words
 */
function asked(question, words) {
  const { number, file } = question;
  const told = made('p', { role: 'status' });
  /** @param {boolean} again */
  const answer = async (again) => {
    const given = await post('/answer', { number, again }).then((each) => each.json())
      .catch(() => ({ problem: words.unsaved_lost }));
    told.textContent = given.problem ?? '';
  };
  const answers = question.again ? [button(words.put_back, () => answer(true)), ' '] : [];
  return made('div', { class: 'rg-question', role: 'group', 'data-number': String(number), 'aria-label': file },
    made('p', {}, words.overwritten.replace('{file}', file)), made('pre', { tabindex: '0' }, question.words),
    ...answers, button(words.leave_out, () => answer(false)), told);
}
