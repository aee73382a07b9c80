/** Names that the examples of this slice have in common. */
export const account = 'acc_01k9x3m6h7e8ts5c0v9w1y3z1a';
export const member = 'mem_01k9x3m6h7e8ts5c0v9w1y3z1b';
export const sync = 'rsy_01k9x3m6h7e8ts5c0v9w1y3z1c';
export const upload = 'rup_01k9x3m6h7e8ts5c0v9w1y3z1d';
export const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
