// The report as it is now, fetched with the key and made fit for a page that can write: nothing in
// it runs, asks anybody, or changes what addresses mean.
import { post } from './key.js';

const UNWANTED = 'script, base, iframe, frame, object, embed, meta[http-equiv], link:not([rel="icon"])';
// What the preview has put into the head itself, and the browser's extensions have.
const OURS = 'script, link[href="/preview.css"]';

/** @returns {Promise<Document>} */
export async function fetchReport() {
  const answer = await post('/report');
  // What a parser of its own makes of a text runs no script, even where it is put into a page.
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const each of next.querySelectorAll(UNWANTED)) each.remove();
  // By such a name `document.head` would be the picture that is called so.
  for (const each of next.querySelectorAll('img[name], form[name]')) each.removeAttribute('name');
  cutOff(next);
  return next;
}

/**
 * Take out of `next` the addresses that a page would load by itself from somewhere else, or send to.
 * The policy of the page would stop them too, and complain of each; but where a form is sent to a
 * browser has opened a line before it asks the policy.
 * @param {Document} next
 */
function cutOff(next) {
  for (const name of ['src', 'srcset', 'poster', 'background', 'data', 'action', 'formaction', 'ping']) {
    for (const each of next.querySelectorAll(`[${name}]`)) {
      const address = (each.getAttribute(name) ?? '').trim();
      const isElsewhere = /^([a-z][a-z\d+.-]*:|[\\/]{2})/i.test(address) && !/^data:/i.test(address);
      if (isElsewhere) each.removeAttribute(name);
    }
  }
}

/** What came into the head with a report, to be taken out with the next. */
let brought = [...document.head.children].filter((each) => !each.matches(OURS));

/**
 * Put the head of `next` in the place of the one before, where it says something else.
 * @param {Document} next
 */
export function takeHead(next) {
  const coming = [...next.head.children];
  const same = coming.length === brought.length
    && coming.every((each, index) => each.isEqualNode(brought[index]));
  if (same) return;
  for (const each of brought) each.remove();
  document.head.prepend(...coming);
  brought = coming;
}

/**
 * Give the page and its body what attributes those of `next` have.
 * @param {Document} next
 */
export function takeAttributes(next) {
  for (const [old, other] of [[document.documentElement, next.documentElement], [document.body, next.body]]) {
    for (const name of old.getAttributeNames()) {
      if (!other.hasAttribute(name) && name !== 'style') old.removeAttribute(name);
    }
    for (const name of other.getAttributeNames()) {
      if (name !== 'style') old.setAttribute(name, other.getAttribute(name) ?? '');
    }
  }
}
