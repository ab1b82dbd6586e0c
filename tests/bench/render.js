'use strict';
// Filling and printing a letter: ours beside mustache.js and handlebars, with
// the same template, view and escaping, and beside a copy of the same bytes.
// Usage: NODE_PATH=... node render.js PROGRAM    (built from render.c)
//        NODE_PATH=... node render.js --peer NAME MS    one round of a peer
// The three fillers take turns; ROUNDS (9) and MS (400) of a turn may be set.
// Times are the processor's, so that others on the machine matter less.
// What they make is compared first: the run fails if it differs.

const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = path.join(__dirname, 'data');
const rounds = Number(process.env.ROUNDS || 9);
const ms = Number(process.env.MS || 400);

const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');

const entities = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
};

// As fast as theirs: most values have nothing to escape.
function escape(value) {
  const text = String(value ?? '');
  return /[&<>"']/.test(text) ?
    text.replace(/[&<>"']/g, (c) => entities[c]) : text;
}

// A function that fills the letter once, with all that can be made beforehand.
const peers = {
  'mustache.js'() {
    const mustache = require('mustache');
    const text = read('letter.mustache');
    const view = JSON.parse(read('letter-4k.json'));
    mustache.escape = escape;
    mustache.parse(text); // into its cache
    return () => mustache.render(text, view);
  },
  handlebars() {
    const handlebars = require('handlebars');
    handlebars.Utils.escapeExpression = escape;
    const template = handlebars.compile(read('letter.mustache'));
    const view = JSON.parse(read('letter-4k.json'));
    return () => template(view);
  },
};

// Nanoseconds of the processor for one, after as long a time to get warm; as
// render.c measures ours.
function timePeer(name, duration) {
  const fill = peers[name]();
  let took = 0, count = 0;
  for (let turn = 0; turn < 2; turn++) {
    const start = process.cpuUsage();
    let batch = 1;
    count = 0;
    do {
      for (let i = 0; i < batch; i++)
        fill();
      count += batch;
      const { user, system } = process.cpuUsage(start);
      took = (user + system) * 1000;
      if (took < duration * 1e6 / 32)
        batch *= 2;
    } while (took < duration * 1e6);
  }
  return took / count;
}

if (process.argv[2] === '--peer') {
  console.log(timePeer(process.argv[3], Number(process.argv[4])));
  process.exit();
}

const [program] = process.argv.slice(2);
if (!program) {
  console.error('usage: render.js PROGRAM');
  process.exit(2);
}

const options = { maxBuffer: 1 << 26 };
const ours = (...words) => execFileSync(program, [folder, ...words], options);

function checkSame() {
  const want = ours('output', 'fill').toString();
  for (const name of Object.keys(peers)) {
    if (peers[name]()() !== want) {
      console.error(`${name} does not fill the letter as we do`);
      process.exit(1);
    }
  }
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1],
    least: sorted[0],
    most: sorted[sorted.length - 1],
  };
}

const us = (ns) => (ns / 1000).toFixed(ns < 1e5 ? 1 : 0);
const times = (x) => x < 10 ? x.toFixed(2) : x.toFixed(0);

function row(...cells) {
  console.log(`| ${cells.join(' | ')} |`);
}

function timeOurs(what) {
  const [took, bytes, copy] = ours('time', what, ms).toString().split(' ')
    .map(Number);
  return { took, bytes, copy };
}

function benchFill() {
  const runs = { ours: [] };
  for (let round = 0; round < rounds; round++) {
    runs.ours.push(timeOurs('fill').took);
    for (const name of Object.keys(peers)) {
      const said = execFileSync(process.execPath,
        [__filename, '--peer', name, String(ms)], options);
      (runs[name] ||= []).push(Number(said.toString()));
    }
  }
  const base = summary(runs.ours).median;
  const { bytes } = timeOurs('fill');
  row(`fill, ${bytes} bytes`, 'us (min-max)', 'ours takes of it');
  row('---', '---', '---');
  for (const [name, values] of Object.entries(runs)) {
    const { median, least, most } = summary(values);
    row(name, `${us(median)} (${us(least)}-${us(most)})`,
      (base / median).toFixed(3));
  }
  console.log();
}

// Instructions of one run: what many take more than few.  NaN without valgrind.
function instructions(what) {
  const count = (n) => {
    const { stderr } = require('child_process').spawnSync('valgrind',
      ['--tool=callgrind', '--callgrind-out-file=/dev/null', program, folder,
        'repeat', what, String(n)], options);
    const found = /Collected\s*:\s*(\d+)/.exec(String(stderr));
    return found ? Number(found[1]) : NaN;
  };
  return (count(12) - count(2)) / 10;
}

function benchPrint() {
  const names = ours('list').toString().trim().split('\n');
  const runs = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of names)
      (runs[name] ||= []).push(timeOurs(name));
  }
  row('step', 'bytes', 'us (min-max)', 'copies of the same bytes',
    'instructions', 'instructions for a byte');
  row('---', '---', '---', '---', '---', '---');
  for (const [name, list] of Object.entries(runs)) {
    const { median, least, most } = summary(list.map((run) => run.took));
    const copies = summary(list.map((run) => run.took / run.copy)).median;
    const [{ bytes }] = list;
    const count = instructions(name);
    row(name, bytes, `${us(median)} (${us(least)}-${us(most)})`,
      times(copies), Number.isNaN(count) ? '-' : Math.round(count),
      Number.isNaN(count) ? '-' : times(count / bytes));
  }
  console.log();
}

checkSame();
console.log(`${os.cpus()[0].model}, ${os.cpus().length} cores, ` +
  `${os.type()} ${os.release()}, node.js ${process.version}; ` +
  `${rounds} rounds of ${ms} ms, medians\n`);
benchFill();
benchPrint();
