// From the page that is shown to the one that was built, with as little moved as can be.
import { BLOCK, blocks, plain } from './blocks.js';

// Blocks that share so many letters at an end are one block, edited.
const AKIN = 20;

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
  const pairs = paired(were, are);
  const staying = new Set(pairs.values());
  for (const node of were) if (!staying.has(node)) node.parentNode?.removeChild(node);
  /** @type {Element[]} */
  const fresh = [];
  let before = follower ?? null;
  for (const node of are.reverse()) {
    const was = pairs.get(node);
    if (!was) old.insertBefore(node, before);
    fresh.push(...(was ? mergeNode(was, node) : blocksOf(node)));
    before = was?.parentNode === old ? was : node;
  }
  return are.length ? fresh : blocksOf(old);
}

/**
 * Which of the nodes that come has one that was there, in an order that both lists have: the
 * longest such list of those that are named alike or say the same, then those in between that
 * begin or end alike, or that are as many as there were.
 * @param {Node[]} were
 * @param {Node[]} are
 * @returns {Map<Node, Node>}  From the new node to the old one.
 */
function paired(were, are) {
  /** @type {Map<Node, Node>} */
  const pairs = new Map();
  const [before, after] = [were.map(nameOf), are.map(nameOf)];
  const lengths = Array.from({ length: were.length + 1 }, () => new Uint32Array(are.length + 1));
  for (let i = were.length - 1; i >= 0; i -= 1) {
    for (let j = are.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = before[i] === after[j] ? lengths[i + 1][j + 1] + 1
        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  /** @type {[Node[], Node[]]} */
  let [gone, come] = [[], []];
  const closeGap = () => {
    const asMany = gone.length === come.length && gone.every((node, index) => isAlike(node, come[index]));
    for (const node of come) {
      const index = asMany ? 0 : gone.findIndex((each) => isAlike(each, node) && isAkin(each, node));
      if (index < 0) continue;
      pairs.set(node, gone[index]);
      gone = gone.slice(index + 1);
    }
    [gone, come] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < were.length || j < are.length) {
    if (i < were.length && j < are.length && before[i] === after[j]) {
      closeGap();
      pairs.set(are[j], were[i]);
      i += 1;
      j += 1;
    } else if (j === are.length || (i < were.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      gone.push(were[i]);
      i += 1;
    } else {
      come.push(are[j]);
      j += 1;
    }
  }
  closeGap();
  return pairs;
}

/**
 * By what a node is known again: its id, that of its heading, else all that it says.
 * @param {Node} node
 */
function nameOf(node) {
  if (!(node instanceof Element)) return essence(node);
  const id = node.id || node.querySelector(':scope > [id]')?.id;
  return id ? `${node.nodeName} #${id}` : essence(node);
}

/**
 * @param {Node} old
 * @param {Node} next
 */
const isAlike = (old, next) => old.nodeName === next.nodeName;

/**
 * Whether two nodes begin or end with the same words.
 * @param {Node} old
 * @param {Node} next
 */
function isAkin(old, next) {
  const [was, is] = [old, next].map((node) => (node.textContent ?? '').trim());
  return was.slice(0, AKIN) === is.slice(0, AKIN) || was.slice(-AKIN) === is.slice(-AKIN);
}

/**
 * @param {Node} old
 * @param {Node} next
 * @returns {Element[]}
 */
function mergeNode(old, next) {
  if (isSame(old, next)) return [];
  if (old instanceof HTMLElement && next instanceof HTMLElement && isAlike(old, next)) {
    for (const name of old.getAttributeNames()) {
      // What the reader has unfolded stays so.
      if (!next.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
    }
    for (const name of next.getAttributeNames()) old.setAttribute(name, next.getAttribute(name) ?? '');
    return merge(old, next);
  }
  old.parentNode?.replaceChild(next, old);
  return blocksOf(next);
}

/**
 * The children of a node that are the report's own.
 * @param {Node} parent
 */
const childrenOf = (parent) => [...parent.childNodes].filter((node) => !(node instanceof Element
  && (node.classList.contains('rg') || node.localName === 'script' || node.localName === 'link')));

/**
 * The blocks in a node, or the one around it.
 * @param {Node} node
 */
function blocksOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  const inside = node instanceof Element ? [...node.querySelectorAll(BLOCK)] : [];
  const block = element?.closest(BLOCK);
  return block ? [block] : inside;
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
  if (!isAlike(old, next) || essence(old) !== essence(next)) return false;
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
 * Do something to the page and put what the reader saw back where it was: the first block that
 * begins in sight and is still there, else one that says what one in sight said.
 * @param {() => void} change
 */
export function keepingPlace(change) {
  const seen = blocks()
    .map((element) => ({ element, box: element.getBoundingClientRect(), text: element.textContent }))
    .filter(({ box }) => box.top < innerHeight && box.bottom > 0)
    .sort((one, other) => Number(one.box.top < 0) - Number(other.box.top < 0));
  change();
  const now = blocks();
  for (const { element, box, text } of seen) {
    const kept = element.isConnected ? element : now.find((each) => each.textContent === text);
    if (kept) {
      scrollBy({ top: kept.getBoundingClientRect().top - box.top, behavior: 'instant' });
      return;
    }
  }
}
