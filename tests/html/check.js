'use strict';
// Are these pages valid HTML, and can people use them who do not see them?  By
// html-validate with rules.json: HTML's own rules, and those of WCAG that a
// program can judge (order of headings, scope of table headers, language,
// title, labels, landmarks, references); also links within a page lead
// somewhere.
// Usage: NODE_PATH=... node check.js [--self-test] FILE...
// --self-test also plants faults and expects each to be found.
// Ends with "html: N passed, N failed".

const fs = require('fs');
const path = require('path');
const { HtmlValidate, StaticConfigLoader } = require('html-validate');

const rules = path.join(__dirname, 'rules.json');
const shown = 10; // findings of a page
const checker = new HtmlValidate(
  new StaticConfigLoader(JSON.parse(fs.readFileSync(rules, 'utf8'))));

// [{ ruleId, message, line, column }, ...]
function findings(text, name) {
  return checker.validateStringSync(text, name).results
    .flatMap((result) => result.messages).concat(deadLinks(text));
}

function deadLinks(text) {
  const ids = new Set(
    Array.from(text.matchAll(/\sid="([^"]*)"/g), (match) => match[1]));
  return Array.from(text.matchAll(/\shref="#([^"]*)"/g))
    .filter((match) => !ids.has(match[1]))
    .map((match) => {
      const before = text.slice(0, match.index).split('\n');
      return { ruleId: 'fragment', message: `no element has id "${match[1]}"`,
        line: before.length, column: before.pop().length + 1 };
    });
}

const page = (body, head = '<title>T</title>', lang = ' lang="en"') =>
  `<!doctype html>\n<html${lang}>\n<head>\n<meta charset="utf-8">\n${head}\n` +
  `</head>\n<body>\n${body}\n</body>\n</html>\n`;

const table = (th) => page(`<h1>H</h1>\n<table>\n<thead>\n<tr>${th}` +
  '<th scope="col">B</th></tr>\n</thead>\n<tbody>\n<tr><th scope="row">1</th>' +
  '<td>2</td></tr>\n</tbody>\n</table>');

// Each fault and the rule that has to find it; null: nothing is wrong.
const planted = [
  [null, page('<main>\n<h1>H</h1>\n<h2>I</h2>\n<p>P</p>\n</main>')],
  [null, table('<th scope="col">A</th>')],
  ['wcag/h63', table('<th>A</th>')],
  ['heading-level', page('<h1>H</h1>\n<h3>I</h3>')],
  ['heading-level', page('<h2>H</h2>')],
  ['heading-level', page('<h1>H</h1>\n<h1>I</h1>')],
  ['element-required-attributes', page('<h1>H</h1>', undefined, '')],
  ['element-required-content', page('<h1>H</h1>', '')],
  ['empty-title', page('<h1>H</h1>', '<title></title>')],
  ['empty-heading', page('<h1></h1>')],
  ['no-dup-id', page('<h1 id="a">H</h1>\n<p id="a">P</p>')],
  ['no-missing-references', page('<h1>H</h1>\n<p aria-labelledby="b">P</p>')],
  ['no-inline-style', page('<h1 style="color: red">H</h1>')],
  ['no-raw-characters', page('<h1>H & I</h1>')],
  ['close-order', page('<h1><em>H</h1></em>')],
  ['element-permitted-content', page('<h1>H</h1>\n<ul>\n<p>P</p>\n</ul>')],
  ['wcag/h37', page('<h1>H</h1>\n<p><img src="a.png"></p>')],
  ['input-missing-label', page('<h1>H</h1>\n<p><input type="text"></p>')],
  ['no-multiple-main', page('<main>\n<h1>H</h1>\n</main>\n<main>I</main>')],
  ['fragment', page('<h1>H</h1>\n<p><a href="#b">P</a></p>')],
  ['deprecated', page('<h1>H</h1>\n<center>C</center>')],
];

function selfTest() {
  let passed = 0;
  for (const [rule, text] of planted) {
    const found = findings(text, 'planted.html').map((one) => one.ruleId);
    if (rule === null ? found.length === 0 : found.includes(rule))
      passed++;
    else
      console.log(`planted ${rule}, found ${found.join(', ') || 'nothing'}:\n` +
        text);
  }
  return [passed, planted.length - passed];
}

function check(files) {
  let passed = 0;
  for (const file of files) {
    const found = findings(fs.readFileSync(file, 'utf8'), file);
    if (found.length === 0)
      passed++;
    for (const { line, column, ruleId, message } of found.slice(0, shown))
      console.log(`${file}:${line}:${column}: ${message} (${ruleId})`);
    if (found.length > shown)
      console.log(`${file}: and ${found.length - shown} more`);
  }
  return [passed, files.length - passed];
}

const files = process.argv.slice(2);
let passed = 0, failed = 0;
if (files[0] === '--self-test') {
  files.shift();
  [passed, failed] = selfTest();
}
const [valid, invalid] = check(files);
passed += valid;
failed += invalid;
console.log(`html: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
