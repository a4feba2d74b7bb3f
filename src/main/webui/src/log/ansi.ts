/** A part of a line with one appearance. */
export interface Segment {
  text: string;
  /** Names of classes without prefix: a colour of the terminal, bold, dim, italic, underline. */
  classes: readonly string[];
  /** Part of a hit of the search. */
  hit?: boolean;
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

interface Style {
  colour: string | null;
  background: string | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
}

const PLAIN: Style = { colour: null, background: null, bold: false, dim: false, italic: false, underline: false };

// CSI sequences, OSC sequences up to BEL or ST, and other two-character sequences.
const SEQUENCE = /\u001b(?:\[([0-9;:]*)([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;
// Other control characters have no picture. A tab stays.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What a terminal shows of a line: each carriage return starts the line anew. */
export function afterCarriageReturns(text: string): string {
  const end = text.endsWith('\r') ? text.replace(/\r+$/, '') : text;
  return end.slice(end.lastIndexOf('\r') + 1);
}

/**
 * Splits a line into segments by its colour sequences. Other sequences are left out. Text is never interpreted as HTML.
 */
export function segments(line: string): Segment[] {
  const text = afterCarriageReturns(line);
  if (!text.includes('\u001b')) return text ? [{ text: text.replace(CONTROL, ''), classes: [] }] : [];
  const found: Segment[] = [];
  let style = PLAIN;
  let from = 0;
  const add = (part: string) => {
    const shown = part.replace(CONTROL, '');
    if (shown) found.push({ text: shown, classes: classesOf(style) });
  };
  for (const match of text.matchAll(SEQUENCE)) {
    add(text.slice(from, match.index));
    if (match[2] === 'm') style = applied(style, match[1] ?? '');
    from = match.index + match[0].length;
  }
  add(text.slice(from));
  return found;
}

/** The text of a line without colours, as the reader sees it. */
export function plainText(line: string): string {
  return segments(line).map((segment) => segment.text).join('');
}

function classesOf(style: Style): string[] {
  const classes: string[] = [];
  if (style.colour) classes.push(style.colour);
  if (style.background) classes.push(`on-${style.background}`);
  for (const name of ['bold', 'dim', 'italic', 'underline'] as const) if (style[name]) classes.push(name);
  return classes;
}

/** The style after the parameters of an SGR sequence. */
function applied(style: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map((code) => Number(code || 0));
  let next = style;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(i + 1));
      next = code === 38 ? { ...next, colour } : { ...next, background: colour };
      i += used;
    } else {
      next = simple(next, code);
    }
  }
  return next;
}

function simple(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return { ...style, colour: null };
  if (code === 49) return { ...style, background: null };
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return { ...style, colour: COLOURS[code % 10] ?? null };
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) return { ...style, background: COLOURS[code % 10] ?? null };
  return style;
}

/** A colour of the palette or an RGB colour, and the number of codes it takes. */
function extended(codes: number[]): [string | null, number] {
  if (codes[0] === 5) return [ofPalette(codes[1] ?? 0), 2];
  if (codes[0] === 2) return [nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), 4];
  return [null, codes.length];
}

function ofPalette(index: number): string {
  if (index < 16) return COLOURS[index % 8] ?? 'white';
  if (index >= 232) return index < 244 ? 'black' : 'white';
  const cube = index - 16;
  return nearest(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51);
}

/** The nearest of the eight colours: each theme shows these with enough contrast, which is not true of all RGB colours. */
function nearest(red: number, green: number, blue: number): string {
  const strongest = Math.max(red, green, blue);
  if (strongest - Math.min(red, green, blue) < 32) return strongest < 128 ? 'black' : 'white';
  const bit = (value: number) => (value > strongest * 0.6 ? 1 : 0);
  return COLOURS[bit(red) + 2 * bit(green) + 4 * bit(blue)] ?? 'white';
}

/** Marks the parts of the segments that the pattern finds. The pattern needs the flag g. */
export function highlighted(parts: readonly Segment[], pattern: RegExp | null): readonly Segment[] {
  if (!pattern) return parts;
  const ranges = [...parts.map((part) => part.text).join('').matchAll(pattern)]
    .filter((match) => match[0].length > 0)
    .map((match) => [match.index, match.index + match[0].length] as const);
  if (!ranges.length) return parts;
  const result: Segment[] = [];
  let start = 0;
  for (const part of parts) {
    const end = start + part.text.length;
    let at = start;
    for (const [from, to] of ranges) {
      if (to <= at || from >= end) continue;
      if (from > at) result.push({ ...part, text: part.text.slice(at - start, from - start) });
      const until = Math.min(to, end);
      result.push({ ...part, text: part.text.slice(Math.max(at, from) - start, until - start), hit: true });
      at = until;
    }
    if (at < end) result.push({ ...part, text: part.text.slice(at - start) });
    start = end;
  }
  return result;
}
