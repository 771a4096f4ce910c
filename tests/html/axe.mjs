// Judges pages by axe-core, in every look that they have; prints JSON, one entry a page and look.
// usage: node axe.mjs CHROMIUM FILE.html...     (axe-core and playwright-core beside it or in NODE_PATH)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.env.NODE_MODULES ?? process.cwd(), 'judge.cjs'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const [executablePath, ...files] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const results = [];
for (const file of files) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 360]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      const told = [];
      page.on('console', (message) => told.push(message.text()));
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) told.push(`request: ${request.url()}`);
      });
      await page.goto('file://' + path.resolve(file));
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      await page.evaluate(axe);
      const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), rules);
      results.push({
        file: path.basename(file), colorScheme, width, overflow, told,
        passes: found.passes.length,
        incomplete: found.incomplete.map((rule) => `${rule.id}: ${rule.nodes.length}, ${rule.nodes[0].target}`),
        violations: found.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes[0].html}`),
      });
      await page.close();
    }
  }
}
await browser.close();
console.log(JSON.stringify(results, null, 1));
