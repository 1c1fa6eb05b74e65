import type { Probe } from '../probe.ts'

const child = "const child = require('node:child_process'); "
const worker = "const { Worker } = require('node:worker_threads'); "
const module = "const module_ = require('node:module'); "

const PROCESSES: readonly (readonly [string, string])[] = [
  ['runs a program', `${child} return child.execSync('id').toString()`],
  ['runs a program by its file', `${child} return child.execFileSync('/bin/sh', ['-c', 'echo out']).toString()`],
  [
    'starts a program and leaves it',
    `${child} child.spawn('sleep', ['300'], { detached: true }).unref(); return 'started'`,
  ],
  ['forks itself', `${child} child.fork(__filename); return 'forked'`],
  [
    'forks without end',
    `${child} const boom = () => { child.spawn(process.execPath, [__filename]); setImmediate(boom) }; boom(); return 'growing'`,
  ],
  ['forks as a cluster', "require('node:cluster').fork(); return 'forked'"],
  ['becomes another program', "process.execve('/bin/sh', ['sh', '-c', 'sleep 300']); return 'it'"],
  ['starts a thread', `${worker} return new Worker('1', { eval: true }).threadId`],
  ['starts a thread of a data address', `${worker} return new Worker(new URL('data:text/javascript,1')).threadId`],
  [
    'starts programs as tests do',
    "for await (const one of require('node:test').run({ files: [__filename] })) if (one.type === 'test:pass') return one",
  ],
  ['signals the server', "process.kill(process.ppid, 'SIGUSR2'); return 'sent'"],
  ['signals the server by the function below', 'return process._kill(process.ppid, 12)'],
  [
    'signals the server by an import',
    "const { kill } = await import('node:process'); kill(process.ppid, 'SIGUSR2'); return 'sent'",
  ],
  [
    'signals its group by a process never started',
    `${child} const none = new child.ChildProcess(); return none._handle.kill(12) === 0 ? 'sent' : undefined`,
  ],
  ['slows the server down', "require('node:os').setPriority(process.ppid, 10); return 'slower'"],
  [
    'slows the server down by an import',
    "const { setPriority } = await import('node:os'); setPriority(process.ppid, 10); return 'slower'",
  ],
  ['opens the inspector of the server', 'process._debugProcess(process.ppid); return 1'],
  ['opens its own inspector', "require('node:inspector').open(0); return 'open'"],
  [
    'debugs itself from inside',
    "const session = new (require('node:inspector').Session)(); session.connect(); return 'connected'",
  ],
  ['goes to another folder', "process.chdir('/'); return process.cwd()"],
]

const LOADER: readonly (readonly [string, string])[] = [
  ['loads native code', "process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6'); return 'loaded'"],
  ['calls native code', "return String(require('node:ffi').dlopen('libc.so.6'))"],
  ['loads an engine for cryptography', "require('node:crypto').setEngine('/tmp/none.so'); return 'loaded'"],
  [
    'preopens the disk for WebAssembly',
    "return typeof new (require('node:wasi').WASI)({ version: 'preview1', preopens: { '/': '/' } })",
  ],
  ['takes the bindings of Node', "return Object.keys(process.binding('process_wrap'))"],
  ['takes bindings of libraries', "return typeof process._linkedBinding('fs')"],
  ['loads a module of the inside', `${module} return typeof module_._load('internal/bootstrap/realm')`],
  [
    'loads code outside by a loader of its own',
    `${module} module_.registerHooks({ load: (url, context, next) => next(url, context) }); return require(input.sibling)`,
  ],
  [
    'finds the main module of the process',
    "return process.mainModule.require('node:child_process').execSync('id').toString()",
  ],
  [
    'leaves a new context',
    "return require('node:vm').runInNewContext('this.constructor.constructor(\"return process\")()').execve?.('/bin/true')",
  ],
  ['asks V8 to give up its guards', "require('node:v8').setFlagsFromString('--allow-natives-syntax'); return 'on'"],
  [
    'asks V8 by an import',
    "const { setFlagsFromString } = await import('node:v8'); setFlagsFromString('--expose-gc'); return 'on'",
  ],
  [
    'gives itself permissions',
    "process.permission.has = () => true; return require('node:fs').readFileSync(input.file, 'utf8')",
  ],
  [
    'takes another SDK',
    "const sdk = require('ptc-flow-sdk'); sdk.getLogger = () => 'mine'; return require('ptc-flow-sdk').getLogger === sdk.getLogger && typeof sdk.getLogger === 'string' ? 'mine' : undefined",
  ],
]

export const PROCESS_PROBES: readonly Probe[] = [
  ...PROCESSES.map(([name, code]) => ({ family: 'processes' as const, name, code })),
  ...LOADER.map(([name, code]) => ({ family: 'loader and engine' as const, name, code })),
  { family: 'processes', name: 'breaks on purpose', code: 'process.abort()', ends: 'crashed' },
  { family: 'processes', name: 'exits before it answers', code: 'process.reallyExit(3)', ends: 'exited' },
]
