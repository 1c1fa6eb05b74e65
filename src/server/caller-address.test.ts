import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { callerAddress, makeTrust } from './caller-address.ts'

const signIn = { kind: 'proxy', userHeader: 'x-user', secret: 's'.repeat(40) } as const
const behind = makeTrust({ team: { proxies: ['10.0.0.0/24', 'fd00::5'], signIn } })

function ask(remoteAddress: string | undefined, forwarded?: string) {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
  const request = new IncomingMessage(socket)
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
  return request
}

it.each([
  ['nobody in between', ask('192.0.2.7'), '192.0.2.7'],
  ['an address of version 4 on a socket of version 6', ask('::ffff:192.0.2.7'), '192.0.2.7'],
  ['a proxy of ours', ask('10.0.0.1', '192.0.2.7'), '192.0.2.7'],
  ['two proxies of ours', ask('::ffff:10.0.0.1', '192.0.2.7, fd00::5'), '192.0.2.7'],
  ['a header that the caller had made up', ask('10.0.0.1', '198.51.100.1, 192.0.2.7'), '192.0.2.7'],
  ['a header from somebody who is no proxy of ours', ask('192.0.2.7', '198.51.100.1'), '192.0.2.7'],
  ['a name that is no address', ask('10.0.0.1', 'unknown\tx'), ''],
  ['a unix socket', ask(undefined), ''],
])('tells where a request came from with %s', (_name, request, address) => {
  expect(callerAddress(request, behind)).toBe(address)
})

it('believes no header where no proxy is known', () => {
  expect(callerAddress(ask('127.0.0.1', '198.51.100.1'), makeTrust({}))).toBe('127.0.0.1')
})
