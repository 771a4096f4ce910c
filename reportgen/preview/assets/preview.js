// The preview's script: takes in the new page where the reader is, sets findings beside the text,
// says where a thing is written. What it adds to the page has the class rg and is no part of it.
'use strict';

(() => {
  const BLOCK = '[data-source]:not(.computed)';
  // What the preview added to the page, or marked.
  const OURS = '.rg, .rg-selected, .rg-fresh, [data-source][tabindex]';
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** @type {Record<string, string>} */
  const words = JSON.parse(script.dataset.words ?? '{}');
  let version = Number(script.dataset.version);
  /** @type {News | null} */
  let news = null;
  /** @type {Finding[]} What stands beside the text. */
  let beside = [];
  /** @type {Element | null} */
  let selected = null;

  /**
   * @typedef {{ file: string, line: number, column: number }} Place
   * @typedef {{ code: string, severity: string, weight: string, message: string,
   *   hint: string | null, excerpt: string[] | null, file: string | null, line: number,
   *   column: number }} Finding
   * @typedef {{ version: number, errors: Finding[], findings: Finding[] | null,
   *   summary: string, advice: string | null, statistics: Record<string, Place> }} News
   */

  // Small pieces of a page

  /**
   * An element with attributes, and with children in it; text is only ever text.
   * @param {string} name
   * @param {Record<string, string>} [attributes]
   * @param {...(Node | string)} children
   */
  function made(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /**
   * @param {string} text
   * @param {() => void} act
   */
  function button(text, act) {
    const element = made('button', { type: 'button' }, text);
    element.addEventListener('click', act);
    return element;
  }

  /** @param {Place} place */
  const shown = (place) => `${place.file}:${place.line}`;

  // The bar below the page

  const summary = button('', () => toggleList());
  summary.setAttribute('aria-expanded', 'false');
  summary.setAttribute('aria-controls', 'rg-list');
  const status = made('p', { class: 'rg-status', role: 'status' });
  const list = made('div', { class: 'rg-list', id: 'rg-list', hidden: '' });
  const origin = made('div', { class: 'rg-origin', role: 'status', hidden: '' });
  const bar = made('section', { class: 'rg rg-bar', 'aria-label': words.preview },
    made('div', { class: 'rg-line' }, summary, made('p', { class: 'rg-keys' }, words.keys), status),
    made('div', { class: 'rg-panels' }, list, origin));
  document.body.prepend(bar);

  /** @param {boolean} [open] */
  function toggleList(open = Boolean(list.hidden)) {
    list.hidden = !open;
    summary.setAttribute('aria-expanded', String(open));
  }

  /** @param {string} text */
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  // What came from the server

  /** @param {News} latest */
  async function hear(latest) {
    news = latest;
    if (latest.version !== version) await takeIn(latest.version);
    if (news !== latest) return;
    const wrong = latest.errors.length > 0;
    const time = new Date().toLocaleTimeString(document.documentElement.lang || undefined);
    summary.textContent = latest.summary;
    summary.hidden = !latest.summary;
    say(wrong ? words.stale
      : latest.findings ? words.updated.replace('{time}', time) : words.checking);
    const told = [...latest.errors, ...(latest.findings ?? [])];
    list.replaceChildren(made('p', { class: 'rg-title' }, words.list), made('ol', {}, ...told.map(listed)));
    if (wrong || !told.length) toggleList(wrong);
    if (latest.findings) {
      beside = latest.findings;
      keepingPlace(setBeside);
    }
  }

  /**
   * Take in the page as it is now, where the reader is.
   * @param {number} latest
   */
  async function takeIn(latest) {
    const answer = await fetch('/', { cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.statusText);
    /** @type {string[]} */
    const styles = [];
    const text = (await answer.text()).replaceAll(/<style>([^]*?)<\/style>/g, (_all, style) => {
      styles.push(style);
      return '';
    });
    const next = new DOMParser().parseFromString(text, 'text/html');
    const were = [...document.querySelectorAll('style')].map((each) => each.textContent);
    if (styles.join() !== were.join() || headOf(next) !== headOf(document)) {
      // Another style sheet has another policy: only loading the page anew lets it in.
      location.reload();
      return;
    }
    version = latest;
    const focused = document.activeElement;
    keepingPlace(() => {
      for (const each of document.querySelectorAll('.rg-fresh')) unmark(each, 'rg-fresh');
      const fresh = new Set(merge(document.body, next.body));
      for (const each of fresh) each.classList.add('rg-fresh');
      if (selected?.isConnected) mark(selected);
      else select(null);
      setBeside();
    });
    if (focused?.isConnected && focused !== document.activeElement) focus(focused);
    document.title = next.title;
  }

  /**
   * What stands in the head but the title, which may change as it likes, and style sheets.
   * @param {Document} page
   */
  function headOf(page) {
    const head = /** @type {HTMLElement} */ (page.head.cloneNode(true));
    for (const each of head.querySelectorAll('title, style')) each.remove();
    return `${page.documentElement.lang} ${head.innerHTML.replaceAll(/\s+/g, ' ')}`;
  }

  /**
   * Do something to the page and put what the reader saw back where it was.
   * @param {() => void} change
   */
  function keepingPlace(change) {
    const all = blocks();
    const seen = all.map((element) => ({ element, top: element.getBoundingClientRect().top }))
      .filter(({ element, top }) => top < innerHeight && element.getBoundingClientRect().bottom > 0);
    const first = seen.length ? all.indexOf(seen[0].element) : -1;
    change();
    const kept = seen.find(({ element }) => element.isConnected);
    const element = kept?.element ?? blocks()[first];
    const was = (kept ?? seen[0])?.top;
    if (element && was !== undefined) {
      scrollBy({ top: element.getBoundingClientRect().top - was, behavior: 'instant' });
    }
  }

  // From the old page to the new one, with as little moved as can be

  /** @param {Node} node */
  const isOurs = (node) => node instanceof Element
    && (node.classList.contains('rg') || node.localName === 'script' || node.localName === 'link');

  /** @param {Node} parent */
  const childrenOf = (parent) => [...parent.childNodes].filter((node) => !isOurs(node));

  /**
   * What a node is, but for where it is written, for a line added above moves all below it; and
   * but for what the preview did to it.
   * @param {Node} node
   */
  function essence(node) {
    if (!(node instanceof Element)) return `${node.nodeType} ${node.nodeValue}`;
    let plain = node;
    if (node.matches(OURS) || node.querySelector(OURS)) {
      plain = /** @type {Element} */ (node.cloneNode(true));
      for (const each of plain.querySelectorAll('.rg')) each.remove();
      for (const each of [plain, ...plain.querySelectorAll('[data-source]')]) clear(each);
    }
    return plain.outerHTML.replaceAll(/ data-source="[^"]*"/g, '');
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
   * Whether two nodes show the same; the text as a whole never does, or it would not have come.
   * @param {Node} old
   * @param {Node} next
   */
  function isSame(old, next) {
    if (old.isEqualNode(next)) return true;
    if (old instanceof Element && (old.localName === 'main' || old.querySelector('main'))) return false;
    if (old.nodeName !== next.nodeName || essence(old) !== essence(next)) return false;
    moveSources(old, next);
    return true;
  }

  /**
   * Make the children of `old` those of `next`; gives the blocks that are new or changed.
   * @param {Element} old
   * @param {Element} next
   * @returns {Element[]}
   */
  function merge(old, next) {
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
        if (!next.hasAttribute(name)) old.removeAttribute(name);
      }
      for (const name of next.getAttributeNames()) old.setAttribute(name, next.getAttribute(name) ?? '');
      return merge(old, next);
    }
    old.parentNode?.replaceChild(next, old);
    return blockAround(next);
  }

  /** @param {Node} node */
  function blockAround(node) {
    const element = node instanceof Element ? node : node.parentElement;
    const block = element?.closest(`main ${BLOCK}`);
    return block ? [block] : [];
  }

  // Blocks and places

  /** The innermost blocks that say where they are written, in reading order. */
  function blocks() {
    return [...document.querySelectorAll(`main ${BLOCK}`)].filter((each) => !each.querySelector(BLOCK));
  }

  /**
   * @param {Element} element
   * @returns {Place}
   */
  function placeOf(element) {
    const parts = (element.getAttribute('data-source') ?? '').split(':');
    const [column, line] = [Number(parts.pop()), Number(parts.pop())];
    return { file: parts.join(':'), line, column };
  }

  /**
   * The block that a finding concerns: the last one of its file that begins before it, the first
   * one where it stands above all; of a figure in the statistics the first that tells it.
   * @param {Finding} finding
   */
  function blockOf(finding) {
    const own = blocks().filter((each) => placeOf(each).file === finding.file);
    const before = own.filter((each) => {
      const { line, column } = placeOf(each);
      return line < finding.line || (line === finding.line && column <= finding.column);
    });
    if (own.length) return before.at(-1) ?? own[0];
    const telling = [...document.querySelectorAll('main .computed')].find((value) =>
      sourcesOf(value).some(([_source, place]) => place?.file === finding.file && place.line === finding.line));
    return telling?.closest(BLOCK) ?? null;
  }

  /**
   * The statistics that a value comes from, each with the place where it is written.
   * @param {Element} value
   * @returns {[string, Place | undefined][]}
   */
  function sourcesOf(value) {
    const sources = (value.getAttribute('data-statistics') ?? '').split('\n').filter(Boolean);
    return sources.map((source) => [source, news?.statistics[source]]);
  }

  /** @param {Finding} finding */
  function told(finding) {
    const parts = [made('p', {}, made('strong', {}, `${finding.weight}: `), finding.message)];
    if (finding.excerpt) {
      const [before, marked, after] = finding.excerpt;
      parts.push(made('p', { class: 'rg-excerpt' }, made('code', {}, before, made('mark', {}, marked), after)));
    }
    if (finding.hint) parts.push(made('p', { class: 'rg-hint' }, finding.hint));
    return parts;
  }

  /** @param {Finding} finding */
  function opener(finding) {
    const { file, line, column } = finding;
    return file === null ? '' : button(shown({ file, line, column }), () => {
      showOrigin([placeLine({ file, line, column })]);
      open({ file, line, column });
    });
  }

  /** @param {Finding} finding */
  function listed(finding) {
    const item = made('li', { class: `rg-finding rg-${finding.severity}` }, ...told(finding), opener(finding));
    const block = blockOf(finding);
    if (block) item.append(' ', button(words.show, () => { select(block); focus(block); }));
    return item;
  }

  /**
   * Set each finding before the block it concerns, outside of lists, tables and quotes. What
   * stands there already stays, for the keyboard may be in it.
   */
  function setBeside() {
    const there = new Map([...document.querySelectorAll('main .rg-finding')]
      .map((each) => [each.getAttribute('data-finding'), each]));
    for (const finding of beside) {
      let block = blockOf(finding);
      while (block?.parentElement && !block.parentElement.matches('section, main')) block = block.parentElement;
      if (!block) continue;
      const key = JSON.stringify(finding);
      const note = there.get(key) ?? noteOn(finding, key);
      there.delete(key);
      if (note.nextElementSibling !== block) block.before(note);
    }
    for (const each of there.values()) each.remove();
  }

  /**
   * @param {Finding} finding
   * @param {string} key
   */
  const noteOn = (finding, key) => made('div', {
    class: `rg rg-finding rg-${finding.severity}`, role: 'note', 'data-finding': key,
  }, ...told(finding), opener(finding));

  // Where something is written

  /** @param {Place} place */
  function placeLine(place) {
    const line = made('p', {}, made('code', {}, `${place.file}:${place.line}:${place.column}`));
    if (news && !news.advice) line.append(' ', button(words.open, () => open(place)));
    return line;
  }

  /** @param {Node[]} lines */
  function showOrigin(lines) {
    const close = button(words.close, () => select(null));
    origin.replaceChildren(made('p', { class: 'rg-title' }, words.source), ...lines, close);
    if (news?.advice) origin.append(made('p', { class: 'rg-advice' }, news.advice));
    origin.hidden = false;
  }

  /**
   * What an expression is, what it gave, and the statistics that it took.
   * @param {Element} value
   */
  function valueLines(value) {
    const expression = value.getAttribute('data-expression') ?? '';
    const items = sourcesOf(value).map(([source, place]) => {
      const item = made('li', {}, made('code', {}, source));
      if (place) item.append(' ', button(shown(place), () => open(place)));
      return item;
    });
    const formula = made('p', {}, `${value.textContent} = `, made('code', {}, `{{ ${expression} }}`));
    return items.length ? [formula, made('ul', {}, ...items)] : [formula];
  }

  /**
   * Take back what marking did to an element.
   * @param {Element} element
   */
  function clear(element) {
    unmark(element, 'rg-selected', 'rg-fresh');
    if (!element.matches('[data-source]')) return;
    element.removeAttribute('tabindex');
    element.removeAttribute('role');
  }

  /**
   * @param {Element} element
   * @param {...string} classes
   */
  function unmark(element, ...classes) {
    element.classList.remove(...classes);
    if (!element.classList.length) element.removeAttribute('class');
  }

  /**
   * Mark what is chosen; the values of its block can be reached by Tab.
   * @param {Element} element
   */
  function mark(element) {
    element.classList.add('rg-selected');
    const block = element.closest(BLOCK) ?? element;
    block.setAttribute('tabindex', '-1');
    for (const each of block.querySelectorAll('.computed')) {
      each.setAttribute('tabindex', '0');
      each.setAttribute('role', 'button');
    }
  }

  /**
   * Choose a block or a value, and show where it is written.
   * @param {Element | null} element
   */
  function select(element) {
    for (const each of document.querySelectorAll('main [data-source]:is(.rg-selected, [tabindex])')) clear(each);
    selected = element;
    origin.hidden = element === null;
    if (element === null) return;
    mark(element);
    const lines = element.matches('.computed') ? valueLines(element) : [];
    showOrigin([placeLine(placeOf(element)), ...lines]);
  }

  /** @param {Element} element */
  function focus(element) {
    if (element instanceof HTMLElement) element.focus();
  }

  /** @param {Place} place */
  async function open(place) {
    if (!news || news.advice) return;
    const answer = await fetch('/open', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(place),
    });
    const { problem } = await answer.json();
    if (problem) origin.append(made('p', { class: 'rg-advice' }, problem));
  }

  // Mouse and keyboard

  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('.rg, a, button, input, label') || getSelection()?.toString()) return;
    const found = target.closest('main [data-source]');
    select(found);
    if (found) {
      focus(found);
      open(placeOf(found));
    }
  });

  document.addEventListener('keydown', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      toggleList(false);
      select(null);
    } else if (event.key === 'Enter' && target.matches('main .rg-selected, main .computed[role="button"]')) {
      event.preventDefault();
      select(target);
      focus(target);
      open(placeOf(target));
    }
  });

  /**
   * Go to the next block, or the one before; from the top of what is seen where none is chosen.
   * @param {number} direction
   */
  function step(direction) {
    const all = blocks();
    const here = selected?.closest(BLOCK);
    const first = all.findIndex((each) => each.getBoundingClientRect().bottom > 0);
    const next = here ? all.indexOf(here) + direction : first;
    const block = all[Math.max(0, Math.min(all.length - 1, next))];
    if (!block) return;
    select(block);
    focus(block);
  }

  // The line to the server: only while the page is seen, for a browser has but six to one server

  /** @type {EventSource | null} */
  let line = null;
  let hearing = Promise.resolve();

  function connect() {
    line = new EventSource('/news');
    line.onmessage = (event) => {
      hearing = hearing.then(() => hear(JSON.parse(event.data))).catch(() => say(words.lost));
    };
    line.onerror = () => say(words.lost);
  }

  document.addEventListener('visibilitychange', () => {
    line?.close();
    if (document.visibilityState === 'visible') connect();
  });
  connect();
})();
