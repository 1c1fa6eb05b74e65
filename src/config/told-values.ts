export function readTextList(value: unknown, name: string, problems: string[]): string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  problems.push(`"${name}" is not a list of texts.`)
  return []
}

export function oneOf<T extends string>(
  allowed: readonly [T, ...T[]],
  value: unknown,
  name: string,
  problems: string[],
): T {
  const found = allowed.find(item => item === value)
  if (found === undefined) problems.push(`The ${name} "${String(value)}" is none of: ${allowed.join(', ')}.`)
  return found ?? allowed[0]
}
