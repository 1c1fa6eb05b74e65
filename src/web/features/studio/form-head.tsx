import type { ReactNode } from 'react'
import { Segmented } from '../../components/segmented.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { t } from '../../lib/words-studio.ts'
import { type FrameLook, LANGUAGES, WIDTHS } from './frame-look.ts'

/** The switches over the preview: theme, width, language, direction. */
export function FormHead({
  look,
  onLook,
  children,
}: {
  look: FrameLook
  onLook: (changes: Partial<FrameLook>) => void
  children: ReactNode
}) {
  return (
    <div className="form-head">
      {children}
      <Segmented
        label={t('previewTheme')}
        value={look.theme}
        onChange={theme => onLook({ theme })}
        options={[
          { value: 'light', label: t('themeLight'), icon: 'sun' },
          { value: 'dark', label: t('themeDark'), icon: 'moon' },
        ]}
      />
      <span className="form-widths">
        <Segmented
          label={t('previewWidth')}
          value={look.width}
          onChange={width => onLook({ width })}
          options={WIDTHS.map(width => ({
            value: width,
            label: width === 'fit' ? t('widthFit') : width.replace('%', '\u00a0%'),
          }))}
        />
      </span>
      <SelectInput
        aria-label={t('previewLanguage')}
        value={look.locale}
        onChange={event => onLook({ locale: event.target.value })}
      >
        {Object.entries(LANGUAGES).map(([locale, name]) => (
          <option key={locale} value={locale}>
            {name}
          </option>
        ))}
      </SelectInput>
      <Segmented
        label={t('previewDirection')}
        value={look.rtl ? 'rtl' : 'ltr'}
        onChange={direction => onLook({ rtl: direction === 'rtl' })}
        options={[
          { value: 'ltr', label: 'LTR' },
          { value: 'rtl', label: 'RTL' },
        ]}
      />
    </div>
  )
}
