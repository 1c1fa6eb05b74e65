import { useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector, Picker } from '#shared/contract/connectors.ts'
import { Field } from '../../components/field.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { t } from '../../lib/t.ts'
import { AccountPicker } from './account-picker.tsx'
import { pickerLabel } from './picker-groups.ts'

interface PickerActions {
  onChoose: (property: string, id: string) => void
  onAddConnection: (picker: Picker) => void
  onAddLogin: (picker: Picker, providerId: string) => void
}

export interface PickerGroupProps extends PickerActions {
  pickers: readonly Picker[]
  connectors: readonly Connector[]
  accounts: readonly Account[]
  /** Chosen entry by property of the action. */
  chosen: Readonly<Record<string, string>>
}

/** The pickers of one service. With several, one "Connector Type" list says which is shown (flow-format.md §12.3). */
export function PickerGroup({
  pickers,
  connectors,
  accounts,
  chosen,
  onChoose,
  onAddConnection,
  onAddLogin,
}: PickerGroupProps) {
  const [property, setProperty] = useState(() => (pickers.find(each => chosen[each.property]) ?? pickers[0])?.property)
  const picker = pickers.find(each => each.property === property)
  const connector = connectors.find(each => each.service === picker?.service)
  return (
    <>
      {pickers.length > 1 && (
        <Field label={t('connectorType')} badge="e" required>
          {control => (
            <SelectInput {...control} value={property} onChange={event => setProperty(event.target.value)}>
              {pickers.map(each => (
                <option key={each.property} value={each.property}>
                  {pickerLabel(each, connector)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      )}
      {picker && (
        <AccountPicker
          key={picker.property}
          picker={picker}
          accounts={accounts}
          loginType={connector?.loginTypes.find(type => type.name === picker.target)}
          chosen={accounts.find(account => account.id === chosen[picker.property])}
          onChoose={id => onChoose(picker.property, id)}
          onAddConnection={() => onAddConnection(picker)}
          onAddLogin={providerId => onAddLogin(picker, providerId)}
        />
      )}
    </>
  )
}
