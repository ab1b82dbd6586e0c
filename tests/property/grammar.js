'use strict';
// Random templates, line by line.  Both engines agree on what a tag alone on
// its line is only if it is alone or not: mustache.js also takes away the line
// of several tags with nothing else ("{{#a}}{{/a}}"), where the specification
// speaks of one tag.  So every line here is one tag and blanks, or holds a word
// or a value.  For the same reason:
//
// - blanks are space and tab: to mustache.js any Unicode space is one, and a
//   carriage return that no line feed follows;
// - a partial within a line comes after another tag of this line: after only
//   text mustache.js indents it;
// - after a change of delimiters raw values are written with &: mustache.js
//   also takes "<%{a}%>", which the specification does not have;
// - words hold no delimiter.

const { names } = require('./data.js');

const words = ['word', 'a{b}c', 'x<y', '&', "'", '"q"', 'é', '日本', '.', '-',
  '\\', '#', '/', '*', '\u{1f600}', '=', '}', '$', '!'];
const delimiters = [['{{', '}}'], ['<%', '%>'], ['[[', ']]'], ['|', '|'],
  ['((', '))'], ['@@', '@@']];
const blanks = ['', '', ' ', '  ', '\t', ' \t '];

class Writer {
  constructor(random, partials, depth) {
    this.random = random;
    this.partials = partials; // names that may be called
    this.depth = depth;
    this.text = '';
    this.tags = 0; // on this line
    this.delimiters = delimiters[0];
    this.eols = random.pick([['\n'], ['\n'], ['\r\n'], ['\n', '\r\n']]);
  }

  blank() {
    return this.random.pick(blanks);
  }

  eol() {
    this.text += this.random.pick(this.eols);
    this.tags = 0;
  }

  tag(kind, inside) {
    const [open, close] = this.delimiters;
    this.text += open + kind + this.blank() + inside + this.blank() + close;
    this.tags++;
  }

  name() {
    const random = this.random;
    if (random.chance(15))
      return '.';
    const parts = [random.pick(names)];
    while (random.chance(20))
      parts.push(random.pick(names));
    return parts.join('.');
  }

  word() {
    this.text += this.random.pick(words);
  }

  value() {
    const raw = this.random.chance(40);
    if (raw && this.delimiters === delimiters[0] && this.random.chance(50)) {
      this.text += '{{{' + this.blank() + this.name() + this.blank() + '}}}';
      this.tags++;
    } else {
      this.tag(raw ? '&' : '', this.name());
    }
  }

  comment() {
    this.tag('!', this.random.pick(['', 'word', 'two words', 'a\nb', '#a']));
  }

  change() {
    const [open, close] = this.delimiters;
    const next = this.random.pick(delimiters);
    this.text += open + '=' + this.random.pick(['', ' ']) + next.join(' ') +
      this.random.pick(['', ' ']) + '=' + close;
    this.tags++;
    this.delimiters = next;
  }

  partial() {
    if (this.partials.length === 0)
      this.comment();
    else
      this.tag('>', this.random.pick(this.partials));
  }

  section(body) {
    const name = this.name();
    this.tag(this.random.chance(70) ? '#' : '^', name);
    this.depth--;
    body();
    this.depth++;
    this.tag('/', name);
  }

  // Both lines are made solid inside the section or, the second, after it.
  overTwoLines() {
    const inside = this.random.chance(50);
    this.section(() => {
      this.items();
      this.solid();
      this.text += this.blank();
      this.eol();
      this.text += this.blank();
      if (inside) {
        this.solid();
        this.items();
      }
    });
    if (!inside)
      this.solid();
  }

  // Within a line; sometimes a section goes on in the next.
  item() {
    this.random.weigh([
      [6, () => this.word()],
      [6, () => this.value()],
      [2, () => { this.text += ' '; }],
      [1, () => this.comment()],
      [1, () => this.change()],
      [1, () => this.tags > 0 ? this.partial() : this.value()],
      [this.depth > 0 ? 3 : 0, () => this.section(() => this.items())],
      [this.depth > 0 ? 1 : 0, () => this.overTwoLines()],
    ])();
  }

  items() {
    while (this.random.chance(60))
      this.item();
  }

  // What makes a line more than one tag and blanks.
  solid() {
    if (this.random.chance(50))
      this.word();
    else
      this.value();
  }

  line() {
    this.text += this.blank();
    if (this.random.chance(50)) {
      this.solid();
      this.items();
    } else {
      this.items();
      this.solid();
    }
    this.text += this.blank();
  }

  alone(write) {
    this.text += this.blank();
    write();
    this.text += this.blank();
  }

  block(lines) {
    for (let left = this.random.below(lines + 1); left > 0; left--) {
      this.random.weigh([
        [8, () => this.line()],
        [1, () => { this.text += this.blank(); }],
        [1, () => this.alone(() => this.comment())],
        [1, () => this.alone(() => this.change())],
        [2, () => this.alone(() => this.partial())],
        [this.depth > 0 ? 4 : 0, () => this.alone(() => this.section(() => {
          this.text += this.blank();
          this.eol();
          this.block(lines);
          this.text += this.blank();
        }))],
      ])();
      this.eol();
    }
  }
}

// One template that may call these partials.
function template(random, partials, depth, lines) {
  const writer = new Writer(random, partials, depth);
  writer.block(lines);
  if (random.chance(30))
    writer.line(); // a last line that does not end
  return writer.text;
}

// A template "main" and the partials it needs.  No partial calls one before
// it, so none goes on for ever, but for "tree", which ends with its data.
function templates(random, depth, lines, suffix) {
  const out = {};
  const known = [];
  const call = (name) => name + suffix;
  for (let count = random.below(4); count > 0; count--) {
    const name = call('p' + count);
    out[name] = template(random, known, depth - 1, lines);
    known.push(name);
  }
  if (random.chance(10))
    known.push(call('missing'));
  out[call('main')] = template(random, known, depth, lines);
  if (random.chance(10)) {
    const node = call('tree');
    out[node] = random.pick([
      `({{label}}{{#kids}}{{>${node}}}{{/kids}})`,
      `{{label}}\n{{#kids}}\n  {{>${node}}}\n{{/kids}}\n`,
      '{{{label}}}:\r\n{{^kids}}leaf{{/kids}}\r\n{{#kids}}\r\n' +
        `\t{{> ${node} }}\r\n{{/kids}}\r\n`,
    ]);
    out[call('main')] += random.pick([
      `{{#tree}}{{>${node}}}{{/tree}}`,
      `{{#tree}}\n {{>${node}}}\n{{/tree}}\n`,
    ]);
  }
  return out;
}

module.exports = { templates };
