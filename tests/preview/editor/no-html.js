// In the place of @codemirror/lang-html, which brings JavaScript and CSS along: HTML in a section
// is told as a fault, and needs no colours.
export const html = () => ({ language: {}, support: [] });
export const htmlCompletionSource = () => null;
