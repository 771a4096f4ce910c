// The editor in which a stretch of Markdown is written: CodeMirror 6, set up once. Bundled by
// bundle.py into reportgen/preview/assets/editor.js; its types stand in editor.d.ts beside that.
import { autocompletion, closeCompletion, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, WidgetType } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const EXPRESSION = /\{\{[^{}]*\}\}/g;

class Chip extends WidgetType {
  constructor(value, about) {
    super();
    this.value = value;
    this.about = about;
  }

  eq(other) {
    return other.value === this.value && other.about === this.about;
  }

  toDOM() {
    const chip = document.createElement('span');
    chip.className = 'rg-chip';
    chip.title = this.about;
    chip.textContent = this.value;
    return chip;
  }

  ignoreEvent() {
    return false;
  }
}

/** Expressions as what they give, but for the one that the cursor is in. */
function chips(valueOf) {
  const renew = StateEffect.define();
  const decorate = (state) => {
    const found = [];
    for (const match of state.doc.toString().matchAll(EXPRESSION)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (state.selection.ranges.some((range) => range.from <= to && range.to >= from)) continue;
      const known = valueOf(match[0].slice(2, -2).trim());
      if (known) found.push(Decoration.replace({ widget: new Chip(known.value, known.about) }).range(from, to));
    }
    return Decoration.set(found);
  };
  const field = StateField.define({
    create: decorate,
    update: (value, change) => (change.docChanged || change.selection
      || change.effects.some((each) => each.is(renew)) ? decorate(change.state) : value),
    provide: (own) => EditorView.decorations.from(own),
  });
  return { field, renew };
}

/** What can be written between braces, from the project's own inventory. */
function completing(offers) {
  return async (context) => {
    const before = context.matchBefore(/\{\{[^{}]*/);
    if (!before) return null;
    const typed = /[\w.åäöÅÄÖ"'(:[\]-]*$/.exec(before.text.slice(2))?.[0] ?? '';
    const closed = context.state.sliceDoc(context.pos, context.pos + 3).trimStart().startsWith('}}');
    const options = (await offers()).map((each) => ({
      label: each.write,
      detail: each.gives ?? '',
      info: each.about || undefined,
      type: each.kind,
      apply: closed ? each.write : `${each.write} }}`,
    }));
    return { from: context.pos - typed.length, options, filter: true };
  };
}

const style = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--rg-link)' },
  { tag: [tags.processingInstruction, tags.meta, tags.comment], color: 'var(--rg-quiet)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--rg-ink)', backgroundColor: 'var(--rg-ground)', fontSize: '1rem' },
  '.cm-content': { caretColor: 'var(--rg-ink)', fontFamily: 'inherit', lineHeight: '1.5' },
  '.cm-cursor': { borderLeftColor: 'var(--rg-ink)', borderLeftWidth: '2px' },
  '&.cm-focused': { outline: '3px solid var(--rg-link)' },
  '.cm-scroller': { fontFamily: 'Consolas, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace' },
  '.cm-tooltip': { color: 'var(--rg-ink)', backgroundColor: 'var(--rg-ground)', border: '1px solid var(--rg-rule)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { color: 'var(--rg-ground)', background: 'var(--rg-link)' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '1' },
  '.cm-diagnosticAction': { color: 'var(--rg-ground)', backgroundColor: 'var(--rg-link)', padding: '0.2rem 0.5rem' },
});

export function openEditor(parent, options) {
  const { field, renew } = chips(options.valueOf);
  const act = (run) => () => {
    run();
    return true;
  };
  const keys = keymap.of([
    { key: 'Mod-s', preventDefault: true, run: act(options.onSave) },
    { key: 'Mod-Enter', run: act(options.onLeave) },
    {
      key: 'Escape',
      run: (view) => {
        // What is only looked for is not seen yet: Escape means the editor then.
        if (completionStatus(view.state) === 'active') return closeCompletion(view);
        options.onCancel();
        return true;
      },
    },
  ]);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        Prec.highest(keys),
        history(),
        options.isMarkdown ? markdown({ completeHTMLTags: false, pasteURLAsLink: false }) : [],
        syntaxHighlighting(style),
        EditorView.lineWrapping,
        field,
        autocompletion({ override: [completing(options.offers)], icons: false }),
        linter(null),
        keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        theme,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'true', lang: options.language }),
        EditorState.phrases.of(options.phrases),
        EditorView.updateListener.of((update) => { if (update.docChanged) options.onChange(); }),
        EditorView.domEventHandlers({
          paste: (event, own) => {
            const text = options.onPaste(event.clipboardData);
            if (text === null) return false;
            event.preventDefault();
            own.dispatch(own.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true });
            return true;
          },
          drop: (event) => {
            const files = [...(event.dataTransfer?.files ?? [])];
            if (!files.length) return false;
            event.preventDefault();
            options.onFiles(files);
            return true;
          },
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    // What is typed from now on is undone for itself.
    settle: () => view.dispatch({ annotations: isolateHistory.of('full') }),
    replace(from, to, text) {
      const end = view.state.doc.length;
      view.dispatch({ changes: { from: Math.min(from, end), to: Math.min(to, end), insert: text }, userEvent: 'input' });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text), { userEvent: 'input', scrollIntoView: true });
      view.focus();
    },
    mark(marks) {
      const end = view.state.doc.length;
      view.dispatch(setDiagnostics(view.state, marks.map((each) => ({
        from: Math.min(each.from, end),
        to: Math.min(each.to, end),
        severity: each.severity,
        message: each.message,
        actions: each.fix === null ? [] : [{
          name: each.fixName,
          apply: (own, from, to) => own.dispatch({ changes: { from, to, insert: each.fix }, userEvent: 'input' }),
        }],
      }))));
    },
    renew: () => view.dispatch({ effects: renew.of(null) }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}
