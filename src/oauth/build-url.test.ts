import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { buildUrl, type UrlRules } from './build-url.ts'
import { parseTemplate } from './template.ts'

const RULES: UrlRules = { trusted: () => false, hostSuffix: [], loopbackHttp: false }

function build(text: string, values: Record<string, string>, rules: Partial<UrlRules> = {}): string {
  return buildUrl(parseTemplate(text), values, { ...RULES, ...rules })
}

function refusal(text: string, values: Record<string, string>, rules: Partial<UrlRules> = {}): AppError {
  try {
    build(text, values, rules)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error(`${text} was built`)
}

describe('buildUrl', () => {
  it('encodes a value for the path and for the query', () => {
    expect(build('https://h.example/{a}/x?b={b}', { a: 'p/q r', b: 'm&n o' })).toBe(
      'https://h.example/p%2Fq%20r/x?b=m%26n+o',
    )
  })

  it('6749-1: drops a fragment', () => {
    expect(build('https://h.example/a#{b}', { b: 'x' })).toBe('https://h.example/a')
  })

  it('fills a label of the host and keeps the literal end', () => {
    expect(build('https://{sub}.zendesk.com/oauth', { sub: 'acme' })).toBe('https://acme.zendesk.com/oauth')
  })

  it.each([
    'evil.com/',
    'evil.com#',
    'evil.com\\',
    'x@evil.com',
    'a.b%2f',
    'a\r\nX:',
    '１２７',
    'a。b',
    '',
    '-a',
    'a-',
    'a.b',
  ])('refuses %j as a label of the host, without repeating it', value => {
    const error = refusal('https://{sub}.zendesk.com/oauth', { sub: value })
    expect(error.fields[0]?.pointer).toBe('/sub')
    if (value.length > 2) expect(error.detail).not.toContain(value)
  })

  it.each(['evil-zendesk.com', 'zendesk.com.evil.org', '0x7f.1', '2130706433', 'zendesk.com:8443', 'x@zendesk.com'])(
    'refuses %s as a whole host that is to end in zendesk.com',
    value => {
      expect(refusal('https://{host}/oauth', { host: value }, { hostSuffix: ['zendesk.com'] }).code).toBe(
        'invalid_input',
      )
    },
  )

  it('lets a whole host through that ends as it should, and one with a port that an administrator set', () => {
    expect(build('https://{host}/o', { host: 'a.zendesk.com' }, { hostSuffix: ['.zendesk.com'] })).toBe(
      'https://a.zendesk.com/o',
    )
    expect(build('https://{HOST}/o', { HOST: 'plm.corp:8443' }, { trusted: () => true })).toBe(
      'https://plm.corp:8443/o',
    )
  })

  it('takes a whole address at the start, and puts a slash before what follows', () => {
    expect(build('{url}/me', { url: 'https://plm.corp/Windchill/' })).toBe('https://plm.corp/Windchill/me')
    expect(build('{url}.evil.org', { url: 'https://plm.corp' })).toBe('https://plm.corp/.evil.org')
  })

  it.each([
    'https://u:p@plm.corp',
    'https://plm.corp/?a=b',
    'javascript:alert(1)',
    'plm.corp',
    'https://plm.corp/../x',
  ])('refuses %s as a whole address', value => {
    expect(refusal('{url}/me', { url: value }).code).toBe('invalid_input')
  })

  it.each(['https://0x7f.1', 'https://2130706433', 'https://１２７.0.0.1', 'https://plm。corp'])(
    'refuses %s, which a parser reads as another host than is written there',
    value => {
      expect(refusal('{url}/me', { url: value }).detail).toBe('The value of "url" would change the address.')
    },
  )

  it('refuses . and .. as a path segment', () => {
    expect(refusal('https://h.example/{a}/x', { a: '..' }).code).toBe('invalid_input')
    expect(refusal('https://h.example/{a}{b}/x', { a: '.', b: '.' }).code).toBe('invalid_input')
  })

  it('TLS-1: speaks plain http to this machine only, and only where that is allowed', () => {
    expect(build('http://127.0.0.1:4700/token', {}, { loopbackHttp: true })).toBe('http://127.0.0.1:4700/token')
    expect(refusal('http://127.0.0.1:4700/token', {}).detail).toContain('without https')
    expect(refusal('http://h.example/token', {}, { loopbackHttp: true }).detail).toContain('without https')
  })

  it('never lets a random value change host, port or path depth', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom('..', '%2e%2e', 'a/b', '\\', '?#'),
    )
    const label = fc.stringMatching(/^[a-z0-9]{1,9}$/)
    fc.assert(
      fc.property(fc.oneof(label, anything), anything, anything, (a, b, c) => {
        let text: string
        try {
          text = build('https://{a}.example.com:8443/x/{b}/y?q={c}', { a, b, c })
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          return
        }
        const url = new URL(text)
        expect([
          url.hostname.split('.').slice(1).join('.'),
          url.hostname.split('.').length,
          url.port,
          url.pathname.split('/').length,
          decodeURIComponent(url.pathname.split('/')[2] ?? ''),
          [...url.searchParams],
        ]).toEqual(['example.com', 3, '8443', 4, b.toWellFormed(), [['q', c.toWellFormed()]]])
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})
