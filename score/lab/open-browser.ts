import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The pages of the app that have an address of their own, and one that is not there. */
export const PAGE_PATHS = [
  '/',
  '/actions',
  '/preview',
  '/providers',
  '/all-accounts',
  '/activity',
  '/health',
  '/settings',
  '/nowhere',
]

/** Where a Chromium is: `CHROMIUM_PATH`, an installed one, or the one Playwright fetched. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'] ?? '', ...INSTALLED, chromium.executablePath()].find(existsSync)
}

/** A running Chromium, or undefined where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const path = findChromium()
  if (path === undefined) return undefined
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  return chromium.launch({ executablePath: path, args: [...asRoot, ...quiet] })
}
