// What is pasted from Word, Excel and pages, as clean Markdown. The HTML is only ever read, by a
// parser that runs nothing and fetches nothing; none of it gets into the page.

/** What says nothing of the text: looks, settings, what was deleted, what Word hides. */
const LEFT_OUT = 'style, script, head, title, meta, link, xml, template, noscript, del, object, iframe, svg, form, input, button';
const BLOCKS = /^(P|DIV|H[1-6]|UL|OL|LI|TABLE|BLOCKQUOTE|SECTION|ARTICLE|HR|PRE|DL|DT|DD|FIGURE|MAIN|HEADER|FOOTER|BODY)$/;
const LINK = /^(https?:|mailto:)/i;
const NUMBER = /^[-+−–]?[\s\u00a0]?\d[\d\s\u00a0\u202f.,]*(%|kr|[tm]kr)?$/i;

/**
 * The Markdown of what is pasted; null where the plain text is all that there is.
 * @param {DataTransfer | null} data
 * @returns {string | null}
 */
export function pasted(data) {
  const html = data?.getData('text/html') ?? '';
  if (html) return markdownOf(html);
  const text = (data?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
  const rows = text.replace(/\n+$/, '').split('\n').map((line) => line.split('\t'));
  const isTable = rows.length > 1 && rows[0].length > 1 && rows.every((row) => row.length === rows[0].length);
  return isTable ? `\n\n${tableOf(rows.map((row) => row.map((cell) => escaped(cell.trim()))))}\n\n` : null;
}

/** @param {string} html */
export function markdownOf(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const each of body.querySelectorAll(LEFT_OUT)) each.remove();
  for (const each of [...body.querySelectorAll('[style]')]) {
    const style = each.getAttribute('style') ?? '';
    if (/display:\s*none|mso-hide:\s*all/i.test(style)) each.remove();
  }
  const isInline = ![...body.querySelectorAll('*')].some((each) => BLOCKS.test(each.tagName));
  if (isInline) return tidied(inline(body));
  return blocks(body).map((each) => each.trimEnd()).filter(Boolean).join('\n\n').replace(/\n{3,}/g, '\n\n');
}

/**
 * @param {Node} parent
 * @returns {string[]}
 */
function blocks(parent) {
  /** @type {string[]} */
  const made = [];
  let loose = '';
  let inList = false;
  const end = () => {
    const text = tidied(loose);
    loose = '';
    if (text) made.push(...text.split(/\n{2,}/).map(begin));
  };
  for (const node of parent.childNodes) {
    if (!(node instanceof Element) || !BLOCKS.test(node.tagName)) {
      loose += inlineOf(node);
      continue;
    }
    end();
    const item = node.tagName === 'P' ? wordItem(node) : null;
    if (item !== null) {
      // Word writes a list as paragraphs: they belong together.
      if (inList) made.push(`${made.pop()}\n${item}`);
      else made.push(item);
    } else {
      made.push(...blockOf(node));
    }
    inList = item !== null;
  }
  end();
  return made;
}

/**
 * @param {Element} element
 * @returns {string[]}
 */
