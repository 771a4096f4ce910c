// The types of editor.js, which is made by tests/preview/editor/bundle.py.

export interface Offer { write: string; gives: string; about: string; kind: string }

export interface Mark {
  from: number;
  to: number;
  severity: 'error' | 'warning' | 'info';
  message: string;
  /** What is put in its place; null where there is no one right answer. */
  fix: string | null;
  fixName: string;
}

export interface Options {
  text: string;
  label: string;
  language: string;
  isMarkdown: boolean;
  phrases: Record<string, string>;
  /** What an expression gives, and what is said of it; null for one that is not known. */
  valueOf: (expression: string) => { value: string; about: string } | null;
  offers: () => Promise<Offer[]>;
  /** The text to put in for what is pasted; null for the plain text. */
  onPaste: (data: DataTransfer | null) => string | null;
  onFiles: (files: File[]) => void;
  onChange: () => void;
  onSave: () => void;
  onLeave: () => void;
  onCancel: () => void;
}

export interface Editor {
  text: () => string;
  setText: (text: string) => void;
  replace: (from: number, to: number, text: string) => void;
  insert: (text: string) => void;
  mark: (marks: Mark[]) => void;
  /** Close the last step of what is undone: what follows is one of its own. */
  settle: () => void;
  renew: () => void;
  focus: () => void;
  close: () => void;
}

export function openEditor(parent: Element, options: Options): Editor;
