import { describe, expect, it } from 'vitest'
import { artifactName, checkServiceName, checkVersion, serviceOfPackage, titleOf } from './artifact-name.ts'

describe('names of artifacts', () => {
  it.each([
    ['basic', 'depot-basic'],
    ['depot-basic', 'depot-basic'],
    ['depotbasic', 'depot-depotbasic'],
    ['App-Key2', 'depot-App-Key2'],
  ])('puts the service before %s unless it is there', (given, full) => {
    expect(artifactName('depot', given)).toBe(full)
  })

  it.each(['', '9lives', 'a b', 'a_b', 'a.b', '../up', 'é', 'depot-', 'a'.repeat(75)])('refuses "%s"', name => {
    expect(() => artifactName('depot', name)).toThrow(/cannot be used/)
  })

  it.each([
    ['my_login', 'my-login'],
    ['my login!', 'my-login'],
    ['lögin', 'login'],
    ['../up', 'up'],
  ])('suggests for "%s" what the rule allows', (given, near) => {
    expect(() => artifactName('depot', given)).toThrow(`Did you mean "${near}"?`)
    expect(() => checkServiceName('project', `${given}X`)).toThrow(`Did you mean "${near.replace(/!?$/, '')}`)
  })

  it.each(['!!', '123'])('suggests nothing where nothing is left of "%s"', name => {
    expect(() => artifactName('depot', name)).toThrow(/at most 80 with the service\.$/)
  })

  it.each(['Depot', '9depot', 'my_depot', '', 'a'.repeat(41)])('refuses the service "%s"', name => {
    expect(() => checkServiceName('service', name)).toThrow(/cannot be used/)
  })

  it.each(['1', 'v0', 'v01', 'V1', 'v1.0', ''])('refuses the version "%s"', version => {
    expect(() => checkVersion(version)).toThrow(/v1, v2 and so on/)
  })

  it.each([
    ['ptc-adls-connector', 'adls'],
    ['@acme/ptc-adls-connector', 'adls'],
    ['depot', 'depot'],
  ])('finds the service of the package %s', (packageName, service) => {
    expect(serviceOfPackage(packageName)).toBe(service)
  })

  it('makes a title', () => {
    expect(titleOf('depot-app-key')).toBe('Depot App Key')
  })
})
