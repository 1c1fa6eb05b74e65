import { type FormEvent, useId, useState } from 'react'
import type { NewWebhook, SignedWebhook, Webhook } from '#shared/contract/webhooks.ts'
import { Button } from '../../components/button.tsx'
import { CheckList } from '../../components/check-list.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Field } from '../../components/field.tsx'
import { callApi } from '../../lib/api.ts'
import { webhooksQuery } from '../../lib/queries.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-webhooks.ts'
import { SigningKeyShown } from './signing-key-shown.tsx'
import { EVENTS, nameOf } from './webhook-words.ts'

/** Adds an address, or changes one. A new one's key is shown once. */
export function WebhookDialog({ webhook, onClose }: { webhook?: Webhook; onClose: () => void }) {
  const cache = useQueryCache()
  const form = useId()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [description, setDescription] = useState(webhook?.description ?? '')
  const [events, setEvents] = useState(() =>
    EVENTS.map(([type]) => type).filter(type => webhook?.events.includes(type) ?? true),
  )
  const [missing, setMissing] = useState<{ url?: string; events?: string }>({})
  const save = useMutation({
    run: async (body: NewWebhook): Promise<SignedWebhook | undefined> => {
      if (!webhook) return callApi<SignedWebhook>('POST', '/api/page/webhooks', { body })
      await callApi<Webhook>('PATCH', `/api/page/webhooks/${webhook.id}`, { body })
      return undefined
    },
    onSuccess: made => {
      if (!made) onClose()
    },
    onSettled: () => cache.invalidate(webhooksQuery.key),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const found = {
      ...(url.trim() === '' ? { url: t('fillIn') } : {}),
      ...(events.length === 0 ? { events: t('webhookEventsNone') } : {}),
    }
    setMissing(found)
    if (Object.keys(found).length === 0 && !save.isPending) save.mutate({ url: url.trim(), description, events })
  }

  if (save.data) return <SigningKeyShown made={save.data} onClose={onClose} />
  return (
    <Dialog
      size="form"
      title={webhook ? t('editWebhookTitle', { name: nameOf(webhook) }) : t('newWebhookTitle')}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="primary" type="submit" form={form} busy={save.isPending}>
            {webhook ? t(save.isPending ? 'saving' : 'save') : t(save.isPending ? 'adding' : 'add')}
          </Button>
        </>
      }
    >
      <form id={form} className="dialog-pad stack" onSubmit={submit} noValidate>
        {save.error ? <ErrorBanner error={save.error} /> : null}
        <Field label={t('webhookUrl')} required error={missing.url} note={t('webhookUrlNote')}>
          {control => (
            <input
              {...control}
              className="input"
              type="url"
              dir="ltr"
              data-autofocus
              spellCheck={false}
              autoComplete="off"
              maxLength={2000}
              placeholder="https://engine.example.com/flow"
              value={url}
              onChange={event => setUrl(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('webhookDescription')} note={t('webhookDescriptionNote')}>
          {control => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              maxLength={200}
              value={description}
              onChange={event => setDescription(event.target.value)}
            />
          )}
        </Field>
        <CheckList
          title={t('webhookEvents')}
          options={EVENTS.map(([type, word]) => [type, t(word)] as const)}
          chosen={events}
          error={missing.events}
          onChange={setEvents}
        />
      </form>
    </Dialog>
  )
}
