import { useRef, useState } from 'react'
import type {
  Account,
  ConnectionTrial,
  ConnectionUpdate,
  NewConnection,
  TestResult,
} from '#shared/contract/accounts.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import { AppError, type FieldProblem } from '#shared/errors/app-error.ts'
import { isRunFailure } from '#shared/errors/run-failures.ts'
import type { JsonObject } from '#shared/json.ts'
import { callApi, newIdempotencyKey } from '../../lib/api.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/t.ts'
import { withoutPrefix } from '../../lib/test-words.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { pointerOf } from './field-pointer.ts'

export interface StoredConnection {
  account: Account
  values: JsonObject
  /** Pointers of secrets the server keeps. */
  saved: readonly string[]
}

export type Notice =
  | { kind: 'good'; text: string }
  | { kind: 'cancelled'; text: string }
  /** `allow`: the host and port that have to be allowed first. */
  | { kind: 'refused'; text: string; hint?: string; allow?: string }
  | { kind: 'fault'; error: unknown }

interface EditorOptions {
  form: ConnectionForm
  stored: StoredConnection | undefined
  onSaved: (account: Account) => void
  onLabelError: (words: string) => void
}

/** Test and save of one open form, with what came back: a notice on top, problems at their fields. */
export function useConnectionEditor({ form, stored, onSaved, onLabelError }: EditorOptions) {
  const cache = useQueryCache()
  const [notice, setNotice] = useState<Notice | undefined>()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [told, setTold] = useState(false)
  const stop = useRef<AbortController>(undefined)
  const again = useRef<() => void>(() => undefined)
  const key = useRef(newIdempotencyKey())
  const rowVersion = useRef(stored?.account.rowVersion ?? 0)

  function begin() {
    stop.current = new AbortController()
    setNotice(undefined)
    setProblems([])
    setTold(false)
  }

  function showFailure(error: unknown, what: 'cancelledSave' | 'cancelledTest') {
    key.current = newIdempotencyKey()
    if (stop.current?.signal.aborted) {
      // The server may have been faster: then the list shows it.
      void cache.invalidate(accountsQuery.key)
      return setNotice({ kind: 'cancelled', text: t(what) })
    }
    if (!(error instanceof AppError)) return setNotice({ kind: 'fault', error })
    const labelFields = error.fields.filter(field => field.pointer === '/label')
    const ours = error.code === 'label_taken' || error.code === 'invalid_label'
    if (ours || labelFields.length > 0) onLabelError(serverWords(labelFields[0]?.detail ?? error.detail))
    if (ours) return
    const found = error.fields.filter(field => field.pointer !== '/label')
    setProblems(found.map(inForm))
    const hint = found.find(field => field.hint)?.hint
    const said = withoutPrefix(error.detail)
    if (error.code === 'validation_failed' || (isRunFailure(error.code) && said !== error.detail))
      return refuse(said, { hint, allow: error.next?.['allow'] })
    // Problems of values stand at their fields and in the form's own summary, which says all there is to say.
    if (found.length === 0 || !found.every(field => field.pointer.startsWith('/values/'))) {
      setNotice({ kind: 'fault', error })
    }
  }

  const signal = () => (stop.current ? { signal: stop.current.signal } : {})

  function refuse(text: string, { hint, allow }: { hint?: string | undefined; allow?: string | undefined }) {
    setTold(true)
    setNotice({ kind: 'refused', text, ...(hint ? { hint } : {}), ...(allow ? { allow } : {}) })
  }

  const save = useMutation({
    run: ({ label, values }: { label: string; values: JsonObject }) => {
      if (stored) {
        const body: ConnectionUpdate = { label, values }
        const path = `/api/page/connections/${stored.account.id}`
        return callApi<Account>('PUT', withLocale(path), { body, rowVersion: rowVersion.current, ...signal() })
      }
      const body: NewConnection = { type: form.type, version: form.version, label, values }
      const path = withLocale('/api/page/connections')
      return callApi<Account>('POST', path, { body, idempotencyKey: key.current, ...signal() })
    },
    onStart: begin,
    onError: error => showFailure(error, 'cancelledSave'),
    onSuccess: account => {
      void cache.invalidate(accountsQuery.key)
      onSaved(account)
    },
  })

  const test = useMutation({
    run: (values: JsonObject) => {
      const id = stored ? { id: stored.account.id } : {}
      const body: ConnectionTrial = { type: form.type, version: form.version, values, ...id }
      return callApi<TestResult>('POST', withLocale('/api/page/connections/test'), { body, ...signal() })
    },
    onStart: begin,
    onError: error => showFailure(error, 'cancelledTest'),
    onSuccess: result => {
      if (result.ok) return setNotice({ kind: 'good', text: t('validated') })
      const text = withoutPrefix(result.message)
      refuse(text, result)
      if (!result.field) return
      const hint = result.hint === undefined ? {} : { hint: result.hint }
      setProblems([
        { pointer: pointerOf(result.field), code: result.code ?? 'validation_failed', detail: text, ...hint },
      ])
    },
  })

  const allow = useMutation({
    run: (host: string) => callApi<null>('POST', '/api/page/hosts', { body: { host } }),
    onError: error => setNotice({ kind: 'fault', error }),
    onSuccess: () => again.current(),
  })

  return {
    notice,
    problems,
    /** The notice has said what the one problem says. */
    told,
    clearNotice: () => setNotice(undefined),
    saving: save.isPending,
    testing: test.isPending,
    /** Waits no longer for the answer. A save that is not done yet is not done any more. */
    cancel: () => stop.current?.abort(),
    save(label: string, values: JsonObject) {
      again.current = () => save.mutate({ label, values })
      again.current()
    },
    test(values: JsonObject) {
      again.current = () => test.mutate(values)
      again.current()
    },
    /** Lets connections to this host and port through, then does again what was refused. */
    allow: (host: string) => allow.mutate(host),
    allowing: allow.isPending,
  }
}

/** Problems of a save may point into the body: the form knows its own values only. */
function inForm(problem: FieldProblem): FieldProblem {
  return problem.pointer.startsWith('/values/')
    ? { ...problem, pointer: problem.pointer.slice('/values'.length) }
    : problem
}
