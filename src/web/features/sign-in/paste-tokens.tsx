import { useState } from 'react'
import { AppError } from '#shared/errors/app-error.ts'
import { Button } from '../../components/button.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { Field } from '../../components/field.tsx'
import { serverWords } from '../../lib/server-words.ts'
import type { BroughtTokens } from '../../lib/sign-in.ts'
import { t } from '../../lib/words-sign-in.ts'

/** Fields for tokens that another program of the person got (oauth.md §13): folded away, for machines apart. */
export function PasteTokens({
  service,
  pair,
  error,
  onPaste,
}: {
  service: string
  /** OAuth 1: a token comes with its secret and is never renewed. */
  pair: boolean
  error: unknown
  onPaste: (tokens: BroughtTokens) => void
}) {
  const [values, setValues] = useState({ token: '', tokenSecret: '', refreshToken: '', expiresAt: '' })
  const second = pair ? 'tokenSecret' : 'refreshToken'
  const wrong = (name: string) => {
    const field = error instanceof AppError ? error.fields.find(({ pointer }) => pointer === `/${name}`) : undefined
    return field && serverWords(field.detail)
  }
  const input = (name: keyof typeof values, label: string, type: 'password' | 'datetime-local') => (
    <Field label={label} error={wrong(name)}>
      {control => (
        <input
          {...control}
          className="input"
          type={type}
          value={values[name]}
          autoComplete="off"
          spellCheck={false}
          onChange={event => setValues({ ...values, [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <Disclosure className="sign-in-by-hand" title={t('pasteInstead')}>
      <form
        className="sign-in-return"
        onSubmit={event => {
          event.preventDefault()
          if (values.token.trim() !== '') onPaste(brought(values))
        }}
      >
        <p className="small muted">{t('pasteText', { service })}</p>
        {input('token', t('pasteToken'), 'password')}
        {input(second, t(pair ? 'pasteSecret' : 'pasteRefresh'), 'password')}
        {!pair && input('expiresAt', t('pasteUntil'), 'datetime-local')}
        <Button type="submit">{t('pasteUse')}</Button>
      </form>
    </Disclosure>
  )
}

/** What was filled in; times are those of this machine. */
function brought({
  token,
  expiresAt,
  ...more
}: Record<'token' | 'tokenSecret' | 'refreshToken' | 'expiresAt', string>) {
  const filled = Object.entries(more).filter(([, text]) => text.trim() !== '')
  const until = expiresAt === '' ? {} : { expiresAt: new Date(expiresAt).toISOString() }
  return { token, ...Object.fromEntries(filled), ...until }
}
