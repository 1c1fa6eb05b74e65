import { isLabel } from '#shared/label.ts'
import { Field } from '../../components/field.tsx'
import { Icon } from '../../components/icon.tsx'
import { t } from '../../lib/t.ts'

/** What is wrong with a label, in words; undefined when it is good. `taken` holds the labels of other entries. */
export function labelProblem(label: string, taken: ReadonlySet<string>): string | undefined {
  if (label === '') return t('labelEmpty')
  if (!isLabel(label)) return t('labelRule')
  if (taken.has(label)) return t('labelTaken')
  return undefined
}

/** "Connection Label (required)": says at once whether the label is free. */
export function LabelField({
  label,
  taken,
  error,
  onChange,
  initial,
  onEnter,
}: {
  label: string
  /** The label as stored: nothing is said about it. Empty for a new entry. */
  initial: string
  taken: ReadonlySet<string>
  /** From a press of Save or from the server; stands until the label changes. */
  error: string | undefined
  onChange: (label: string) => void
  onEnter: () => void
}) {
  const problem = label === '' ? undefined : labelProblem(label, taken)
  const good = label !== '' && label !== initial && !problem && !error
  const note = good ? t('labelFree') : label === initial ? undefined : t('labelRule')
  return (
    <Field label={t('connectionLabel')} badge="s" required error={error ?? problem} note={note}>
      {control => (
        <span className="input-frame">
          <input
            {...control}
            className="input"
            value={label}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            onChange={event => onChange(event.target.value.normalize('NFC'))}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              onEnter()
            }}
          />
          {good && <Icon name="check" />}
        </span>
      )}
    </Field>
  )
}
