import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConfigOptions, parseConfig, withPort } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'flow-config-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function parse(deployment: unknown, options: ConfigOptions = {}, env: Record<string, string> = {}) {
  if (deployment !== undefined) {
    const text = typeof deployment === 'string' ? deployment : JSON.stringify(deployment)
    writeFileSync(join(home, 'deploymentConfig.json'), text)
  }
  return parseConfig({ options: { data: home, ...options }, env })
}

function refusal(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('parseConfig', () => {
  it('needs nothing but a folder', () => {
    const config = parse(undefined)
    expect(config).toMatchObject({
      home,
      port: 4600,
      environment: 'local',
      publicUrl: 'http://localhost:4600',
      validateTimeoutMs: 30_000,
      connectorRoots: [join(home, 'connectors')],
    })
    expect(config.keyFile.startsWith(home)).toBe(false)
  })

  it('keeps the record for 400 days unless it is told otherwise', () => {
    const days = (text: string) => parse(undefined, {}, { FLOW_AUDIT_DAYS: text }).auditDays
    expect([days(''), days('30'), days('0')]).toEqual([400, 30, 0])
    expect(refusal(() => days('a year')).detail).toContain('FLOW_AUDIT_DAYS "a year"')
  })

  it('tests what is in use once a day unless it is told otherwise', () => {
    const hours = (text: string) => parse(undefined, {}, { FLOW_RETEST_HOURS: text }).retestHours
    expect([hours(''), hours('6'), hours('0')]).toEqual([24, 6, 0])
    expect(refusal(() => hours('often')).detail).toContain('FLOW_RETEST_HOURS "often"')
  })

  it('lists everything that is wrong at once', () => {
    const error = refusal(() =>
      parse(
        { environment: 'prod', oauthReturn: 'none', validateTimeout: 5, params: { A: 1 }, sharedReturnFor: 'x' },
        { port: '99999', host: '0.0.0.0', logLevel: 'loud' },
      ),
    )
    expect(error.code).toBe('config_invalid')
    expect(error.detail.split('\n')).toHaveLength(8)
  })

  it('names line and column of a mistake in deploymentConfig.json', () => {
    const error = refusal(() => parse('{\n  "environment": "local"\n  "params": {}\n}'))
    expect(error.detail).toContain(`${join(home, 'deploymentConfig.json')}:3:3 missing-comma`)
  })

  it('demands a public address outside of local', () => {
    expect(refusal(() => parse({ environment: 'production' })).detail).toContain('"publicUrl" is missing')
  })

  it('takes no public address with a path, a query or a user', () => {
    for (const publicUrl of ['https://a.example/x', 'https://a.example?x', 'https://u@a.example', 'ftp://a.example']) {
      expect(refusal(() => parse({ publicUrl })).detail).toContain('"publicUrl"')
    }
  })

  it('gives two data folders two key files', () => {
    const other = parseConfig({ options: { data: `${home}-other` }, env: {} })
    expect(parse(undefined).keyFile).not.toBe(other.keyFile)
  })

  it('adds the folders of connectors that option and environment name', () => {
    const config = parse(undefined, { connectors: '/a' }, { FLOW_CONNECTORS: '/b' })
    expect(config.connectorRoots).toEqual([join(home, 'connectors'), '/a', '/b'])
  })
})

describe('withPort', () => {
  it('lets the address follow the port', () => {
    expect(withPort(parse(undefined), 4711)).toMatchObject({
      port: 4711,
      publicUrl: 'http://localhost:4711',
      serving: true,
    })
  })

  it('leaves an address that the deployment names', () => {
    expect(withPort(parse({ publicUrl: 'https://flow.example.com' }), 4711).publicUrl).toBe('https://flow.example.com')
  })
})
