import type { Probe } from '../probe.ts'
import { OPEN_CHANNEL } from './answers.ts'

/** Memory, by everything that can hold it. */
const HOLDERS: readonly (readonly [string, string])[] = [
  ['the heap', 'const kept = []; for (;;) kept.push(new Array(100000).fill({}))'],
  ['Buffers', 'const kept = []; for (;;) kept.push(Buffer.alloc(2e7, 1))'],
  [
    'small Buffers, slowly',
    'const kept = []; for (;;) { for (let i = 0; i < 200; i++) kept.push(Buffer.alloc(65536, 1)); await new Promise(resolve => setImmediate(resolve)) }',
  ],
  ['shared memory', 'const kept = []; for (;;) kept.push(new Uint8Array(new SharedArrayBuffer(2e7)).fill(1))'],
  [
    'WebAssembly',
    'const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 }); for (;;) { memory.grow(320); new Uint8Array(memory.buffer).fill(1, memory.buffer.byteLength - 20971520) }',
  ],
  [
    'what it unpacks',
    "const zlib = require('node:zlib'); const bomb = zlib.gzipSync(Buffer.alloc(1e8)); const kept = []; for (;;) kept.push(zlib.gunzipSync(bomb))",
  ],
  ['text', "const kept = []; for (let i = 0; ; i++) kept.push(Buffer.alloc(1e6, 97).toString('latin1') + i)"],
]

const ENDLESS: readonly (readonly [string, string])[] = [
  ['computes without end', 'for (;;);'],
  ['waits on itself without end', 'const again = () => Promise.resolve().then(again); await again()'],
  ['matches without end', "/^(a+)+$/.test('a'.repeat(60) + 'b')"],
  ['sleeps without end', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
  ['keeps the loop busy', 'const spin = () => setImmediate(spin); spin(); await new Promise(() => {})'],
  ['ignores the signal', 'setInterval(() => {}, 1); await new Promise(() => {})'],
]

export const LIMIT_PROBES: readonly Probe[] = [
  ...HOLDERS.map(([what, code], n) => ({
    family: 'limits' as const,
    name: `fills memory with ${what}`,
    code,
    timeoutMs: 20_000,
    // An allocation that fails can be caught: then the connector says so itself.
    ends: ['memory', 'ok', 'crashed'] as const,
    says: /memory|crashed|allocat|grow|string longer|Invalid string length/i,
    ...(n > 1 ? { slow: true } : {}),
  })),
  ...ENDLESS.map(([name, code]) => ({
    family: 'limits' as const,
    name,
    code,
    timeoutMs: 400,
    ends: 'timeout' as const,
    says: /^The connector gave no answer within 0\.4 seconds\.$/,
  })),
  {
    family: 'limits',
    name: 'computes without end while it is loaded',
    load: 'for (;;);',
    code: '',
    timeoutMs: 400,
    ends: 'timeout',
  },
  {
    family: 'limits',
    name: 'uses more processor time than it may',
    code: 'for (;;);',
    timeoutMs: 60_000,
    ends: 'cpu',
    says: /more than 5 seconds of processor time/,
    slow: true,
  },
  {
    family: 'limits',
    name: 'opens files without end',
    code: "const all = []; for (let i = 0; i < 1000; i++) all.push(require('node:fs').openSync(__filename)); return all.length",
    ends: 'ok',
    says: /EMFILE/,
  },
  {
    family: 'limits',
    name: 'prints without end',
    code: "const line = 'x'.repeat(65536); for (;;) process.stdout.write(line)",
    timeoutMs: 700,
    ends: ['timeout', 'cpu', 'memory'],
  },
  {
    family: 'limits',
    name: 'prints to standard error without end',
    code: "const line = 'x'.repeat(65536); for (;;) require('node:fs').writeSync(2, line)",
    timeoutMs: 700,
    ends: ['timeout', 'cpu', 'memory'],
  },
  {
    family: 'limits',
    name: 'logs without end',
    code: "const log = require('ptc-flow-sdk').getLogger('x'); for (;;) log.info('y'.repeat(4000))",
    timeoutMs: 700,
    ends: ['timeout', 'flooded'],
  },
  {
    family: 'limits',
    name: 'writes one line without end to where results go',
    code: "const part = 'x'.repeat(65536); for (;;) require('node:fs').writeSync(3, part)",
    ends: 'flooded',
  },
  {
    family: 'limits',
    name: 'writes large results without end',
    code: "const line = '{\"result\":[' + '[],'.repeat(600000) + '[]]}\\n'; for (;;) require('node:fs').writeSync(3, line)",
    ends: 'flooded',
    timeoutMs: 5000,
  },
  {
    family: 'limits',
    name: 'floods the channel that carries sockets',
    code: `${OPEN_CHANNEL} for (let i = 0; i < 1e5; i++) process.send({ x: 'y'.repeat(1000) }); await new Promise(() => {})`,
    ends: 'flooded',
    timeoutMs: 5000,
  },
  {
    family: 'limits',
    name: 'closes the ways to the server',
    code: "for (const fd of [3, 4]) require('node:fs').closeSync(fd); process.disconnect?.(); await new Promise(() => {})",
    timeoutMs: 400,
    ends: ['timeout', 'exited', 'crashed'],
  },
]
