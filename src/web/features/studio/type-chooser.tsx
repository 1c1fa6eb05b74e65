import type { BrokenArtifact, Connector } from '#shared/contract/connectors.ts'
import { SelectInput } from '../../components/select-input.tsx'
import { t } from '../../lib/words-studio.ts'

/** The files that can be previewed, by service; broken ones too, since their author wants to see why. */
export function TypeChooser({
  connectors,
  broken,
  value,
  onChange,
}: {
  connectors: readonly Connector[]
  broken: readonly BrokenArtifact[]
  value: string
  onChange: (type: string) => void
}) {
  const known = new Set(connectors.flatMap(connector => connector.connectionTypes.map(type => type.name)))
  const bad = [...new Set(broken.map(item => item.file).filter(file => file.endsWith('connection.json')))]
  return (
    <SelectInput aria-label={t('chooseFile')} value={value} onChange={event => onChange(event.target.value)}>
      <option value="">{t('pastedText')}</option>
      {value !== '' && !known.has(value) && !bad.includes(value) && <option value={value}>{value}</option>}
      {connectors
        .filter(connector => connector.connectionTypes.length > 0)
        .map(connector => (
          <optgroup key={connector.service} label={connector.displayName}>
            {connector.connectionTypes.map(type => (
              <option key={type.name} value={type.name}>
                {`${type.name} ${type.version}`}
              </option>
            ))}
          </optgroup>
        ))}
      {bad.length > 0 && (
        <optgroup label={t('brokenGroup')}>
          {bad.map(file => (
            <option key={file} value={file}>
              {file}
            </option>
          ))}
        </optgroup>
      )}
    </SelectInput>
  )
}
