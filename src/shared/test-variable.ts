export const TEST_PREFIX = 'FLOW_TEST_'

/** The variable that fills the field at this path in a test: `FLOW_TEST_CLIENT_SECRET` for `clientSecret`. */
export function testVariable(path: readonly string[]): string {
  const words = path.map(part => part.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2').replace(/[^\p{L}\p{N}]+/gu, '_'))
  return TEST_PREFIX + words.join('_').toUpperCase()
}
