import { useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import type { Consent } from '#shared/contract/logins.ts'
import type { JsonObject } from '#shared/json.ts'
import { isPhone } from '../../lib/is-phone.ts'
import { keepPendingSignIn, type PendingSignIn } from '../../lib/pending-sign-in.ts'
import type { SignInRequest } from '../../lib/sign-in.ts'
import { useSignIn } from '../../lib/use-sign-in.ts'
import { BlockedCard } from './blocked-card.tsx'
import { ConsentForm } from './consent-form.tsx'
import { EndedCard } from './ended-card.tsx'
import { WaitingCard } from './waiting-card.tsx'

export interface SignInFlowProps {
  consent: Consent
  service: { name: string; icon: ConnectorIcon | null }
  /** The login to reconnect: keeps its id, label and inputs. */
  login: Account | undefined
  /** A sign-in this page left for and came back from. */
  pending: PendingSignIn | undefined
  returnPath: string
  onDone: (login: Account | undefined, id: string | undefined) => void
  onCancel: () => void
}

/** Consent, window, result, label: one sign-in from start to end (oauth.md §10). */
export function SignInFlow({ consent, service, login, pending, returnPath, onDone, onCancel }: SignInFlowProps) {
  const { signIn, state } = useSignIn(pending?.attemptId)
  const [scopes, setScopes] = useState(() => pending?.scopes ?? firstScopes(consent, login))
  const [inputs, setInputs] = useState<JsonObject>({})

  const request = (values: JsonObject): SignInRequest => ({
    providerId: consent.providerId,
    scopes: consent.scopes.filter(scope => scope.required || scopes.includes(scope.value)).map(scope => scope.value),
    inputs: values,
    purpose: login ? 'reconnect' : 'new',
    ...(login ? { loginId: login.id } : {}),
  })
  const onPage = (values: JsonObject) =>
    void signIn.startOnPage(request(values), returnPath, attemptId =>
      keepPendingSignIn({
        attemptId,
        providerId: consent.providerId,
        scopes,
        ...(login ? { loginId: login.id } : {}),
      }),
    )
  /** On a phone this page goes there itself: a second tab would hide it. */
  const start = (values: JsonObject) => (isPhone() ? onPage(values) : void signIn.start(request(values)))
  const again = () => start(inputs)

  if (state.phase === 'blocked') {
    return <BlockedCard service={service} onOpen={again} onPage={() => onPage(inputs)} onCancel={onCancel} />
  }
  if (state.phase === 'waiting') {
    return (
      <WaitingCard
        service={service}
        host={consent.host}
        since={state.since}
        windowGone={state.windowGone}
        wantsCode={state.wantsCode}
        onReturn={signIn.bringBack}
        onShow={signIn.showWindow}
        onAgain={again}
        onCancel={signIn.reset}
      />
    )
  }
  if (state.phase === 'ended') {
    return (
      <EndedCard
        attempt={state.attempt}
        service={service}
        login={login}
        onAgain={again}
        onChange={signIn.reset}
        onDone={onDone}
        onCancel={onCancel}
      />
    )
  }
  return (
    <ConsentForm
      consent={consent}
      service={service}
      scopes={scopes}
      inputs={inputs}
      error={state.phase === 'refused' ? state.error : undefined}
      busy={state.phase === 'starting'}
      onScopes={setScopes}
      onAllow={values => {
        setInputs(values)
        start(values)
      }}
      onPaste={(values, tokens) => {
        setInputs(values)
        void signIn.paste(request(values), tokens)
      }}
      onCancel={onCancel}
    />
  )
}

/** A reconnect starts from the permissions the login has; a new login from those the service ticks. */
function firstScopes(consent: Consent, login: Account | undefined): string[] {
  const granted = login?.scopes
  return consent.scopes
    .filter(scope => (granted ? granted.includes(scope.value) : scope.ticked))
    .map(scope => scope.value)
}
