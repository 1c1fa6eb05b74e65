import { describe, expect, it } from 'vitest'
import { refuseName, refuseOAuthName, refuseService, serviceOf, titleFrom, versionNumber } from './names.ts'

describe('names', () => {
  it('takes the service from flow.service, else the package, else the folder', () => {
    expect(serviceOf({ service: 'depot', packageName: 'ptc-x-connector' }, 'folder')).toBe('depot')
    expect(serviceOf({ service: '', packageName: 'ptc-adls-connector' }, 'folder')).toBe('adls')
    expect(serviceOf({ service: '', packageName: '@ptc/ptc-adls-connector' }, 'folder')).toBe('adls')
    expect(serviceOf({ service: '', packageName: '' }, 'folder')).toBe('folder')
  })

  it('holds connection names to letters, digits and hyphens, and OAuth names to underscores as well', () => {
    for (const good of ['depot-basic', 'A', 'a'.repeat(80)]) expect(refuseName(good)).toBeNull()
    for (const bad of ['', '1a', 'a_b', 'a b', 'a.b', 'é', 'a'.repeat(81)])
      expect(refuseName(bad)).toMatch(/cannot be used/)
    expect(refuseOAuthName('google_gmail')).toBeNull()
    expect(refuseOAuthName('google gmail')).toMatch(/underscores/)
  })

  it('holds services to small letters and 40 characters', () => {
    expect(refuseService('cloud-billing')).toBeNull()
    for (const bad of ['Depot', '-a', 'a_b', 'a'.repeat(41)]) expect(refuseService(bad)).toMatch(/flow/)
  })

  it('knows versions as v and a positive number', () => {
    expect(['v1', 'v10', 'v0', 'v01', '1', 'V1', 'v1.0'].map(versionNumber)).toEqual([
      1,
      10,
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('makes words of a name', () => {
    expect(titleFrom('cloud-billing_list')).toBe('Cloud Billing List')
  })
})
