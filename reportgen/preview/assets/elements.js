// Small pieces of a page. What is given as text is only ever text.

/**
 * An element with attributes, and with children in it.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * A text in which what stands between backticks is code, as rules tell of themselves.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function withCode(text) {
  return text.split('`').map((part, index) => (index % 2 ? made('code', {}, part) : part));
}

/**
 * @param {string} text
 * @param {() => void} act
 */
export function button(text, act) {
  const element = made('button', { type: 'button' }, text);
  element.addEventListener('click', act);
  return element;
}

/**
 * Make `children` the children of an element; what has its place already is not touched, for the
 * keyboard may be in it.
 * @param {Element} parent
 * @param {Element[]} children
 */
export function arrange(parent, children) {
  const staying = new Set(children);
  for (const each of [...parent.children]) if (!staying.has(each)) each.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** @param {Element} element */
export function focus(element) {
  if (element instanceof HTMLElement) element.focus();
}