function blockOf(element) {
  const name = element.tagName;
  if (/^H[1-6]$/.test(name)) {
    // A section has one heading of the first level, and that is there.
    const text = tidied(inline(element)).replace(/\n/g, ' ');
    return text ? [`${'#'.repeat(Math.max(2, Number(name[1])))} ${text}`] : [];
  }
  if (name === 'UL' || name === 'OL') return [listOf(element, 0)];
  if (name === 'TABLE') {
    const rows = [...element.querySelectorAll('tr')]
      .map((row) => [...row.children].filter((cell) => /^T[DH]$/.test(cell.tagName))
        .flatMap((cell) => [tidied(inline(cell)).replace(/\s*\n\s*/g, ' '),
          ...Array.from({ length: Math.min(Number(cell.getAttribute('colspan') ?? 1), 50) - 1 }, () => '')]))
      .filter((row) => row.some(Boolean));
    return rows.length ? [tableOf(rows)] : [];
  }
  if (name === 'BLOCKQUOTE') {
    return [blocks(element).join('\n\n').split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')];
  }
  if (name === 'HR') return [];
  return blocks(element);
}

/**
 * @param {Element} list
 * @param {number} depth
 * @returns {string}
 */
function listOf(list, depth) {
  const isOrdered = list.tagName === 'OL';
  const indent = '   '.repeat(depth);
  let number = 0;
  /** @type {string[]} */
  const lines = [];
  for (const item of list.children) {
    if (/^[UO]L$/.test(item.tagName)) {
      lines.push(listOf(item, depth + 1));
      continue;
    }
    const inner = [...item.querySelectorAll(':scope > ul, :scope > ol')];
    for (const each of inner) each.remove();
    number += 1;
    const text = tidied(inline(item)).replace(/\s*\n\s*/g, ' ');
    lines.push(`${indent}${isOrdered ? `${number}.` : '-'} ${text}`, ...inner.map((each) => listOf(each, depth + 1)));
  }
  return lines.join('\n');
}

/**
 * A paragraph that Word means as an item of a list; null for any other.
 * @param {Element} paragraph
 */
function wordItem(paragraph) {
  const style = paragraph.getAttribute('style') ?? '';
  const level = /mso-list:\s*\S+\s+level(\d)/i.exec(style)?.[1];
  if (!level && !/^MsoListParagraph/.test(paragraph.className)) return null;
  const ignored = [...paragraph.querySelectorAll('span')]
    .filter((each) => /mso-list:\s*ignore/i.test(each.getAttribute('style') ?? ''));
  const sign = ignored.map((each) => each.textContent ?? '').join('').trim();
  for (const each of ignored) each.remove();
  const text = tidied(inline(paragraph)).replace(/\s*\n\s*/g, ' ').replace(/^[·•▪§–]\s+/, '');
  if (!text) return null;
  const number = /^(\d+)[.)]/.exec(sign)?.[1];
  return `${'   '.repeat(Number(level ?? 1) - 1)}${number ? `${number}.` : '-'} ${text}`;
}

/** @param {Node} parent */
function inline(parent) {
  return [...parent.childNodes].map(inlineOf).join('');
}

/**
 * @param {Node} node
 * @returns {string}
 */
function inlineOf(node) {
  if (node instanceof Text) return escaped(node.data.replace(/[ \t\r\n]+/g, ' '));
  if (!(node instanceof Element)) return '';
  const inner = inline(node);
  switch (node.tagName) {
    case 'BR': return '\n';
    case 'STRONG': case 'B':
      // Google wraps all that it copies in a <b> that says that it is none.
      return /font-weight:\s*(normal|[1-4]00)/i.test(node.getAttribute('style') ?? '') ? inner : around(inner, '**');
    case 'EM': case 'I': return around(inner, '*');
    case 'A': {
      const address = node.getAttribute('href') ?? '';
      const isKnown = LINK.test(address) && !/[\s()<>]/.test(address) && inner.trim();
      return isKnown ? `[${inner.trim()}](${address})` : inner;
    }
    default: return BLOCKS.test(node.tagName) ? `\n${inner}\n` : inner;
  }
}

/**
 * @param {string} text
 * @param {string} mark
 */
function around(text, mark) {
  const words = text.trim();
  if (!words || words.includes('\n')) return text;
  return text.replace(words, () => `${mark}${words}${mark}`);
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\u200b\ufeff]/g, '').replace(/[\\*_[\]<>`|{}]/g, '\\$&');
}

/**
 * A line that would begin something else than a paragraph does not.
 * @param {string} text
 */
function begin(text) {
  return text.replace(/^([#+>=:-]|~~~)/, '\\$1').replace(/^(\d+)([.)])(?=\s)/, '$1\\$2').replace(/^[·•▪]\s*/, '- ');
}

/** @param {string} text */
function tidied(text) {
  return text.replace(/[ \t]*\n[ \t]*/g, '\n').replace(/ {2,}/g, ' ').trim();
}

/**
 * Rows as a table, numbers to the right.
 * @param {string[][]} rows
 */
export function tableOf(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const full = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  const dashes = full[0].map((_cell, at) => {
    const filled = full.slice(1).map((row) => row[at]).filter(Boolean);
    return filled.length && filled.every((cell) => NUMBER.test(cell)) ? '---:' : '---';
  });
  return [full[0], dashes, ...full.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
