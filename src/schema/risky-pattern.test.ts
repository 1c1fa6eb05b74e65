import { describe, expect, it } from 'vitest'
import { isRisky } from './risky-pattern.ts'

/** Each leads a backtracking matcher around a loop in two ways. */
const EXPONENTIAL = [
  '(a+)+',
  '^(a+)+$',
  '(a*)*b',
  '(a*)+$',
  '((ab)*)*c',
  '([a-z]+)*x',
  '(\\d+)+',
  '(\\p{L}+)*$',
  '(.*)*x',
  '(?:(?:a)*)*b',
  '((a+)b?)+',
  '(.+\\.)+',
  '(a{1,}){2,}',
  '(\\d{1,3})*$',
  '(?:\\w+\\s?)*',
  '(a|a)*$',
  '(a|aa)+$',
  '(a|[ab])*c',
  '(ab|a|b)*c',
  '(0|[0-9])*x',
  '(\\s|\\s)*x',
  '^(?:\\w|\\d)+$',
  '^(a(b|b)c)*d$',
  '(.|\\n)*?x(.|\\n)*$',
  '([\\s\\S]*)+x',
  '(a?b?)*$',
  '(?:[a-z]*\\d*)*_',
  '^(-?\\d+)*$',
  '(x+x+)+y',
  '(.*a){25}',
  '^(?:.*,){10}P',
  '^(?:a?){30}a{30}$',
  '^([0-9a-f]{1,4}:?){1,8}$',
  '^(\\S+)(\\s*,\\s*\\S+)*$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(?=(a+)+$)b',
  'a(?!(b*)*c)',
  '^(https?:\\/\\/)?([\\da-z\\.-]+)\\.([a-z\\.]{2,6})([\\/\\w \\.-]*)*\\/?$',
]

/** Three loops in a row take the same letter; without `^` the search for a beginning is one of them. */
const CUBIC = [
  '\\s*\\s*$',
  '\\s+\\s+$',
  '.*.*x',
  '\\d+\\d+\\d+$',
  '^\\d*\\d*\\d*$',
  '^[\\w.]+[\\w-]+[\\w]+@$',
  '[^@]+[^.]+[^,]+$',
]

/** What connectors really ask for. */
const HARMLESS = [
  '^a+$',
  '(abc)+',
  '(ab|cd)+',
  '(a|ab)*c',
  '([a-z]+,)*',
  '(\\/[^/]+)*',
  '^\\S+$',
  '^\\S(.*\\S)?$',
  '^\\s+|\\s+$',
  '^.*\\S.*$',
  '^.{1,64}$',
  '^(?!mongodb).*$',
  '^(?:(?!--).)*$',
  '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d).{8,}$',
  '^https?://.+$',
  '^[A-Za-z][A-Za-z0-9+.-]*://\\S+$',
  '^https:\\/\\/[a-zA-Z0-9._-]+(:[0-9]+)?(\\/.*)?$',
  '^https?:\\/\\/(www\\.)?[-a-zA-Z0-9@:%._\\+~#=]{1,256}\\.[a-zA-Z0-9()]{1,6}\\b([-a-zA-Z0-9()@:%_\\+.~#?&//=]*)$',
  '^(?:https?://)?[a-z0-9-]+\\.my\\.salesforce\\.com/?$',
  '^(.+)://(.+):(.+)@(.+)$',
  '^mongodb(\\+srv)?://.+:.+@.+/.+$',
  '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$',
  '^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9])$',
  '^([a-z0-9]+(-[a-z0-9]+)*\\.)+[a-z]{2,}$',
  '^((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$',
  '^(([0-9a-fA-F]{1,4}:){7,7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|::1)$',
  '^(\\d{1,3}\\.){3}\\d{1,3}(:\\d{1,5})?$',
  '^[^\\s@]+@[^\\s@]+$',
  '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
  '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$',
  '^arn:aws[a-zA-Z-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+$',
  '^arn:(aws|aws-cn|aws-us-gov):[a-z0-9-]+:[a-z0-9-]*:[0-9]{0,12}:.+$',
  '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
  '^s3://[^/]+/.*$',
  '^[a-z]{2}-[a-z]+-\\d$',
  '^[A-Z0-9]{20}$',
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  '^[A-Za-z0-9+/]+={0,2}$',
  '^-----BEGIN [A-Z ]+-----[\\s\\S]+-----END [A-Z ]+-----\\s*$',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$',
  '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z?)?$',
  '^([0-1]?[0-9]|2[0-3]):[0-5][0-9]$',
  '^[-+]?[0-9]*\\.?[0-9]+$',
  '^[^,]+(,[^,]+)*$',
  '^(\\*|[a-z]+(,[a-z]+)*)$',
  '^(?:\\w+\\.)*\\w+$',
  '^[a-zA-Z0-9]+([_.-][a-zA-Z0-9]+)*$',
  '^[^.]+\\.[^.]+\\.[^.]+$',
  '\\.(csv|json)$',
  '',
]

describe('a pattern is risky', () => {
  it.each(EXPONENTIAL)('when a loop can be run in two ways: %s', pattern => expect(isRisky(pattern)).toBe(true))
  it.each(CUBIC)('when three loops take the same letter: %s', pattern => expect(isRisky(pattern)).toBe(true))
  it('when it is too large to be looked at', () => {
    expect(isRisky(`(?:${'a|'.repeat(200)}a)*`)).toBe(true)
    expect(isRisky('(((((((a{5}){5}){5}){5}){5}){5}){5})*')).toBe(true)
  })
})

describe('a pattern is harmless', () => {
  it.each(HARMLESS)('%s', pattern => expect(isRisky(pattern)).toBe(false))

  it('and matches at once what is meant to keep it busy, up to the longest text there is', () => {
    const texts = ['a', '.', ':', '-', '0', ' ', 'a.', 'a,', 'a@', '://'].map(part => part.repeat(200))
    for (const pattern of HARMLESS) for (const text of texts) new RegExp(pattern, 'u').test(`${text}\n!`)
  })
})
