'use strict';
// What mustache.js makes of a case, and whether on the way it did something
// that the specification, or docs/TEMPLATES.md where the specification leaves
// a choice, does not have.  Such a case says nothing about us:
//
// - a dotted name whose first part is found, but not the rest: mustache.js goes
//   on looking in outer contexts (spec: "Dotted Names - Context Precedence");
// - the number 0 as a section: false to JavaScript, true to us;
// - {{.}} directly in a section over true: mustache.js does not make true the
//   context;
// - an empty line in a partial that is indented: mustache.js leaves it empty
//   (spec: indentation is "prepended to each line of the partial");
// - null as the context of a name: mustache.js throws.
//
// Two habits of JavaScript are made ours instead: its escaping, which takes in
// / ` and =, and an object or list as a value, which prints "[object Object]"
// there and nothing here.

const mustache = require('mustache');

const entities = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
};

function html(text) {
  return String(text).replace(/[&<>"']/g, (c) => entities[c]);
}

const isScalar = (value) => value === null || typeof value !== 'object';

const has = (value, name) =>
  !isScalar(value) && Object.hasOwn(value, name);

// Spec, interpolation: the first part from the innermost context outwards,
// the others only inside what it found.
function found(context, name) {
  const [first, ...rest] = name.split('.');
  while (context && !has(context.view, first))
    context = context.parent;
  let value = context ? context.view[first] : undefined;
  for (const part of rest)
    value = has(value, part) ? value[part] : undefined;
  return value;
}

let departed = null; // why
let overTrue = []; // for each open section: is it over true itself?

const { lookup } = mustache.Context.prototype;
mustache.Context.prototype.lookup = function (name) {
  const value = lookup.call(this, name);
  if (name === '.') {
    if (overTrue[overTrue.length - 1])
      departed = '. in a section over true';
  } else if (value !== found(this, name)) {
    departed = 'dotted name';
  }
  return value;
};

class Writer extends mustache.Writer {
  renderSection(token, context, ...rest) {
    const value = context.lookup(token[1]);
    if (value === 0)
      departed = '0';
    overTrue.push(value === true);
    const out = super.renderSection(token, context, ...rest);
    overTrue.pop();
    return out;
  }

  renderInverted(token, context, ...rest) {
    if (context.lookup(token[1]) === 0)
      departed = '0';
    return super.renderInverted(token, context, ...rest);
  }

  indentPartial(partial, ...rest) {
    if (/(^|\n)\n/.test(partial))
      departed = 'empty line, indented';
    return super.indentPartial(partial, ...rest);
  }

  escapedValue(token, context, config) {
    if (isScalar(context.lookup(token[1])))
      return super.escapedValue(token, context, config);
  }

  unescapedValue(token, context) {
    if (isScalar(context.lookup(token[1])))
      return super.unescapedValue(token, context);
  }
}

const writer = new Writer();
writer.templateCache = undefined;

// { text } or { departed }, its reason.
function render(templates, suffix, view) {
  departed = null;
  overTrue = [false];
  try {
    const text = writer.render(templates['main' + suffix], view, templates,
      { escape: suffix === '.html' ? html : String });
    return departed === null ? { text } : { departed };
  } catch (error) {
    if (error instanceof TypeError && /of null/.test(error.message))
      return { departed: 'null as a context' };
    throw error;
  }
}

module.exports = { html, render };
