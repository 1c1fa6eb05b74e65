import type { Probe } from '../probe.ts'

const get = (url: string) => `return (await fetch(${url})).text()`
const net = "const net = require('node:net'); "
const until = (socket: string) =>
  `return new Promise((resolve, reject) => { ${socket}.on('connect', () => resolve('connected')).on('error', reject) })`
/** Takes the classes of Node's own requests from the hooks that watch them. */
const steal = (what: string) =>
  `const stolen = []; const hook = require('node:async_hooks').createHook({ init (id, type, trigger, resource) { if (/WRAP/.test(type)) stolen.push(resource.constructor) } }).enable(); try { ${what} } catch {} finally { hook.disable() }`
const inside = (object: string) => `Object.getOwnPropertySymbols(${object}).map(symbol => ${object}[symbol])`

const ROWS: readonly (readonly [string, string])[] = [
  ['calls a forbidden port by its address', get("'http://127.0.0.1:' + input.forbidden")],
  ['calls it by name', get("'http://localhost:' + input.forbidden")],
  ['calls it by a number', get("'http://2130706433:' + input.forbidden")],
  ['calls it over IPv6', get("'http://[::ffff:127.0.0.1]:' + input.forbidden")],
  ['calls it as 0.0.0.0', get("'http://0.0.0.0:' + input.forbidden")],
  ['calls where clouds keep credentials', get("'http://169.254.169.254/latest/meta-data/'")],
  ['follows a redirect to a forbidden port', get("'http://127.0.0.1:' + input.allowed + '/away'")],
  ['speaks TCP', `${net} ${until("net.connect(input.forbidden, '127.0.0.1')")}`],
  ['speaks TLS', until("require('node:tls').connect(input.forbidden, '127.0.0.1')")],
  [
    'speaks HTTP/2',
    "const session = require('node:http2').connect('http://127.0.0.1:' + input.forbidden); return new Promise((resolve, reject) => session.on('error', reject).request().on('error', reject).on('response', resolve))",
  ],
  [
    'looks a name up itself',
    `${net} ${until("net.connect({ host: 'allowed.example', port: input.forbidden, lookup: (host, options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) })")}`,
  ],
  [
    'opens a WebSocket',
    "return new Promise((resolve, reject) => { const s = new WebSocket('ws://127.0.0.1:' + input.forbidden); s.onopen = () => resolve('open'); s.onerror = reject; s.onclose = reject })",
  ],
  ['opens a unix socket', `${net} ${until('net.connect({ path: input.socket })')}`],
  [
    'opens a unix socket below the patch',
    `${steal("require('node:net').connect({ path: input.socket }).on('error', () => {}); require('node:fs').stat(__filename, () => {})")} const Pipe = process.stdin._handle.constructor; for (const Wrap of stolen) try { if (new Pipe(0).connect(new Wrap(), input.socket) === 0) return 'connected' } catch {}`,
  ],
  [
    'opens TCP below the patch',
    `${steal("require('node:net').connect({ host: '127.0.0.1', port: input.allowed }).on('error', () => {})")} const socket = require('node:net').connect(input.allowed, '127.0.0.1'); await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject)); for (const Wrap of stolen) try { const raw = new socket._handle.constructor(0); if (raw.connect(new Wrap(), '127.0.0.1', input.forbidden) === 0) return 'connected' } catch {}`,
  ],
  [
    'aims a socket it was given elsewhere',
    `${net} const socket = net.connect(input.allowed, '127.0.0.1'); await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject)); const handle = socket._handle; if (handle.bind && handle.bind('127.0.0.1', 0) === 0) return 'bound'; if (handle.listen && handle.listen(1) === 0) return 'listening'; socket.destroy()`,
  ],
  [
    'listens',
    `${net} return new Promise((resolve, reject) => net.createServer().on('error', reject).listen(0, '127.0.0.1', () => resolve('listening')))`,
  ],
  [
    'listens on a unix socket',
    `${net} return new Promise((resolve, reject) => net.createServer().on('error', reject).listen(input.folder + '/own.sock', () => resolve('listening')))`,
  ],
  [
    'binds a unix socket below the patch',
    "const Pipe = process.stdin._handle.constructor; return new Pipe(1).bind(input.folder + '/bound.sock') === 0 ? 'bound' : undefined",
  ],
  [
    'sends UDP',
    "return new Promise((resolve, reject) => require('node:dgram').createSocket('udp4').on('error', reject).send('x', input.udp, '127.0.0.1', error => error ? reject(error) : resolve('sent')))",
  ],
  [
    'sends UDP below the patch',
    `const socket = require('node:dgram').createSocket('udp4'); ${steal("require('node:fs').stat(__filename, () => {}); require('node:net').connect({ path: '/x' }).on('error', () => {})")} for (const state of ${inside('socket')}) if (state && state.handle) { try { if (state.handle.connect('127.0.0.1', input.udp) === 0) return 'connected' } catch {} for (const Wrap of stolen) try { const wrap = new Wrap(); wrap.list = [Buffer.from('x')]; if (state.handle.send(wrap, wrap.list, 1, input.udp, '127.0.0.1', false) >= 0) await new Promise(resolve => setTimeout(resolve, 50)) } catch {} }`,
  ],
  [
    'asks a name server of its own',
    "const resolver = new (require('node:dns').promises.Resolver)(); resolver.setServers(['127.0.0.1:' + input.udp]); return resolver.resolveTxt('secret.example')",
  ],
  ['asks the name server of the machine', "return require('node:dns').promises.resolve4('localhost')"],
  ['asks for the name of an address', "return require('node:dns').promises.lookupService('127.0.0.1', 80)"],
  ['finds addresses of a name that is forbidden', "return require('node:dns').promises.lookup('169.254.169.254')"],
  [
    'asks the server for a connection itself',
    `require('node:fs').writeSync(3, JSON.stringify({ network: { id: 900, kind: 'connect', host: '127.0.0.1', port: input.forbidden } }) + '\\n'); await new Promise(resolve => setTimeout(resolve, 200))`,
  ],
]

export const NETWORK_PROBES: readonly Probe[] = [
  ...ROWS.map(([name, code]) => ({ family: 'network' as const, name, code, timeoutMs: 4000 })),
  {
    family: 'network',
    name: 'asks for more connections than one run may have',
    code: "for (let i = 0; i < 400; i++) await fetch('http://127.0.0.1:' + input.allowed, { headers: { connection: 'close' } }); return 'all'",
    timeoutMs: 10_000,
    ends: 'flooded',
  },
  {
    family: 'network',
    name: 'reaches a server that is allowed',
    code: "const text = await (await fetch('http://127.0.0.1:' + input.allowed)).text(); if (text !== 'welcome') throw new Error(text)",
    ends: 'ok',
  },
]
