import { useState } from 'react'
import { AppError } from '#shared/errors/app-error.ts'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Field } from '../../components/field.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-sign-in.ts'

/** One field for what the browser could not bring back: the address of a page that did not open, or a code. */
export function BringBack({
  word,
  note,
  onReturn,
}: {
  word: string
  note: string
  onReturn: (text: string) => Promise<void>
}) {
  const [text, setText] = useState('')
  const bring = useMutation({ run: onReturn })
  const wrong = bring.error instanceof AppError && bring.error.code === 'invalid_input' ? bring.error : undefined
  return (
    <form
      className="sign-in-return"
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '' && !bring.isPending) bring.mutate(text)
      }}
    >
      {bring.error && !wrong ? <ErrorBanner error={bring.error} onClose={() => bring.reset()} /> : null}
      <Field label={word} note={note} error={wrong && serverWords(wrong.detail)}>
        {control => (
          <input
            {...control}
            className="input"
            value={text}
            maxLength={8192}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={event => {
              bring.reset()
              setText(event.target.value)
            }}
          />
        )}
      </Field>
      <Button type="submit" busy={bring.isPending}>
        {t('goOn')}
      </Button>
    </form>
  )
}
