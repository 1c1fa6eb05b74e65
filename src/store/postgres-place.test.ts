import { expect, it } from 'vitest'
import { readPlace } from './postgres-place.ts'

it.each([
  ['postgresql://ana:p%40ss@db.example.com:6543/shop', 'db.example.com', true, 'shop at db.example.com:6543'],
  ['postgres://ana@db.example.com/shop?sslmode=verify-full', 'db.example.com', true, 'shop at db.example.com'],
  ['postgresql://ana@localhost/shop', 'localhost', false, 'shop at localhost'],
  ['postgresql://ana@[::1]:5433', '::1', false, 'flow at [::1]:5433'],
  ['postgresql://ana@localhost/shop?host=/run/postgresql', '/run/postgresql', false, 'shop at /run/postgresql'],
])('reads %s; what is not this machine is spoken to over TLS with a checked certificate', (text, host, tls, name) => {
  const place = readPlace(text)
  expect(place.connect).toMatchObject({ host, ssl: tls ? { rejectUnauthorized: true } : false })
  expect(place.name).toBe(name)
})

it.each([
  'mysql://x/y',
  'no address',
  'postgresql://ana@db.example.com/shop?sslmode=disable',
  'postgresql://ana@db.example.com/shop?sslmode=require',
  'postgresql://ana@localhost/shop?sslmode=prefer',
  'postgresql:///shop',
  'postgresql://ana@localhost/shop?other=1',
  'postgresql://ana@db.example.com/shop?sslrootcert=/nowhere/ca.pem',
])('refuses %s, without repeating a password', text => {
  const refusal = {
    code: 'config_invalid',
    detail: expect.stringMatching(/^The database address in FLOW_DATABASE_URL/),
  }
  expect(() => readPlace(text.replace('ana', 'ana:canary'))).toThrow(expect.objectContaining(refusal))
  expect(() => readPlace(text.replace('ana', 'ana:canary'))).not.toThrow('canary')
})
