'use strict';
// Writes COUNT cases for tests/property/mustache.c, each a line of JSON with
// templates, data and what mustache.js makes of them; the last line says how
// many there are, and how many were left out for what reason (oracle.js).
// Usage: NODE_PATH=... node cases.js COUNT [SEED [FIRST]]
// A case depends only on SEED and its number, FIRST and up; cases grow with it.

const fs = require('fs');

const { Random } = require('./random.js');
const { templates } = require('./grammar.js');
const { view } = require('./data.js');
const { render } = require('./oracle.js');

const [count, seed = 1, first = 0] = process.argv.slice(2).map(Number);
if (![count, seed, first].every(Number.isSafeInteger)) {
  process.stderr.write('usage: cases.js COUNT [SEED [FIRST]]\n');
  process.exit(2);
}

function make(number) {
  const random = new Random(Math.imul(seed, 0x85ebca6b) ^ number);
  const size = 1 + number % 4;
  const suffix = random.pick(['.html', '.txt']);
  const texts = templates(random, size - 1, size + 1, suffix);
  const data = view(random, size);
  const { text, departed } = render(texts, suffix, data);
  return { departed, line: JSON.stringify({ seed, number,
    main: 'main' + suffix, templates: texts, data, expected: text }) };
}

const leftOut = {};
let cases = 0;
let lines = [];

function flush() {
  fs.writeSync(1, lines.join(''));
  lines = [];
}

for (let number = first; number < first + count; number++) {
  const { departed, line } = make(number);
  if (departed) {
    leftOut[departed] = (leftOut[departed] || 0) + 1;
    continue;
  }
  cases++;
  lines.push(line + '\n');
  if (lines.length === 500)
    flush();
}
lines.push(JSON.stringify({ cases, leftOut }) + '\n');
flush();
