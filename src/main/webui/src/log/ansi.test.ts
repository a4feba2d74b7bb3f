import { describe, expect, it } from 'vitest';
import { afterCarriageReturns, highlighted, plainText, segments } from './ansi';

const ESC = '\u001b';

describe('segments', () => {
  it('gives classes for colours and styles', () => {
    expect(segments(`${ESC}[32mgreen${ESC}[0m and ${ESC}[1;31mred${ESC}[m.`)).toEqual([
      { text: 'green', classes: ['green'] },
      { text: ' and ', classes: [] },
      { text: 'red', classes: ['red', 'bold'] },
      { text: '.', classes: [] },
    ]);
  });
  it('maps bright colours, the palette and RGB to the eight colours', () => {
    const colour = (codes: string) => segments(`${ESC}[${codes}mx`)[0]?.classes;
    expect(colour('94')).toEqual(['blue']);
    expect(colour('38;5;196')).toEqual(['red']);
    expect(colour('38;5;208')).toEqual(['red']);
    expect(colour('38;2;0;200;10')).toEqual(['green']);
    expect(colour('48;5;4;1')).toEqual(['on-blue', 'bold']);
    expect(colour('38;2;250;250;250')).toEqual(['white']);
  });
  it('leaves other sequences and control characters out', () => {
    expect(plainText(`${ESC}[2Ka${ESC}]0;title\u0007b${ESC}(Bc\u0000d\te`)).toBe('abcd\te');
  });
  it('keeps HTML as text', () => {
    expect(segments('<b>x</b>')).toEqual([{ text: '<b>x</b>', classes: [] }]);
  });
  it('survives an incomplete sequence', () => {
    expect(plainText(`a${ESC}[3`)).toBe('a3');
    expect(plainText(`a${ESC}`)).toBe('a');
  });
});

describe('carriage returns', () => {
  it('shows the last part', () => {
    expect(afterCarriageReturns('10%\r55%\r100%')).toBe('100%');
    expect(afterCarriageReturns('10%\r55%\r')).toBe('55%');
    expect(afterCarriageReturns('text')).toBe('text');
  });
});

describe('highlighted', () => {
  it('marks hits across segments', () => {
    const parts = segments(`ab${ESC}[31mcd${ESC}[0mef`);
    expect(highlighted(parts, /bcd?e?/g)).toEqual([
      { text: 'a', classes: [] },
      { text: 'b', classes: [], hit: true },
      { text: 'cd', classes: ['red'], hit: true },
      { text: 'e', classes: [], hit: true },
      { text: 'f', classes: [] },
    ]);
  });
  it('does not loop on empty matches', () => {
    const parts = segments('abc');
    expect(highlighted(parts, /x*/g)).toBe(parts);
  });
});
