import type { ReactNode } from 'react'
import { Segmented } from '../../components/segmented.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { pageLocale } from '../../lib/locale.ts'
import { t } from '../../lib/words-studio.ts'
import { type FrameTheme, type FrameWidth, WIDTHS } from './preview-frame.tsx'

export interface FrameLook {
  theme: FrameTheme
  width: FrameWidth
  locale: string
}

/** The language that the address names, else the page's own, where the list has it. */
export function startLocale(): string {
  const asked = new URLSearchParams(location.search).get('lang') ?? ''
  const [tag = ''] = pageLocale().split('-')
  return [asked, tag].find(one => Object.hasOwn(LANGUAGES, one)) ?? 'en'
}

/** Languages to try a form in, by their own names. A connector without one falls back to English. */
const LANGUAGES: Record<string, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  zh: '中文',
  ar: 'العربية',
}

/** The switches over the preview: theme, width, language. */
export function FormHead({
  look,
  onLook,
  children,
}: {
  look: FrameLook
  onLook: (look: FrameLook) => void
  children: ReactNode
}) {
  return (
    <div className="form-head">
      {children}
      <Segmented
        label={t('previewTheme')}
        value={look.theme}
        onChange={theme => onLook({ ...look, theme })}
        options={[
          { value: 'light', label: t('themeLight'), icon: 'sun' },
          { value: 'dark', label: t('themeDark'), icon: 'moon' },
        ]}
      />
      <span className="form-widths">
        <Segmented
          label={t('previewWidth')}
          value={look.width}
          onChange={width => onLook({ ...look, width })}
          options={WIDTHS.map(width => ({ value: width, label: width === 'fit' ? t('widthFit') : width }))}
        />
      </span>
      <SelectInput
        aria-label={t('previewLanguage')}
        value={look.locale}
        onChange={event => onLook({ ...look, locale: event.target.value })}
      >
        {Object.entries(LANGUAGES).map(([locale, name]) => (
          <option key={locale} value={locale}>
            {name}
          </option>
        ))}
      </SelectInput>
    </div>
  )
}
