import { type ReactNode, useMemo } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Field } from '../../components/field.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { SkeletonFields } from '../../components/skeleton-fields.tsx'
import { type Choice, choicesOf } from '../../lib/connector-choices.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { useOpenedForm } from '../../lib/use-opened-form.ts'
import { useQuery } from '../../lib/use-query.ts'
import { ConnectionEditor } from './connection-editor.tsx'
import { LoginChoice } from './login-choice.tsx'
import type { Drafts } from './use-drafts.ts'

export interface OpenChoiceProps {
  connector: Connector
  choice: Choice
  fixed: boolean
  verb: 'save' | 'add'
  onChoose: (key: string) => void
  onSaved: (account: Account) => void
  onSignIn: (providerId: string) => void
  onClose: () => void
  onTyped: () => void
  drafts: Drafts
}

/** The pane beside the list: the form of a connection type, or the logins of an OAuth type. */
export function OpenChoice(props: OpenChoiceProps) {
  const { connector, choice, fixed } = props
  const choices = choicesOf(connector)
  const select =
    fixed || choices.length < 2 ? null : <TypeSelect choices={choices} value={choice.key} onChange={props.onChoose} />
  if (choice.kind === 'connection') return <OpenForm {...props} type={choice.type.name} select={select} />
  return (
    <div className="add-pane">
      <div className="add-scroll">
        <div className="add-form">
          {select}
          <LoginChoice
            choice={choice}
            service={{ name: connector.displayName, icon: connector.icon }}
            onSignIn={props.onSignIn}
          />
        </div>
      </div>
      <footer className="dialog-foot">
        <Button kind="quiet" onClick={props.onClose}>
          {t('close')}
        </Button>
      </footer>
    </div>
  )
}

function OpenForm({ type, select, ...props }: OpenChoiceProps & { type: string; select: ReactNode }) {
  const { form, query } = useOpenedForm(type)
  const accounts = useQuery(accountsQuery)
  const taken = useMemo(() => new Set(accounts.data?.map(account => account.label)), [accounts.data])
  if (query.isError && !form) {
    return <ErrorState error={query.error} onRetry={() => query.refetch()} busy={query.isFetching} />
  }
  if (!form) {
    return (
      <div className="add-form">
        <SkeletonFields />
      </div>
    )
  }
  return (
    <ConnectionEditor
      form={form}
      taken={taken}
      verb={props.verb}
      before={select}
      onSaved={props.onSaved}
      onClose={props.onClose}
      onTyped={props.onTyped}
      draft={props.drafts.startOf(form)}
      onDraft={draft => props.drafts.keep(form, draft)}
    />
  )
}

function TypeSelect({
  choices,
  value,
  onChange,
}: {
  choices: readonly Choice[]
  value: string
  onChange: (key: string) => void
}) {
  return (
    <Field label={t('connectorType')} badge="e" required>
      {control => (
        <SelectInput
          {...control}
          value={value}
          // Another type is no typed value: closing after it asks nothing.
          onInput={event => event.stopPropagation()}
          onChange={event => onChange(event.target.value)}
        >
          {choices.map(choice => (
            <option key={choice.key} value={choice.key}>
              {choice.label}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
}
