import { describe, expect, it } from 'vitest'
import { checkCode } from './check-code.ts'

const codes = (source: string) => checkCode(source).map(({ severity, code, line }) => `${severity} ${code} ${line}`)

const CONNECT = 'connect: (input, output) => output(null, { handle: input })'
const ASK = 'validate: async (input, options, output) => { await fetch(input.url); output(null, true) }'

describe('code that is good is left alone', () => {
  it.each([
    ['an object', `module.exports = { ${CONNECT}, ${ASK} }`],
    [
      'methods',
      'module.exports = { connect(i, o) { o(null, i) }, async validate(i) { return (await fetch(i.url)).ok } }',
    ],
    [
      'names',
      'function connect(i, o) { o(null, i) }\nconst validate = async i => fetch(i.url)\nmodule.exports = { connect, validate }',
    ],
    [
      'exports one by one',
      'exports.connect = (i, o) => o(null, i)\nmodule.exports.validate = async i => { await fetch(i.url); return true }',
    ],
    ['both at once', `exports = module.exports = { ${CONNECT}, ${ASK} }`],
    [
      'ES functions',
      'export function connect(i) { return { handle: i } }\nexport const validate = async i => { await fetch(i.url) }',
    ],
    [
      'ES names',
      'const connect = i => ({ handle: i })\nasync function check(i) { await fetch(i.url) }\nexport { connect, check as validate }',
    ],
    ['a default export', `export default { ${CONNECT}, ${ASK} }`],
    [
      'a check by hand',
      "module.exports = { connect: i => ({ handle: i }), validate: i => { if (!i.url) throw new Error('no') } }",
    ],
    [
      'a check that always refuses',
      "module.exports = { connect: i => ({ handle: i }), validate: (i, o, out) => out(new Error('not yet')) }",
    ],
    [
      'an answer through arguments',
      'module.exports = { connect: function (i, o) { send(arguments) }, validate: async i => fetch(i) }',
    ],
  ])('%s', (_, source) => expect(codes(source)).toEqual([]))
})

describe('code that makes its functions in another way is not judged', () => {
  it.each([
    ["module.exports = require('./other')"],
    ['module.exports = class { connect() {} }'],
    ['module.exports = { ...base }'],
    ['module.exports = { [name]: 1 }'],
    ["export * from './other.js'"],
    ['module.exports = make({ connect() {} })'],
    ['if (process.env.X) module.exports = { connect() {} }'],
    ['Object.assign(exports, make())'],
  ])('%s', source => expect(codes(source)).toEqual([]))
})

describe('what is wrong stands at its line', () => {
  it.each([
    [
      'a mistake of syntax',
      'module.exports = {\n  connect(input, output) {\n    output(null,, input)\n  },\n}',
      ['error bad-code 3'],
    ],
    ['a mistake of syntax in an ES module', 'export function connect(i) {\n  return {\n}', ['error bad-code 3']],
    ['no connect', `module.exports = { ${ASK} }`, ['error no-connect 1']],
    ['no validate', `module.exports = { ${CONNECT} }`, ['warning no-validate 1']],
    ['nothing at all', '', ['error no-connect 1', 'warning no-validate 1']],
    [
      'a check that says yes',
      `module.exports = {\n  ${CONNECT},\n  validate: (input, options, output) => output(null, true),\n}`,
      ['warning empty-validate 3'],
    ],
    [
      'a check that returns true',
      `module.exports = {\n  ${CONNECT},\n  validate() { return true },\n}`,
      ['warning empty-validate 3'],
    ],
    [
      'a check without an answer',
      `module.exports = {\n  ${CONNECT},\n  validate(input, options, output) { fetch(input.url) },\n}`,
      ['warning no-answer 3'],
    ],
    [
      'a connect without an answer',
      `module.exports = {\n  connect: function (input, output) { input.url = 1 },\n  ${ASK},\n}`,
      ['warning no-answer 2'],
    ],
  ])('%s', (_, source, said) => expect(codes(source)).toEqual(said))

  it('in words that say what to do', () => {
    expect(checkCode('module.exports = {').at(0)?.message).toBe('this is no JavaScript: unexpected token')
    expect(checkCode('exports.x = 1').map(({ message }) => message)).toEqual([
      'no "connect" is exported; write module.exports = { connect, validate }',
      'no "validate" is exported, so every value is saved without being tried',
    ])
  })
})
