import type { Shape } from './shape.ts'

const ok = 'ok'
const one = (code: string, more: Record<string, string> = {}) => ({ 'index.js': code, ...more })
const HANDLE = '{"url":"$URL","key":"right"}'
const CONNECT = 'connect (input, output) { output(null, { handle: { url: input.url, key: input.key } }) }'
const NO_KEY = /^Depot answered 401/

/** As the old `request` package was called, in few lines. */
const REQUEST = `const http = require('http')
const request = (options, done) => {
  const call = http.request(options.url || options.uri, { method: options.method || 'GET', headers: options.headers }, answer => {
    let body = ''
    answer.on('data', part => { body += part }).on('end', () => {
      answer.body = options.json ? JSON.parse(body) : body
      done(null, answer, answer.body)
    })
  })
  call.on('error', done)
  call.end()
}
request.get = request
request.defaults = before => (options, done) => request({ ...before, ...options }, done)
module.exports = request
`
const requestModule = {
  'node_modules/request/package.json': '{"name":"request","version":"2.88.2","main":"index.js"}',
  'node_modules/request/index.js': REQUEST,
}

/** Written after the public samples of this family. */
export const SHAPES: readonly Shape[] = [
  {
    name: 'an object with error-first callbacks',
    files: one(`module.exports = { ${CONNECT}, validate (input, options, output) { output(null, true) } }`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'exports one by one',
    files:
      one(`exports.connect = function (input, output) { return output(null, { handle: { url: input.url, key: input.key } }) }
exports.validate = function (input, options, output) { return output() }`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'functions by name, put together at the end',
    files: one(`'use strict'
const connect = (input, output) => output(null, { handle: { url: input.url, key: input.key } })
const validate = (input, options, output) => output(null, 'fine')
module.exports = { connect, validate }`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'async functions that await a request',
    files: one(`module.exports = {
  async connect (input, output) { output(null, { handle: { url: input.url, key: input.key } }) },
  async validate (input, options, output) {
    const answer = await fetch(input.url, { headers: { 'x-key': input.key }, signal: options.signal })
    return answer.ok ? output(null, true) : output(new Error('Depot answered ' + answer.status))
  }
}`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'a promise chain with catch(output)',
    files: one(`module.exports = { ${CONNECT}, validate: (input, options, output) =>
  fetch(input.url + 'secret', { headers: { 'x-key': 'wrong' } }).then(answer => { if (!answer.ok) throw new Error('Depot answered ' + answer.status); output(null, true) }).catch(output) }`),
    validate: NO_KEY,
    connect: HANDLE,
  },
  {
    name: 'a class',
    files:
      one(`class Depot { constructor () { this.made = 0 } connect (input, output) { this.made++; output(null, { handle: { url: input.url, key: input.key } }) } validate (input, options, output) { output(null, this.made === 0) } }
module.exports = Depot`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'an instance of a class',
    files: one(`class Base { validate (input, options, output) { output(null, this.check(input)) } }
class Depot extends Base { check (input) { return input.key === 'right' } ${CONNECT} }
module.exports = new Depot()`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'a constructor function with a prototype',
    files: one(`function Depot () { if (!(this instanceof Depot)) return new Depot(); this.ready = true }
Depot.prototype.connect = function (input, output) { output(null, { handle: { url: input.url, key: input.key } }) }
Depot.prototype.validate = function (input, options, output) { this.ready ? output(null, 1) : output('not ready') }
module.exports = Depot`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'static methods of a class',
    files: one(
      `module.exports = class { static ${CONNECT} static validate (input, options, output) { output(null, true) } }`,
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'two parameters in validate',
    files: one(
      `module.exports = { ${CONNECT}, validate: function (input, output) { input.key === 'right' ? output(null, { status: 'ok' }) : output({ message: 'no' }) } }`,
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'ES module with named exports',
    files: one(
      `export function connect (input, output) { output(null, { handle: { url: input.url, key: input.key } }) }
export async function validate (input, options, output) { output(null, true) }`,
      { 'package.json': '{"type":"module"}' },
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'ES module with a default export',
    files: one(
      `import { readFileSync } from 'node:fs'
import settings from './settings.json' with { type: 'json' }
const own = readFileSync(new URL('./settings.json', import.meta.url), 'utf8')
export default { ${CONNECT}, validate (input, options, output) { output(JSON.parse(own).a === settings.a ? null : 'differs') } }`,
      { 'package.json': '{"type":"module"}', 'settings.json': '{"a":1}' },
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'ES module by its syntax alone, with top-level await',
    files: one(`const ready = await Promise.resolve(true)
export const connect = (input, output) => output(null, { handle: { url: input.url, key: input.key } })
export const validate = (input, options, output) => output(ready ? null : 'not ready')`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'TypeScript compiled to CommonJS',
    files: one(`"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = void 0;
class Depot { ${CONNECT} validate(input, _options, output) { output(null, true); } }
exports.default = new Depot();`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'TypeScript as it is written, behind index.js',
    files: one("module.exports = require('./depot.ts')", {
      'depot.ts': `import type { Output } from './types.ts'
interface Input { url: string; key: string }
const connect = (input: Input, output: Output): void => output(null, { handle: { url: input.url, key: input.key } })
const validate = (input: Input, _options: unknown, output: Output): void => output(input.key === ('right' as string) ? null : new Error('no'))
export { connect, validate }`,
      'types.ts': 'export type Output = (error: unknown, data?: unknown) => void',
    }),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'the request package, with a callback',
    files: one(
      `const request = require('request')
module.exports = { ${CONNECT}, validate (input, options, output) {
  request({ uri: input.url, headers: { 'x-key': input.key }, json: true }, (error, answer, body) => {
    if (error) return output(error)
    if (answer.statusCode !== 200) return output(new Error('Depot answered ' + answer.statusCode))
    output(null, body)
  })
} }`,
      requestModule,
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'the request package with defaults, and a wrong key',
    files: one(
      `const request = require('request').defaults({ json: true, headers: { 'x-key': 'wrong' } })
module.exports = { ${CONNECT}, validate (input, options, output) {
  request({ url: input.url + 'secret' }, (error, answer, body) => output(error || (answer.statusCode > 299 ? { error: 'Depot answered ' + answer.statusCode + ': ' + body.reason } : null)))
} }`,
      requestModule,
    ),
    validate: /^Depot answered 401: wrong key$/,
    connect: HANDLE,
  },
  {
    name: 'http.get with a stream of its own',
    files: one(`const http = require('http')
module.exports = { ${CONNECT}, validate (input, options, output) {
  http.get(input.url, { headers: { 'x-key': input.key } }, answer => { answer.resume(); answer.on('end', () => output(answer.statusCode === 200 ? null : 'no')) }).on('error', output)
} }`),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'the key itself given by validate',
    files: one(
      `module.exports = { ${CONNECT}, validate (input, options, output) { output(null, { token: input.key, echoed: JSON.stringify(input) }) } }`,
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'false given by validate',
    files: one(`module.exports = { ${CONNECT}, validate (input, options, output) { output(null, false) } }`),
    validate: 'The connector says the connection is not valid.',
    connect: HANDLE,
  },
  {
    name: 'a text as error',
    files: one(
      `module.exports = { connect (input, output) { output('no depot') }, validate (input, options, output) { output('Depot is closed') } }`,
    ),
    validate: 'Depot is closed',
    connect: 'no depot',
  },
  {
    name: 'an error inside an error',
    files: one(
      `module.exports = { ${CONNECT}, validate (input, options, output) { output({ error: { message: 'from inside' }, statusCode: 400 }) } }`,
    ),
    validate: 'from inside',
    connect: HANDLE,
  },
  {
    name: 'an error thrown instead of called back',
    files: one(
      `module.exports = { ${CONNECT}, validate () { throw new TypeError('cannot read depot of undefined') } }`,
    ),
    validate: 'cannot read depot of undefined',
    connect: HANDLE,
  },
  {
    name: 'an error thrown in a timer',
    files: one(
      `module.exports = { ${CONNECT}, validate () { setTimeout(() => { throw new Error('thrown later') }, 5) } }`,
    ),
    validate: 'thrown later',
    connect: HANDLE,
  },
  {
    name: 'a rejected promise',
    files: one(`module.exports = { ${CONNECT}, async validate () { await Promise.reject(new Error('rejected')) } }`),
    validate: 'rejected',
    connect: HANDLE,
  },
  {
    name: 'never calling back',
    files: one(`module.exports = { ${CONNECT}, validate () {} }`),
    timeoutMs: 400,
    validate: 'The connector gave no answer within 0.4 seconds.',
    connect: HANDLE,
  },
  {
    name: 'calling back twice',
    files: one(
      `module.exports = { ${CONNECT}, validate (input, options, output) { output(new Error('first')); output(null, true) } }`,
    ),
    validate: 'first',
    connect: HANDLE,
  },
  {
    name: 'giving a value instead of calling back',
    files: one(`module.exports = { connect () { return { handle: 1 } }, async validate () { return true } }`),
    timeoutMs: 400,
    validate: 'The connector gave no answer within 0.4 seconds.',
    connect: 'The connector gave no answer within 0.4 seconds.',
  },
  {
    name: 'process.exit',
    files: one(`module.exports = { ${CONNECT}, validate () { process.exit(1) } }`),
    validate: 'The connector ended its own process before it gave an answer.',
    connect: HANDLE,
  },
  {
    name: 'throwing while it is loaded',
    files: one("throw new Error('no configuration found')"),
    validate: 'no configuration found',
    connect: 'no configuration found',
  },
  {
    name: 'a package that is missing',
    files: one("const depot = require('depot-client')\nmodule.exports = {}"),
    validate: "Cannot find module 'depot-client'",
    connect: "Cannot find module 'depot-client'",
  },
  {
    name: 'a mistake of syntax',
    files: one('module.exports = {\n  connect (input, output {\n}'),
    validate: /^index\.js:2: /,
    connect: /^index\.js:2: /,
  },
  {
    name: 'no validate',
    files: one(`module.exports = { ${CONNECT} }`),
    validate: 'This connector has no check.',
    connect: HANDLE,
  },
  {
    name: 'no connect',
    files: one('module.exports = { validate (input, options, output) { output(null, true) } }'),
    validate: ok,
    connect: 'This connector has no connect function, so nothing can be made with it.',
  },
  {
    name: 'a handle of no shape',
    files: one(
      'module.exports = { connect (input, output) { output(null, input) }, validate (input, options, output) { output(null) } }',
    ),
    validate: ok,
    connect: 'The connector gave no handle: connect has to call output(null, { handle: … }).',
  },
  {
    name: 'a handle with a client in it',
    files: one(
      'module.exports = { connect (input, output) { output(null, { handle: { agent: new (require("http").Agent)() } }) } }',
    ),
    validate: 'This connector has no check.',
    connect: /^The handle cannot be kept: \/agent is an object of class Agent/,
  },
  {
    name: 'its own modules, in node_modules and beside it',
    files: one(
      `const { sign } = require('signer')
const shared = require('./common/lib/v1/shared.js')
module.exports = { connect (input, output) { output(null, { handle: sign(shared(input)) }) }, validate (input, options, output) { output(null, true) } }`,
      {
        'node_modules/signer/package.json':
          '{"name":"signer","exports":{".":{"import":"./main.mjs","require":"./main.cjs"}}}',
        'node_modules/signer/main.cjs':
          "exports.sign = value => ({ ...value, key: require('dep') + value.key.slice(1) })",
        'node_modules/signer/main.mjs': "export const sign = () => 'the wrong one'",
        'node_modules/signer/node_modules/dep/package.json': '{"name":"dep","main":"lib/index"}',
        'node_modules/signer/node_modules/dep/lib/index.js': "module.exports = 'r'",
        'common/lib/v1/shared.js': 'module.exports = ({ url, key }) => ({ url, key })',
      },
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'the SDK by its old name: logger, filters and dates',
    files: one(
      `const { getLogger, CustomFilters, dates } = require('ptc-flow-sdk')
const log = getLogger('depot')
module.exports = { ${CONNECT}, validate (input, options, output) {
  log.info('checking', { url: input.url })
  const kept = new CustomFilters([{ input: 'state', operator: 'Equals', expected: 'open' }]).filter([{ state: 'open' }, { state: 'shut' }])
  output(kept.length === 1 && dates.toISO(dates.add('2026-01-31', 1, 'M')).startsWith('2026-02-28') ? null : 'wrong')
} }`,
      {
        'node_modules/ptc-flow-sdk/package.json': '{"name":"ptc-flow-sdk","main":"index.js"}',
        'node_modules/ptc-flow-sdk/index.js': "throw new Error('the wrong SDK')",
      },
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'the SDK by its own name, imported',
    files: one(
      `import { getLogger, CustomFilters } from 'flow-connections/sdk'
import * as old from 'ptc-flow-sdk'
export const connect = (input, output) => output(null, { handle: { url: input.url, key: input.key } })
export const validate = (input, options, output) => { getLogger().debug('x'); output(old.CustomFilters === CustomFilters ? null : 'two SDKs') }`,
      { 'package.json': '{"type":"module"}' },
    ),
    validate: ok,
    connect: HANDLE,
  },
  {
    name: 'options with a signal, a locale and a reason',
    files: one(`module.exports = { ${CONNECT}, validate (input, options, output) {
  options.setMeta({ a: 1 })
  output(options.signal instanceof AbortSignal && options.reason === 'test' && options.locale === 'en' && options.timeout > 0 ? null : JSON.stringify(options))
} }`),
    validate: ok,
    connect: HANDLE,
  },
]
