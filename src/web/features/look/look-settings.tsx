import './look-settings.css'
import { useId, useState } from 'react'
import { Icon } from '../../components/icon.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { chosenLanguage, LANGUAGES, type LanguageChoice, setLanguage } from '../../lib/language.ts'
import { setTheme, useTheme } from '../../lib/theme.ts'
import { useSpeech } from '../../lib/use-speech.ts'
import { t } from '../../lib/words-administration.ts'

/** Language and theme, kept in this browser. Both change at once. */
export function LookSettings() {
  const theme = useTheme()
  return (
    <div className="card-body look-rows">
      <LanguageSetting />
      <div className="look-row">
        {/* The group of buttons beside it bears the same name. */}
        <span className="field-title" aria-hidden="true">
          {t('theme')}
        </span>
        <Segmented
          label={t('theme')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t('themeSystem') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ]}
        />
      </div>
    </div>
  )
}

function LanguageSetting() {
  useSpeech()
  const id = useId()
  const [failed, setFailed] = useState(false)
  const change = (choice: LanguageChoice) => {
    setFailed(false)
    setLanguage(choice).catch(() => setFailed(true))
  }
  return (
    <div>
      <div className="look-row">
        <label htmlFor={id} className="field-title">
          {t('language')}
        </label>
        <SelectInput
          id={id}
          value={chosenLanguage()}
          aria-describedby={failed ? `${id}-note` : undefined}
          onChange={event => change(event.target.value as LanguageChoice)}
        >
          <option value="system">{t('languageSystem')}</option>
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </SelectInput>
      </div>
      {failed && (
        <p id={`${id}-note`} className="field-note field-error" role="alert">
          <Icon name="error" />
          <span>{t('languageFailed')}</span>
        </p>
      )}
    </div>
  )
}
