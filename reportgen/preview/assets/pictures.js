// Pictures that are dropped on what is written: kept by the preview, then named in the text.
import { post } from './key.js';

/**
 * The Markdown that shows the files as pictures, or what is wrong with the first that is none.
 * @param {File[]} files
 * @returns {Promise<{ written: string, problem: string | null }>}
 */
export async function picturesOf(files) {
  let written = '';
  for (const file of files) {
    try {
      const asked = { name: file.name, content: await inBase64(file) };
      const told = await post('/picture', asked).then((answer) => answer.json());
      if (told.problem) return { written, problem: told.problem };
      const caption = file.name.replace(/\.\w+$/, '').replace(/[[\]{}<>*_`\\]/g, ' ').trim();
      written += `\n\n![${caption}](${told.path}){#${told.id}}\n\n`;
    } catch (error) {
      return { written, problem: String(error instanceof Error ? error.message : error) };
    }
  }
  return { written, problem: null };
}

/**
 * @param {File} file
 * @returns {Promise<string>}
 */
export async function inBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
