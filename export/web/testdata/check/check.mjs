// Judges the pages of a folder: HTML by vnu, the checker of the W3C, and then in headless Chromium, at the width of a phone and of a desktop, in
// light and dark: accessibility by axe-core, and that nothing is wider than the window.
//
//   node check.mjs SITE PICTURES
//
// SITE is the root of the server; PICTURES gets every page as it looks. The exit status is 0 when nothing is wrong. CHROMIUM names the browser.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import puppeteer from 'puppeteer-core';

const require = createRequire(import.meta.url);
const [site, pictures] = process.argv.slice(2);
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
mkdirSync(pictures, { recursive: true });
let wrong = 0;
const say = (...words) => { wrong++; console.error(...words); };
if (pages.length === 0) say('there are no pages in', site);

const vnu = spawnSync('java', ['-jar', require('vnu-jar'), '--format', 'gnu', ...pages.map((name) => join(site, name))], { encoding: 'utf8' });
if (vnu.error) throw vnu.error;
if (vnu.status !== 0 || vnu.stderr.trim()) say(vnu.stderr.trim());

const types = { '.html': 'text/html; charset=utf-8', '.jpg': 'image/jpeg', '.png': 'image/png', '.xml': 'application/xml', '.json': 'application/json' };
const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const file = join(site, path.endsWith('/') ? path + 'index.html' : path);
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const home = `http://127.0.0.1:${server.address().port}/`;

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const devices = [{ name: 'phone', width: 390, height: 844, isMobile: true }, { name: 'desktop', width: 1200, height: 900, isMobile: false }];
for (const name of pages) {
  for (const { name: device, ...viewport } of devices) {
    for (const scheme of ['light', 'dark']) {
      const at = `${name} on a ${device}, ${scheme}:`;
      const page = await browser.newPage();
      page.on('pageerror', (error) => say(at, error.message));
      page.on('requestfailed', (request) => say(at, 'cannot load', request.url()));
      await page.setViewport(viewport);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(home + name, { waitUntil: 'networkidle0' });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) say(at, wide, 'pixels too wide');
      await page.evaluate(axe);
      for (const v of (await page.evaluate(() => window.axe.run())).violations) {
        say(at, v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html).join(' | '));
      }
      await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, '-')}-${device}-${scheme}.png`), fullPage: true });
      await page.close();
    }
  }
}
await browser.close();
server.close();
console.log(`web-check: ${pages.length} pages, ${wrong} things wrong`);
process.exit(wrong ? 1 : 0);
