'use strict';
// Random views.  The names are few, so that inner contexts hide outer ones and
// tags find lists, objects and scalars alike.

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

const strings = ['', 'x', 'Testa', 'two words', 'a & b', '<b>', '"q"', "it's",
  '`/=', 'é', '日本', '\u{1f600}', 'line\nline', 'crlf\r\n', '{{a}}', '{{{b}}}',
  '&amp;', '  ', '\t', '%>', '\\', '*'];
const numbers = [0, 1, -1, 2.5, -0.125, 1e21, 1e-7, 12345678901, 100];

function scalar(random) {
  return random.weigh([
    [6, () => random.pick(strings)],
    [2, () => random.pick(numbers)],
    [1, () => true],
    [1, () => false],
    [1, () => null],
  ])();
}

function list(random, depth) {
  const of = random.pick([scalar, object, value]);
  return Array.from({ length: random.below(4) }, () => of(random, depth - 1));
}

function object(random, depth) {
  const out = {};
  for (const name of names) {
    if (random.chance(60))
      out[name] = value(random, depth - 1);
  }
  return out;
}

function value(random, depth) {
  if (depth <= 0)
    return scalar(random);
  return random.weigh([[4, scalar], [3, list], [3, object]])(random, depth);
}

// For the partial that calls itself: every node has its list, be it empty.
function tree(random, depth) {
  const count = depth > 0 ? random.below(3) : 0;
  return {
    label: random.pick(strings),
    kids: Array.from({ length: count }, () => tree(random, depth - 1)),
  };
}

function view(random, depth) {
  return { ...object(random, depth), tree: tree(random, 3) };
}

module.exports = { names, view };
