import { describe, expect, it } from 'vitest';
import { FrameParser } from './eventStream';

describe('FrameParser', () => {
  it('reads frames that arrive in pieces', () => {
    const parser = new FrameParser();
    expect(parser.push('id: a-1\nevent: cou')).toEqual([]);
    expect(parser.push('nts\ndata: {"running":1}\n\nevent: bye\ndata: {}\n')).toEqual([
      { id: 'a-1', event: 'counts', data: { running: 1 } },
    ]);
    expect(parser.push('\n')).toEqual([{ id: null, event: 'bye', data: {} }]);
  });

  it('skips comments and frames without data', () => {
    expect(new FrameParser().push(': 2026-11-29T06:40:00Z\n\nid: a-2\n\n')).toEqual([]);
  });

  it('keeps colons and spaces of the data', () => {
    const [frame] = new FrameParser().push('data: {"text":" a: b"}\n\n');
    expect(frame?.data).toEqual({ text: ' a: b' });
  });
});
