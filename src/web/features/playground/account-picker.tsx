import '../../components/field.css'
import { useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { LoginType, Picker } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { Combobox } from '../../components/combobox.tsx'
import { Field } from '../../components/field.tsx'
import { Icon } from '../../components/icon.tsx'
import { LineGlyph } from '../../components/line-glyph.tsx'
import type { ListedOption } from '../../components/option-list.tsx'
import { stateWord } from '../../components/state-word.tsx'
import { t } from '../../lib/t.ts'
import { type PickerOption, pickerOptions } from './picker-options.ts'
import { usePickerTest } from './use-picker-test.ts'

export interface AccountPickerProps {
  picker: Picker
  accounts: readonly Account[]
  loginType: LoginType | undefined
  chosen: Account | undefined
  onChoose: (id: string) => void
  onAddConnection: () => void
  onAddLogin: (providerId: string) => void
}

/** The drop-down of an action: add entries, own entries with their state, TEST beside it (flow-format.md §12.2). */
export function AccountPicker(props: AccountPickerProps) {
  const { picker, chosen } = props
  const [query, setQuery] = useState('')
  const test = usePickerTest(chosen)
  const options = pickerOptions(picker, props.accounts, props.loginType, query)
  const nothing = options.every(option => option.kind === 'note') && query === ''

  function choose(key: string) {
    const option = options.find(each => each.key === key)
    if (option?.kind === 'account') props.onChoose(option.account.id)
    else if (option?.kind === 'add' && option.providerId) props.onAddLogin(option.providerId)
    else if (option?.kind === 'add') props.onAddConnection()
  }

  return (
    <div className="picker">
      <Field
        label={picker.title}
        badge="e"
        required={picker.required}
        error={test.result?.ok === false ? test.result.message : undefined}
        note={nothing ? options[0]?.label : undefined}
      >
        {control => (
          <div className="row row-wrap">
            <Combobox
              control={control}
              value={chosen?.label ?? ''}
              options={options.map(asListedOption)}
              query={query}
              onQuery={setQuery}
              onChoose={choose}
            />
            <Button
              disabled={!chosen?.testable}
              busy={test.testing}
              aria-label={t('testWhat', { what: picker.title })}
              onClick={test.run}
            >
              {t(test.testing ? 'testing' : 'test')}
            </Button>
          </div>
        )}
      </Field>
      <div role="status">
        {test.result?.ok && (
          <div className="field-note field-ok">
            <Icon name="done" />
            <span>{test.result.message}</span>
          </div>
        )}
      </div>
    </div>
  )
}

function asListedOption(option: PickerOption): ListedOption {
  if (option.kind === 'note') return { ...option, disabled: true, content: option.label }
  if (option.kind === 'add') {
    return {
      ...option,
      accent: true,
      content: (
        <>
          <Icon name="plus" />
          {option.label}
        </>
      ),
    }
  }
  const { account } = option
  return {
    ...option,
    group: t('yours'),
    content: (
      <>
        <span className="grow">
          {account.label}
          {account.account && <span className="picker-account">{account.account}</span>}
        </span>
        <LineGlyph state={account.state} />
        <span className="visually-hidden">{stateWord(account.state)}</span>
      </>
    ),
  }
}
