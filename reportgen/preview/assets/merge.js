// From the page that is shown to the one that was built, with as little moved as can be.
import { BLOCK, blocks, plain } from './blocks.js';

/**
 * Make the children of `old` those of `next`; gives the blocks that are new or changed.
 * @param {Element} old
 * @param {Element} next
 * @returns {Element[]}
 */
export function merge(old, next) {
  const [were, are] = [childrenOf(old), childrenOf(next)];
  while (were.length && are.length && isSame(were[0], are[0])) {
    were.shift();
    are.shift();
  }
  /** @type {Node | undefined} */
  let follower;
  while (were.length && are.length && isSame(were[were.length - 1], are[are.length - 1])) {
    follower = were.pop();
    are.pop();
  }
  if (were.length === are.length) {
    return were.flatMap((node, index) => isSame(node, are[index]) ? [] : mergeNode(node, are[index]));
  }
  const anchor = were[0] ?? follower ?? null;
  for (const node of are) old.insertBefore(node, anchor);
  for (const node of were) node.parentNode?.removeChild(node);
  return are.length ? are.flatMap(blockAround) : blockAround(old);
}

/**
 * @param {Node} old
 * @param {Node} next
 * @returns {Element[]}
 */
function mergeNode(old, next) {
  if (old instanceof HTMLElement && next instanceof HTMLElement && old.localName === next.localName) {
    for (const name of old.getAttributeNames()) {
      // What the reader has unfolded stays so.
      if (!next.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
    }
    for (const name of next.getAttributeNames()) old.setAttribute(name, next.getAttribute(name) ?? '');
    return merge(old, next);
  }
  old.parentNode?.replaceChild(next, old);
  return blockAround(next);
}

/**
 * The children of a node that are the report's own.
 * @param {Node} parent
 */
const childrenOf = (parent) => [...parent.childNodes].filter((node) => !(node instanceof Element
  && (node.classList.contains('rg') || node.localName === 'script' || node.localName === 'link')));

/** @param {Node} node */
function blockAround(node) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest(BLOCK);
  return block ? [block] : [];
}

/**
 * Whether two nodes show the same; what holds several sections never does, or it would not have
 * come, and is long to compare.
 * @param {Node} old
 * @param {Node} next
 */
function isSame(old, next) {
  if (old.isEqualNode(next)) return true;
  if (old instanceof Element && old.querySelector('section')) return false;
  if (old.nodeName !== next.nodeName || essence(old) !== essence(next)) return false;
  moveSources(old, next);
  return true;
}

/**
 * What a node is, but for where it is written, for a line added above moves all below it; and
 * but for what the preview did to it.
 * @param {Node} node
 */
function essence(node) {
  if (!(node instanceof Element)) return `${node.nodeType} ${node.nodeValue}`;
  return plain(node).outerHTML;
}

/**
 * @param {Node} old
 * @param {Node} next
 */
function moveSources(old, next) {
  if (!(old instanceof Element && next instanceof Element)) return;
  const [were, are] = [old, next].map((root) => [root, ...root.querySelectorAll('[data-source]')]);
  were.forEach((element, index) => {
    const source = are[index].getAttribute('data-source');
    if (source !== null) element.setAttribute('data-source', source);
  });
}

/**
 * Do something to the page and put what the reader saw back where it was.
 * @param {() => void} change
 */
export function keepingPlace(change) {
  const all = blocks();
  const seen = all.map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.top < innerHeight && box.bottom > 0);
  const first = seen.length ? all.indexOf(seen[0].element) : -1;
  change();
  const kept = seen.find(({ element }) => element.isConnected);
  const element = kept?.element ?? blocks()[first];
  const was = (kept ?? seen[0])?.box.top;
  if (element && was !== undefined) {
    scrollBy({ top: element.getBoundingClientRect().top - was, behavior: 'instant' });
  }
}
