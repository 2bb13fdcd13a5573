// What leaves for a client over stdio: whole messages, whatever is in them, and errors as the library wants to hear of them.

import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Answers, type Out } from './answers.ts';

type Done = (error?: Error | null) => void;

function out(fail?: Error) {
  const written: string[] = [];
  const write = (text: string, _encoding: 'utf8', done: Done) => {
    written.push(text);
    done(fail);
  };
  return { written, out: Object.assign(new EventEmitter(), { write, end: () => {} }) satisfies Out };
}

test('a message is one piece, and its head counts bytes', async () => {
  const { written, out: stream } = out();
  const answers = new Answers(stream);
  const first = answers.write({ jsonrpc: '2.0', id: 1, result: 'a' } as never);
  await Promise.all([first, answers.write({ jsonrpc: '2.0', id: 2, result: 'ä😀\uD800' } as never)]);
  expect(written).toEqual([
    'Content-Length: 37\r\n\r\n{"jsonrpc":"2.0","id":1,"result":"a"}',
    'Content-Length: 48\r\n\r\n{"jsonrpc":"2.0","id":2,"result":"ä😀\\ud800"}',
  ]);
  for (const text of written) {
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head).toBe(`Content-Length: ${Buffer.byteLength(body)}`);
  }
});

test('a client that is gone is told of, and so is an end of the stream', async () => {
  const { out: stream } = out(new Error('EPIPE'));
  const answers = new Answers(stream);
  const heard: string[] = [];
  answers.onError(([error, , count]) => heard.push(`${error.message} ${count}`));
  answers.onClose(() => heard.push('closed'));
  await expect(answers.write({ jsonrpc: '2.0' })).rejects.toThrow('EPIPE');
  stream.emit('error', new Error('reset'));
  stream.emit('close');
  expect(heard).toEqual(['EPIPE 1', 'reset undefined', 'closed']);
});
