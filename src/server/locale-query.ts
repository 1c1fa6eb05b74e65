import Type from 'typebox'

const LOCALE = Type.String({ pattern: '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}$' })

/** `?locale=de-AT`; English without it. */
export const LocaleQuery = Type.Object({ locale: Type.Optional(LOCALE) })

export function localeOf(query: { locale?: string }): string {
  return query.locale ?? 'en'
}
