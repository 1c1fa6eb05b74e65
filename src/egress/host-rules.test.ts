import { describe, expect, it } from 'vitest'
import { hostNameOf } from './host-name.ts'
import { type EgressPolicy, judgeTarget } from './judge-target.ts'
import { type HostRule, readHostRule } from './read-host-rule.ts'

function policy(mode: EgressPolicy['mode'], ...lines: string[]): EgressPolicy {
  const rules = lines.map(readHostRule).filter((rule): rule is HostRule => typeof rule !== 'string')
  expect(rules.length).toBe(lines.length)
  return { mode, rules, ownPorts: new Set([4600]) }
}

const at = (host: string, port: number, ...addresses: string[]) => ({ host, port, addresses })

describe('hostNameOf', () => {
  it.each([
    ['2130706433', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['①②⑦.⓪.⓪.①', '127.0.0.1'],
    ['127。0。0。1', '127.0.0.1'],
    ['169.254.169.254.', '169.254.169.254'],
    ['LOCALHOST.', 'localhost'],
    ['[::1]', '::1'],
    ['::FFFF:127.0.0.1', '::ffff:7f00:1'],
    ['plm.Example.com', 'plm.example.com'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ])('writes %s as %s', (text, name) => expect(hostNameOf(text)).toBe(name))

  it.each(['', 'a b', 'a/b', 'user@host', 'host:80', 'host\\@other', '[::1', '.', 'a?b', 'a#b'])('refuses %j', text =>
    expect(hostNameOf(text)).toBeUndefined(),
  )
})

describe('readHostRule', () => {
  it.each(['localhost', 'localhost:', 'localhost:0', 'localhost:70000', 'a:9-3', '10.0.0.0/40:1', 'a b:1', '*:80'])(
    'says what is wrong with %j',
    text => expect(readHostRule(text)).toEqual(expect.any(String)),
  )

  it('reads hosts, suffixes, networks and ports', () => {
    expect(readHostRule('*.plm.corp:443')).toMatchObject({ host: { below: '.plm.corp' }, ports: [443, 443] })
    expect(readHostRule('10.20.0.0/16:8000-8100')).toMatchObject({ host: { network: '10.20.0.0', bits: 16 } })
    expect(readHostRule('[fd12::1]:*')).toMatchObject({ host: { exact: 'fd12::1' }, ports: null })
  })
})

describe('judgeTarget, alone on a machine', () => {
  it('allows public and private places', () => {
    expect(judgeTarget(policy('single'), at('example.com', 443, '93.184.216.34')).ok).toBe(true)
    expect(judgeTarget(policy('single'), at('plm.corp', 443, '10.0.0.7')).ok).toBe(true)
  })

  it('asks for this machine by host and port, and says which line would allow it', () => {
    expect(judgeTarget(policy('single'), at('localhost', 8080, '127.0.0.1', '::1'))).toEqual({
      ok: false,
      class: 'loopback',
      rule: 'localhost:8080',
    })
    const allowed = policy('single', 'localhost:8080')
    expect(judgeTarget(allowed, at('localhost', 8080, '127.0.0.1', '::1')).ok).toBe(true)
    expect(judgeTarget(allowed, at('127.0.0.1', 8080, '127.0.0.1')).ok).toBe(true)
    expect(judgeTarget(allowed, at('localhost', 8081, '127.0.0.1')).ok).toBe(false)
    // A name of somebody else that points here was not what was allowed.
    expect(judgeTarget(allowed, at('rebind.example', 8080, '127.0.0.1')).ok).toBe(false)
  })

  it('never reaches itself, the place where clouds keep credentials, or a name with one bad address', () => {
    const wide = policy('single', 'localhost:*', '169.254.169.254:*', 'evil.example:*')
    expect(judgeTarget(wide, at('localhost', 4600, '127.0.0.1'))).toEqual({ ok: false, class: 'own' })
    expect(judgeTarget(wide, at('169.254.169.254', 80, '169.254.169.254')).ok).toBe(false)
    expect(judgeTarget(wide, at('evil.example', 80, '8.8.8.8', '0.0.0.0')).ok).toBe(false)
    expect(judgeTarget(wide, at('nowhere.example', 80)).ok).toBe(false)
  })
})

describe('judgeTarget, in a team', () => {
  it('allows a private place only where it is named', () => {
    const named = policy('team', '*.plm.corp:443', '10.20.0.0/16:8000-8100')
    expect(judgeTarget(named, at('eu.plm.corp', 443, '10.0.0.7')).ok).toBe(true)
    expect(judgeTarget(named, at('anything', 8050, '10.20.3.4')).ok).toBe(true)
    expect(judgeTarget(named, at('anything', 8200, '10.20.3.4')).ok).toBe(false)
    expect(judgeTarget(named, at('xplm.corp', 443, '10.0.0.7')).ok).toBe(false)
    expect(judgeTarget(named, at('example.com', 443, '93.184.216.34')).ok).toBe(true)
  })

  it('takes no network or suffix for this machine itself', () => {
    const wide = policy('team', '127.0.0.0/8:*', '*.corp:*', '0.0.0.0/0:*')
    expect(judgeTarget(wide, at('x.corp', 9000, '127.0.0.1')).ok).toBe(false)
  })
})
