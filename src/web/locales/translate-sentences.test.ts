import { describe, expect, it } from 'vitest'
import { translateSentences } from './translate-sentences.ts'

const translate = translateSentences([
  ['It failed: {rest}', 'Fehlgeschlagen: {rest}'],
  ['Host {host} is not known.', 'Host {host} ist nicht bekannt.'],
  ['Check the {field} and the port.', 'Prüfen Sie „{field}“ und den Port.'],
  ['Check the {field}.', 'Prüfen Sie „{field}“.'],
  ['{service} answered {status}.', '{service} hat mit {status} geantwortet.'],
])

describe('a sentence of the server', () => {
  it.each([
    ['Host a.example.com is not known.', 'Host a.example.com ist nicht bekannt.'],
    [
      'Host a.example.com is not known. Check the Server-URL.',
      'Host a.example.com ist nicht bekannt. Prüfen Sie „Server-URL“.',
    ],
    ['Check the URL and the port.', 'Prüfen Sie „URL“ und den Port.'],
    ['It failed: Host a is not known. Check the URL.', 'Fehlgeschlagen: Host a ist nicht bekannt. Prüfen Sie „URL“.'],
  ])('%s', (english, german) => {
    expect(translate(english)).toBe(german)
  })

  it('keeps the words of others behind a known beginning', () => {
    expect(translate('It failed: Depot was silent.')).toBe('Fehlgeschlagen: Depot was silent.')
  })

  it('is left alone when a part of it is not known', () => {
    expect(translate('Host a is not known. Ask Ann.')).toBeUndefined()
    expect(translate('Nobody knows.')).toBeUndefined()
  })

  it('takes no sentence, and no words for a number, into a place', () => {
    expect(translate('Depot answered 401. Ask Ann.')).toBeUndefined()
    expect(translate('Depot answered in Latin.')).toBeUndefined()
    expect(translate('Depot answered 401. Check the URL.')).toBe('Depot hat mit 401 geantwortet. Prüfen Sie „URL“.')
  })

  it('takes marks of patterns as text', () => {
    expect(translateSentences([['Really? ({n}) [a].', '{n}!']])('Really? (3) [a].')).toBe('3!')
  })

  it('puts in what a service wrote as it is', () => {
    expect(translate('Host {field} $& is not known.')).toBe('Host {field} $& ist nicht bekannt.')
  })
})
