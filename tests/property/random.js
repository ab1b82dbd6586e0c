'use strict';
// Numbers that only look random: the same seed gives the same case on every
// machine (splitmix32).

class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  next() {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  below(count) {
    return this.next() % count;
  }

  chance(percent) {
    return this.below(100) < percent;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  // [[weight, thing], ...]
  weigh(table) {
    let left = this.below(table.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, thing] of table) {
      if (left < weight)
        return thing;
      left -= weight;
    }
    throw new Error('weights do not add up');
  }
}

module.exports = { Random };
