import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { callApi } from '../../lib/api.ts'
import { errorWords } from '../../lib/error-words.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-administration.ts'

/** While there is no administrator: whoever reads the server's log becomes one. */
export function FirstAdmin() {
  const [code, setCode] = useState('')
  const redeem = useMutation({
    run: (text: string) => callApi<null>('POST', '/api/page/session/first-admin', { body: { code: text } }),
    // Everything on the page depends on who is there.
    onSuccess: () => location.reload(),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') redeem.mutate(code.trim())
  }
  return (
    <section className="card" aria-labelledby="first-admin-title">
      <header className="card-head">
        <div className="grow">
          <h2 id="first-admin-title" className="section-title">
            {t('noAdmin')}
          </h2>
          <p className="small muted">{t('noAdminText')}</p>
        </div>
      </header>
      <form className="card-body host-form" onSubmit={send}>
        <Field label={t('adminCode')} error={redeem.error ? errorWords(redeem.error).text : undefined}>
          {control => (
            <input
              {...control}
              className="input"
              dir="ltr"
              autoComplete="off"
              value={code}
              onChange={event => setCode(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={redeem.isPending}>
          {t('becomeAdmin')}
        </Button>
      </form>
    </section>
  )
}
