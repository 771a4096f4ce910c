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
 * @param {string} text
 * @param {() => void} act
 */
export function button(text, act) {
  const element = made('button', { type: 'button' }, text);
  element.addEventListener('click', act);
  return element;
}

/** @param {Element} element */
export function focus(element) {
  if (element instanceof HTMLElement) element.focus();
}
