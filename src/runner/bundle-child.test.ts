import { describe, expect, it } from 'vitest'
import { bundleChild } from './bundle-child.ts'

describe('bundleChild', () => {
  it('is one file that needs nothing but Node, each name once', () => {
    const imports = bundleChild().match(/^const \{.*\} = require\(.*$/gm) ?? []
    expect(imports.length).toBeGreaterThan(3)
    for (const line of imports) expect(line).toMatch(/^const \{ [\w, ]+ \} = require\('node:[\w/]+'\)$/)
    const names = imports.flatMap(line => (/\{ (.*) \}/.exec(line)?.[1] ?? '').split(', '))
    expect(new Set(names).size).toBe(names.length)
  })

  it('holds child, protocol and SDK, and starts one with the other', () => {
    const text = bundleChild()
    for (const name of ['startChild', 'callConnector', 'LIMITS', 'makeSdk', 'CustomFilters', 'dates']) {
      expect(text).toMatch(new RegExp(`return \\{[^}]*\\b${name}\\b[^}]*\\}`))
    }
    expect(text).toMatch(/\nmodule\d+\.startChild\(module\d+\.makeSdk\)\n$/)
    expect(text).not.toMatch(/^(export|interface|type) /m)
  })

  it('gives the same text each time, so that its hash can name the file', () => {
    expect(bundleChild()).toBe(bundleChild())
  })
})
