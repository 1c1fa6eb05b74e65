import { useRef } from 'react'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import type { Consent } from '#shared/contract/logins.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { CheckBox } from '../../components/check-box.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { ConnectionForm, type ConnectionFormHandle } from '../../form/connection-form.tsx'
import { isPhone } from '../../lib/is-phone.ts'
import type { BroughtTokens } from '../../lib/sign-in.ts'
import { t } from '../../lib/words-sign-in.ts'
import { PasteTokens } from './paste-tokens.tsx'
import { SignInCard } from './sign-in-card.tsx'

/** "Allow permissions": one box per scope, required ones locked, and what the service needs to know before. */
export function ConsentForm({
  consent,
  service,
  scopes,
  inputs,
  error,
  busy,
  onScopes,
  onAllow,
  onPaste,
  onCancel,
}: {
  consent: Consent
  service: { name: string; icon: ConnectorIcon | null }
  scopes: readonly string[]
  inputs: JsonObject
  error: unknown
  busy: boolean
  onScopes: (scopes: string[]) => void
  /** Called inside the click or key press, so that a window may be opened. */
  onAllow: (inputs: JsonObject) => void
  onPaste: (inputs: JsonObject, tokens: BroughtTokens) => void
  onCancel: () => void
}) {
  const before = useRef<ConnectionFormHandle>(null)
  /** What waits for the inputs to be right. */
  const brought = useRef<BroughtTokens>(undefined)
  const ticked = new Set(scopes)
  const goOn = (values: JsonObject) => (brought.current ? onPaste(values, brought.current) : onAllow(values))
  const submit = (tokens?: BroughtTokens) => {
    brought.current = tokens
    if (consent.before) before.current?.submit()
    else goOn({})
  }
  return (
    <SignInCard
      line="plain"
      service={service}
      title={t('allowTitle')}
      foot={t(isPhone() ? 'consentFootPhone' : 'consentFoot')}
      text={
        <>
          {t('allowText', { service: service.name })} {t('allowHostBefore')} <b dir="ltr">{consent.host}</b>{' '}
          {t('allowHostAfter')}
        </>
      }
      footer={
        <>
          <Button kind="quiet" className="sign-in-foot-start" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button kind="primary" endIcon="external" busy={busy} onClick={() => submit()}>
            {t('allow')}
          </Button>
        </>
      }
    >
      {error ? <ErrorBanner error={error} /> : null}
      {consent.scopes.length > 0 && (
        <fieldset className="scopes">
          <legend className="visually-hidden">{t('permissions')}</legend>
          {consent.scopes.map(scope => (
            <CheckBox
              key={scope.value}
              label={scope.text || scope.value}
              detail={scope.text ? scope.value : undefined}
              checked={scope.required || ticked.has(scope.value)}
              locked={scope.required}
              onChange={on => onScopes(on ? [...scopes, scope.value] : scopes.filter(each => each !== scope.value))}
            />
          ))}
        </fieldset>
      )}
      {consent.before && <ConnectionForm ref={before} bundle={consent.before} values={inputs} onSubmit={goOn} />}
      {consent.paste && (
        <PasteTokens service={service.name} pair={consent.paste === 'pair'} error={error} onPaste={submit} />
      )}
    </SignInCard>
  )
}
