import { useMemo } from 'react'
import { pageLocale } from '../../lib/locale.ts'
import { textDirection } from '../../lib/text-direction.ts'
import { useAddress } from '../../lib/use-address.ts'

/** `400%`: what is left of a window of 1280 pixels when everything in it is four times as large. */
export const WIDTHS = ['fit', '320', '768', '1440', '400%'] as const
type FrameWidth = (typeof WIDTHS)[number]

/** Languages to try a form in, by their own names. A connector without one falls back to English. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  zh: '中文',
  ar: 'العربية',
}

/** How the form is shown. */
export interface FrameLook {
  theme: 'light' | 'dark'
  width: FrameWidth
  locale: string
  rtl: boolean
}

/** The look that the address names, and a way to change it there, so that a link shows the same. */
export function useFrameLook(): [look: FrameLook, change: (changes: Partial<FrameLook>) => void] {
  const { params, change } = useAddress()
  const look = useMemo(() => readFrameLook(params), [params])
  return [
    look,
    ({ theme, width, locale, rtl }) =>
      change(
        {
          ...(theme && { theme }),
          ...(width && { width: width === 'fit' ? null : width }),
          // A language brings its direction.
          ...(locale && { lang: locale, rtl: null }),
          ...(rtl !== undefined && { rtl: rtl ? '1' : '0' }),
        },
        { replace: true },
      ),
  ]
}

/** What the parameters of the address ask for; what they leave open is as the page is. */
export function readFrameLook(params: URLSearchParams): FrameLook {
  const [theme, width, lang] = [params.get('theme'), params.get('width'), params.get('lang') ?? '']
  const [tag = ''] = pageLocale().split('-')
  const locale = [lang, tag].find(one => Object.hasOwn(LANGUAGES, one)) ?? 'en'
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : pageTheme(),
    width: WIDTHS.find(one => one === width) ?? 'fit',
    locale,
    rtl: params.get('rtl') === null ? textDirection(locale) === 'rtl' : params.get('rtl') === '1',
  }
}

function pageTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'dark' || chosen === 'light') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
