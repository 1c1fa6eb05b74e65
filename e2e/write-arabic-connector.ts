import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeConnector } from './write-connector.ts'

const ENGLISH = {
  title: 'Access to Qafila',
  label: 'Qafila',
  url: 'Server address',
  url_hint: 'For example https://qafila.example.com',
  name: 'Name',
  name_hint: 'Who signs in',
  password: 'Password',
  password_hint: 'From the security page',
  proxy: 'Proxy',
  proxy_hint: 'The way out',
  host: 'Host',
  host_hint: 'Without a port',
}

const ARABIC: Record<keyof typeof ENGLISH, string> = {
  title: 'الوصول إلى قافلة',
  label: 'قافلة',
  url: 'عنوان الخادم',
  url_hint: 'مثال: https://qafila.example.com',
  name: 'الاسم',
  name_hint: 'من يسجل الدخول',
  password: 'كلمة المرور',
  password_hint: 'من صفحة الأمان',
  proxy: 'الوكيل',
  proxy_hint: 'الطريق إلى الخارج',
  host: 'المضيف',
  host_hint: 'بدون منفذ',
}

const field = (name: string, more: object = {}) => ({
  type: 'string',
  title: `qafila:${name}`,
  description: `qafila:${name}_hint`,
  ...more,
})

/** A connector that speaks English and Arabic: two fields side by side, and a tab. */
export async function writeArabicConnector(home: string): Promise<void> {
  const folder = join(home, 'connectors', 'qafila', 'locales')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'en.json'), JSON.stringify(ENGLISH))
  await writeFile(join(folder, 'ar.json'), JSON.stringify(ARABIC))
  await writeConnector(home, 'qafila', {
    tabs: {
      input: {
        type: 'object',
        title: 'qafila:title',
        format: 'categories',
        properties: {
          name: field('name', { minLength: 1 }),
          password: field('password', { format: 'password', minLength: 1 }),
          url: field('url', { format: 'url', minLength: 1 }),
          proxy: {
            type: 'object',
            title: 'qafila:proxy',
            description: 'qafila:proxy_hint',
            properties: { host: field('host', { format: 'hostname' }) },
          },
        },
      },
    },
    row: {
      input: {
        type: 'object',
        title: 'qafila:title',
        format: 'grid',
        properties: {
          name: field('name', { minLength: 1, options: { grid_columns: 6 } }),
          password: field('password', { format: 'password', minLength: 1, options: { grid_columns: 6 } }),
        },
      },
    },
  })
}

/** What the tests look for. */
export const QAFILA = { english: ENGLISH, arabic: ARABIC }
