import { useRef, useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import type { AttemptStatus, NewLogin } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { isLabel } from '#shared/label.ts'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Field } from '../../components/field.tsx'
import { ConnectionForm, type ConnectionFormHandle } from '../../form/connection-form.tsx'
import { callApi } from '../../lib/api.ts'
import { serverWords } from '../../lib/server-words.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-sign-in.ts'
import { SignInCard } from './sign-in-card.tsx'

interface Added {
  inputs: JsonObject
  /** The login that gets the tokens in place of a new one. */
  known: AttemptStatus['known']
}

/** "Add Authorization": the label, what is asked after the sign-in, ADD. */
export function AddAuthorization({
  attempt,
  service,
  onAdded,
  onClose,
}: {
  attempt: AttemptStatus
  service: { name: string; icon: ConnectorIcon | null }
  onAdded: (login: Account) => void
  onClose: () => void
}) {
  const after = useRef<ConnectionFormHandle>(null)
  const [label, setLabel] = useState(attempt.suggestedLabel ?? '')
  const [labelError, setLabelError] = useState<string | undefined>()
  // What is asked after the sign-in is asked for a new login only.
  const known = attempt.after ? undefined : attempt.known
  const add = useMutation({
    run: ({ inputs, known }: Added) => {
      const place = known ? { label: known.label, loginId: known.id } : { label }
      const body: NewLogin = { attemptId: attempt.id, inputs, ...place }
      return callApi<Account>('POST', '/api/page/logins', { body })
    },
    onSuccess: onAdded,
    onError: error => {
      if (isLabelError(error)) setLabelError(serverWords(error.detail))
    },
  })

  function submit(inputs: JsonObject) {
    if (!isLabel(label)) return setLabelError(t(label ? 'labelRule' : 'labelEmpty'))
    if (!add.isPending) add.mutate({ inputs, known: undefined })
  }

  function press() {
    if (attempt.after) after.current?.submit()
    else submit({})
  }

  return (
    <SignInCard
      line="ok"
      service={service}
      title={t('addAuthorizationTitle')}
      text={
        <>
          {attempt.account && <p className="strong">{t('youAreSignedInAs', { account: attempt.account })}</p>}
          <p>{known ? t('knownText', { label: known.label }) : t('addAuthorizationText')}</p>
        </>
      }
      footer={
        <>
          <Button kind="quiet" className="sign-in-foot-start" onClick={onClose}>
            {t('close')}
          </Button>
          {known && (
            <Button busy={add.isPending} onClick={() => add.mutate({ inputs: {}, known })}>
              {t('updateLogin', { label: known.label })}
            </Button>
          )}
          <Button kind="primary" busy={add.isPending} onClick={press}>
            {t(add.isPending ? 'adding' : 'add')}
          </Button>
        </>
      }
    >
      {add.error && !isLabelError(add.error) ? <ErrorBanner error={add.error} onClose={() => add.reset()} /> : null}
      <Field label={t('authorizationLabel')} badge="s" required error={labelError} note={t('labelRule')}>
        {control => (
          <input
            {...control}
            className="input"
            value={label}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            onChange={event => {
              setLabelError(undefined)
              setLabel(event.target.value.normalize('NFC'))
            }}
            onKeyDown={event => event.key === 'Enter' && press()}
          />
        )}
      </Field>
      {attempt.after && (
        <ConnectionForm
          ref={after}
          bundle={attempt.after}
          problems={add.error instanceof AppError ? add.error.fields : []}
          onSubmit={submit}
        />
      )}
    </SignInCard>
  )
}

function isLabelError(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'label_taken' || error.code === 'invalid_label')
}
