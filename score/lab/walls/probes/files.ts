import type { Probe } from '../probe.ts'

const fs = "const fs = require('node:fs'); "
const sqlite = "const { DatabaseSync } = require('node:sqlite'); "
const v8 = "const v8 = require('node:v8'); "

/** Each row: a name, and code that would have something in its hands. */
const ROWS: readonly (readonly [string, string])[] = [
  ['reads a file', `${fs} return fs.readFileSync(input.file, 'utf8')`],
  ['reads a file by a promise', `${fs} return fs.promises.readFile(input.file, 'utf8')`],
  ['reads a file named by a Buffer', `${fs} return fs.readFileSync(Buffer.from(input.file), 'utf8')`],
  ['reads a file named by a URL', `${fs} return fs.readFileSync(new URL('file://' + input.file), 'utf8')`],
  [
    'reads a file over the way out of its own folder',
    `${fs} return fs.readFileSync(__dirname + '/../../' + input.file.split('/').pop(), 'utf8')`,
  ],
  [
    'reads by a Buffer whose text changes after the check',
    `${fs} const b = Buffer.from(__filename); b.toString = () => __filename; b.utf8Write = () => 0; b.set(Buffer.from(input.file.slice(0, b.length))); return fs.readFileSync(b.subarray(0, input.file.length), 'utf8').includes('secret')`,
  ],
  ['reads a file as a stream', `${fs} for await (const part of fs.createReadStream(input.file)) return String(part)`],
  ['reads a file as a blob', `${fs} return (await fs.openAsBlob(input.file)).text()`],
  ['reads a connector whose folder begins alike', `${fs} return fs.readFileSync(input.sibling + '/index.js', 'utf8')`],
  ['lists a folder', `${fs} return fs.readdirSync(input.folder)`],
  ['lists the root by glob', `${fs} const all = fs.globSync('/*'); return all.length > 0 ? all : undefined`],
  ['watches a folder', `${fs} fs.watch(input.folder); return 'watching'`],
  ['watches the size of a file', `${fs} return fs.statSync(input.file).size`],
  ['resolves a file by its real path', `${fs} return fs.realpathSync.native(input.file)`],
  ['writes into its own folder', `${fs} fs.writeFileSync(__dirname + '/written', 'x'); return 'written'`],
  ['writes outside', `${fs} fs.writeFileSync(input.folder + '/written', 'x'); return 'written'`],
  ['makes a folder', `${fs} return fs.mkdtempSync(input.folder + '/made-')`],
  ['renames its own code', `${fs} fs.renameSync(__filename, __dirname + '/other.js'); return 'renamed'`],
  ['deletes its own code', `${fs} fs.rmSync(__filename); return 'gone'`],
  ['copies a file', `${fs} fs.copyFileSync(__filename, input.folder + '/copied'); return 'copied'`],
  ['links to a file outside', `${fs} fs.symlinkSync(input.file, __dirname + '/link'); return 'linked'`],
  ['links hard to a file outside', `${fs} fs.linkSync(input.file, __dirname + '/hard'); return 'linked'`],
  ['opens its own code to write', `${fs} return fs.openSync(__filename, 'r+')`],
  ['changes rights by a descriptor', `${fs} fs.fchmodSync(fs.openSync(__filename, 'r'), 0o777); return 'changed'`],
  ['changes times by a descriptor', `${fs} fs.futimesSync(fs.openSync(__filename, 'r'), 1, 1); return 'changed'`],
  ['truncates its own code', `${fs} fs.truncateSync(__filename); return 'empty'`],
  [
    'finds a descriptor left open',
    `${fs} for (let fd = 5; fd < 64; fd++) try { if (fs.fstatSync(fd).isFile()) return fd } catch {}`,
  ],
  ['opens a database', `${sqlite} return new DatabaseSync(input.database).prepare('SELECT * FROM secrets').all()`],
  ['makes a database', `${sqlite} new DatabaseSync(input.folder + '/made.db'); return 'made'`],
  [
    'writes a database from memory',
    `${sqlite} new DatabaseSync(':memory:').exec("CREATE TABLE t (a); VACUUM INTO '" + input.folder + "/vacuum.db'"); return 'written'`,
  ],
  [
    'attaches a database to one in memory',
    `${sqlite} new DatabaseSync(':memory:').exec("ATTACH '" + input.folder + "/attached.db' AS x; CREATE TABLE x.t (a)"); return 'written'`,
  ],
  [
    'takes the database module from elsewhere',
    `const { DatabaseSync } = process.getBuiltinModule('node:sqlite') ?? {}; return DatabaseSync && typeof new DatabaseSync(input.database)`,
  ],
  ['loads a file as variables', `process.loadEnvFile(input.file); return Object.keys(process.env)`],
  ['requires JSON outside', `return require(input.file.replace('.txt', '.json'))`],
  [
    'imports JSON outside',
    `return (await import(input.file.replace('.txt', '.json'), { with: { type: 'json' } })).default`,
  ],
  ['writes a report', `return process.report.writeReport(input.folder + '/report.json')`],
  [
    'writes a report when it breaks',
    `Object.assign(process.report ?? {}, { reportOnFatalError: true, directory: input.folder, filename: 'fatal.json' }); process.abort()`,
  ],
  ['writes a snapshot of the heap', `${v8} return v8.writeHeapSnapshot(input.folder + '/heap.heapsnapshot')`],
  [
    'has V8 write what it compiles',
    `${v8} v8.setFlagsFromString('--trace-turbo'); v8.setFlagsFromString('--trace-turbo-path=' + input.folder); const f = a => { let s = 0; for (let i = 0; i < 1e6; i++) s += a * i; return s }; for (let i = 0; i < 200; i++) f(i); return 'written'`,
  ],
  [
    'traces into a file',
    `require('node:trace_events').createTracing({ categories: ['node'] }).enable(); return 'tracing'`,
  ],
  [
    'keeps compiled code',
    `const m = require('node:module'); m.enableCompileCache(input.folder + '/cache'); require('./package.json'); m.flushCompileCache(); return undefined`,
  ],
  ['stores what a browser would', `localStorage.setItem('a', 'b'); return localStorage.getItem('a')`],
]

export const FILE_PROBES: readonly Probe[] = [
  ...ROWS.map(([name, code]) => ({ family: 'files' as const, name, code })),
  {
    family: 'files',
    name: 'asks whether a file is there',
    code: "require.resolve(input.file); return 'it is there'",
    notClaimed: { process: 'whether a file of a known path exists can be found out, not what is in it' },
  },
]
