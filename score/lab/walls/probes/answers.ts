import type { Probe } from '../probe.ts'

const fs = "const fs = require('node:fs'); "
/** Node's own way to it: a process that asks for no connection has not opened it. */
export const OPEN_CHANNEL = "process.send ?? require('node:child_process')._forkChild(4, 'json');"
const wait = 'await new Promise(resolve => setTimeout(resolve, 250))'

/** What Node reads on its own channel without asking: each of these would end a server that listens to it. */
const CHANNEL: readonly (readonly [string, string])[] = [
  ['acknowledges a socket it was never sent', `process.send({ cmd: 'NODE_HANDLE_ACK' }); ${wait}`],
  ['refuses a socket it was never sent', `process.send({ cmd: 'NODE_HANDLE_NACK' }); ${wait}`],
  ['writes what is no JSON', `${fs} fs.writeSync(4, 'garbage\\n'); ${wait}`],
  ['writes half a line', `${fs} fs.writeSync(4, '{"cmd":"NODE_HANDLE_A'); ${wait}`],
  [
    'sends a handle of no kind',
    `const socket = new (require('node:net').Socket)({ handle: process.stdin._handle }); process._send({ cmd: 'NODE_HANDLE', type: 'constructor' }, socket._handle, () => {}); ${wait}`,
  ],
  [
    'sends a socket',
    `process.send({ a: 1 }, new (require('node:net').Socket)({ handle: process.stdin._handle })); ${wait}`,
  ],
  ['speaks as a member of a cluster', `process.send({ cmd: 'NODE_CLUSTER', act: 'online' }); ${wait}`],
  [
    'acknowledges twice what it was sent',
    `await fetch('http://127.0.0.1:' + input.allowed).then(answer => answer.text()); for (let i = 0; i < 3; i++) process.send({ cmd: 'NODE_HANDLE_ACK' }); ${wait}`,
  ],
  [
    'refuses every socket it is sent',
    `const on = process.channel; for (let i = 0; i < 5; i++) { fetch('http://127.0.0.1:' + input.allowed).catch(() => {}); process.send({ cmd: 'NODE_HANDLE_NACK' }) } ${wait}`,
  ],
]

const FORGED: readonly (readonly [string, string])[] = [
  ['forges an answer with a prototype', `'{"result":{"ok":true,"handle":{"__proto__":{"polluted":true}}}}'`],
  [
    'forges one with a prototype deep down',
    `'{"result":{"ok":true,"handle":{"a":[{"__proto__":{"polluted":true}}]}}}'`,
  ],
  ['forges one that is too deep', `'{"result":{"ok":true,"handle":' + '['.repeat(1e5) + ']'.repeat(1e5) + '}}'`],
  ['forges one that is too large', `'{"result":{"ok":true,"handle":"' + 'x'.repeat(1.5e6) + '"}}'`],
  ['forges an outcome that does not exist', `'{"result":{"ok":false,"outcome":"__proto__","message":"x"}}'`],
]

export const CHANNEL_PROBES: readonly Probe[] = CHANNEL.map(([name, code]) => ({
  family: 'the channel to the server',
  name,
  code: `${OPEN_CHANNEL} ${code}`,
}))

export const ANSWER_PROBES: readonly Probe[] = [
  ...FORGED.map(([name, text]) => ({
    family: 'answers' as const,
    name,
    code: `${fs} fs.writeSync(3, ${text} + '\\n'); ${wait}`,
    ends: ['bad-answer', 'flooded'] as const,
  })),
  {
    family: 'answers',
    name: 'answers with a prototype',
    code: `output(null, { handle: JSON.parse('{"__proto__":{"polluted":true}}') })`,
    ends: 'bad-answer',
  },
  {
    family: 'answers',
    name: 'changes the prototypes of its own process',
    code: "Object.prototype.polluted = true; Array.prototype.toJSON = () => 'x'; Object.prototype.toJSON = function () { return this }; output(null, { handle: { fine: 1 } })",
    ends: ['ok', 'bad-answer'],
  },
  {
    family: 'answers',
    name: 'answers with a getter that throws',
    code: "output(null, { handle: { get a () { throw new Error('no') } } })",
    ends: 'bad-answer',
  },
  {
    family: 'answers',
    name: 'answers with a proxy without end',
    code: 'const endless = new Proxy({}, { ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }), get: () => endless }); output(null, { handle: endless })',
    ends: 'bad-answer',
  },
  {
    family: 'answers',
    name: 'answers twice',
    code: "output(new Error('the first')); output(null, { handle: 'the second' })",
    ends: 'refused',
    says: /^the first$/,
  },
  {
    family: 'answers',
    name: 'answers late, and again later',
    code: "setTimeout(() => output(new Error('late')), 300); setTimeout(() => output(null, { handle: 1 }), 320); await new Promise(() => {})",
    ends: 'refused',
    says: /^late$/,
  },
  {
    family: 'answers',
    name: 'throws after its answer',
    code: "output(new Error('the first')); throw new Error('after it')",
    ends: 'refused',
    says: /^the first$/,
  },
  {
    family: 'answers',
    name: 'never answers',
    code: 'await new Promise(() => {})',
    timeoutMs: 400,
    ends: 'timeout',
    says: /^The connector gave no answer within 0\.4 seconds\.$/,
  },
  {
    family: 'answers',
    name: 'holds on when it has answered',
    code: "process.reallyExit = () => {}; process.on('exit', () => { for (;;); }); output(new Error('answered')); for (;;);",
    ends: ['refused', 'timeout'],
    timeoutMs: 700,
  },
  {
    family: 'answers',
    name: 'puts HTML and control characters into its words',
    code: "output(new Error('<img src=x onerror=alert(1)>\\u001b[31m\\u0000\\u202e' + 'x'.repeat(5000)))",
    ends: 'refused',
    says: /^[\x20-\x7e…]{1,500}$/,
  },
  {
    family: 'answers',
    name: 'has its secret shown in its own words',
    code: "output(new Error('with ' + input.secret + ' and ' + Buffer.from(input.secret).toString('base64')))",
    ends: 'refused',
    says: /^with ••• and •••$/,
  },
]
