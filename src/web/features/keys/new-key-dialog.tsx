import { type FormEvent, useId, useState } from 'react'
import type { CreatedApiKey, NewApiKey } from '#shared/contract/keys.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Field } from '../../components/field.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { callApi } from '../../lib/api.ts'
import { keysQuery } from '../../lib/queries.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import { type KeyScope, KeyScopes, USUAL_SCOPES } from './key-scopes.tsx'
import { NewKeyShown } from './new-key-shown.tsx'

const LIVES = [
  { value: '30', label: 'days30' },
  { value: '90', label: 'days90' },
  { value: '365', label: 'days365' },
  { value: '', label: 'neverEnds' },
] as const

/** Makes a key; the answer is the only time it is shown. */
export function NewKeyDialog({ publicUrl, onClose }: { publicUrl: string; onClose: () => void }) {
  const cache = useQueryCache()
  const form = useId()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [scopes, setScopes] = useState<readonly KeyScope[]>(USUAL_SCOPES)
  const [scopeError, setScopeError] = useState<string | undefined>()
  const [nameError, setNameError] = useState<string | undefined>()
  const create = useMutation({
    run: (body: NewApiKey) => callApi<CreatedApiKey>('POST', '/api/page/keys', { body }),
    onSuccess: () => cache.invalidate(keysQuery.key),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') return setNameError(t('fillIn'))
    if (scopes.length === 0) return setScopeError(t('keyScopesNone'))
    const expiresInDays = days === '' ? null : Number(days)
    if (!create.isPending) create.mutate({ name: name.trim(), expiresInDays, scopes: [...scopes] })
  }

  if (create.data) return <NewKeyShown created={create.data} publicUrl={publicUrl} onClose={onClose} />
  return (
    <Dialog
      size="small"
      title={t('newKeyTitle')}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="primary" type="submit" form={form} busy={create.isPending}>
            {t(create.isPending ? 'creating' : 'createKey')}
          </Button>
        </>
      }
    >
      <form id={form} className="dialog-pad stack" onSubmit={submit} noValidate>
        {create.error ? <ErrorBanner error={create.error} /> : null}
        <Field label={t('keyName')} required error={nameError} note={t('keyNameNote')}>
          {control => (
            <input
              {...control}
              className="input"
              value={name}
              data-autofocus
              maxLength={100}
              autoComplete="off"
              onChange={event => {
                setNameError(undefined)
                setName(event.target.value)
              }}
            />
          )}
        </Field>
        <Field label={t('keyLife')}>
          {control => (
            <SelectInput {...control} value={days} onChange={event => setDays(event.target.value)}>
              {LIVES.map(life => (
                <option key={life.value} value={life.value}>
                  {t(life.label)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <KeyScopes
          chosen={scopes}
          error={scopeError}
          onChange={next => {
            setScopeError(undefined)
            setScopes(next)
          }}
        />
      </form>
    </Dialog>
  )
}
