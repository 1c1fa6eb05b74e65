import { expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import { findField } from './find-field.ts'

const text: JsonObject = { type: 'string' }
const form = compile(
  {
    type: 'object',
    properties: {
      host: text,
      'a.b': text,
      auth: {
        type: 'object',
        oneOf: [
          { title: 'Password', properties: { user: text, secret: text } },
          { title: 'Token', properties: { token: text, secret: text } },
        ],
      },
      proxy: { type: 'object', properties: { address: text, host: text } },
      servers: { type: 'array', items: { type: 'object', properties: { name: text, port: text } } },
    },
  },
  { texts: { service: 'demo', chain: ['en'], bundles: {} }, profile: 'installed' },
)
const values: JsonObject = { auth: { 'x-branch': 'token' }, servers: [{ name: 'x' }] }

it.each([
  ['a field of the form', '/host', '/host'],
  ['a pointer', '/auth/token', '/auth/token'],
  ['a name with a dot', '/a.b', '/a.b'],
  ['a way with dots', '/auth.token', '/auth/token'],
  ['a way through a list', '/servers[0].name', '/servers/0/name'],
  ['a name in the chosen branch', '/token', '/auth/token'],
  ['the end of a way', '/address', '/proxy/address'],
  ['a name in the one entry of a list', '/name', '/servers/0/name'],
  ['a group', '/auth', '/auth'],
])('finds %s', (_, given, pointer) => {
  expect(findField(form, values, given)).toBe(pointer)
})

it.each([
  ['a name of another branch', '/user'],
  ['a name that several fields have', '/port'],
  ['an entry that there is not', '/servers[3].name'],
  ['a name that there is not', '/nowhere'],
  ['a pointer that leads nowhere', '/proxy/nowhere'],
  ['the whole form', ''],
])('leaves %s as it is', (_, given) => {
  const two = { ...values, servers: [{}, {}] }
  expect(findField(form, two, given)).toBe(given)
})
