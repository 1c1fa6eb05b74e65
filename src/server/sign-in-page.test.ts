import { expect, it } from 'vitest'
import { renderSignInPage } from './sign-in-page.ts'

const device = { code: 'WDJB-MJHT', href: 'https://id.depot.example/device?a=1&b="2"', again: 4.2 }

it('8628-2: shows the code with the place to enter it, and looks again by itself, without a script', () => {
  const { html, headers } = renderSignInPage({ heading: 'Sign in', text: 'Enter this code.', device })
  expect(html).toContain('<strong>WDJB-MJHT</strong>')
  expect(html).toContain('href="https://id.depot.example/device?a=1&amp;b=&quot;2&quot;"')
  expect(html).toContain('rel="noopener noreferrer"')
  expect(html).toContain('<meta http-equiv="refresh" content="5">')
  expect(html).not.toContain('<script')
  expect(headers['Cache-Control'] ?? headers['cache-control']).toBe('no-store')
})

it('lets a code be nothing but text', () => {
  const { html } = renderSignInPage({ heading: 'Sign in', text: '', device: { ...device, code: '<img src=x>' } })
  expect(html).toContain('<strong>&lt;img src=x&gt;</strong>')
})
