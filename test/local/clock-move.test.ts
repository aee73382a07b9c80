import { describe, expect, it } from 'vitest';
import { aheadInWords, parseClockMove } from '../../local/clock-move.ts';

describe('npm run clock', () => {
  it('reads days, hours, minutes and seconds', () => {
    expect(parseClockMove('+9d')).toEqual({ kind: 'by', seconds: 777_600 });
    expect(parseClockMove('+3h')).toEqual({ kind: 'by', seconds: 10_800 });
    expect(parseClockMove('+90m')).toEqual({ kind: 'by', seconds: 5400 });
    expect(parseClockMove('+30s')).toEqual({ kind: 'by', seconds: 30 });
  });

  it('reads a reset, and only asks when nothing is said', () => {
    expect(parseClockMove('reset')).toEqual({ kind: 'reset' });
    expect(parseClockMove(undefined)).toEqual({ kind: 'now' });
  });

  it.each(['9d', '-1h', '+1w', '+', 'tomorrow'])('refuses %s and says what it takes', (text) => {
    expect(() => parseClockMove(text)).toThrow(/Say \+9d, \+3h, \+90m, \+30s or reset/);
  });

  it('says how far ahead the clock is', () => {
    expect(aheadInWords(0)).toBe('the real time');
    expect(aheadInWords(777_600 + 5400)).toBe('9 d 1 h 30 m ahead of the real time');
  });
});
