import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { ConnectionForm as ConnectionFormContract } from '#shared/contract/forms.ts'
import type { JsonObject } from '#shared/json.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { ConnectionForm, type ConnectionFormHandle } from '../../form/connection-form.tsx'
import { t } from '../../lib/t.ts'
import type { Draft } from './carry-values.ts'
import { EditorNotice } from './editor-notice.tsx'
import { EditorProgress } from './editor-progress.tsx'
import { LabelField, labelProblem } from './label-field.tsx'
import { type StoredConnection, useConnectionEditor } from './use-connection-editor.ts'

export interface ConnectionEditorProps {
  form: ConnectionFormContract
  /** Absent for a new connection. */
  stored?: StoredConnection
  /** What was typed before in the same window. Read once. */
  draft?: Partial<Draft> | undefined
  taken: ReadonlySet<string>
  /** SAVE in the list, ADD inside an action. */
  verb: 'save' | 'add'
  /** Stands beside the label, for the list of connector types. */
  before?: ReactNode
  onSaved: (account: Account) => void
  onClose: () => void
  /** Something was typed: closing by accident would lose it. */
  onTyped?: () => void
  /** What stands in the form now. */
  onDraft?: (draft: Draft) => void
}

/** The open form: label, fields, the result of the last test or save, and TEST, CLOSE, SAVE below. */
export function ConnectionEditor(props: ConnectionEditorProps) {
  const { form, stored, taken, verb } = props
  const handle = useRef<ConnectionFormHandle>(null)
  // Its validator comes after the window: a button that is pressed before would do nothing, or send no values.
  const [ready, setReady] = useState(false)
  const [label, setLabel] = useState(stored?.account.label ?? props.draft?.label ?? form.defaultLabel)
  const values = useRef<JsonObject>(props.draft?.values ?? {})
  const [labelError, setLabelError] = useState<string | undefined>()
  const editor = useConnectionEditor({ form, stored, onSaved: props.onSaved, onLabelError: setLabelError })
  const busy = editor.saving || editor.testing || editor.allowing
  const { problems } = editor

  useEffect(() => {
    if (problems.length > 0) handle.current?.focusFirstProblem()
  }, [problems])

  function save(values: JsonObject) {
    const problem = labelProblem(label, taken)
    setLabelError(problem)
    if (!problem && !busy) editor.save(label, values)
  }

  function press() {
    setLabelError(labelProblem(label, taken))
    handle.current?.submit()
  }

  return (
    <div className="add-pane">
      <div className="add-scroll">
        <div className="add-form" onInput={props.onTyped}>
          <Usage usage={form.usage} />
          <EditorNotice
            notice={editor.notice}
            onClose={editor.clearNotice}
            onAllow={editor.allow}
            allowing={editor.allowing}
          />
          <div className="add-top">
            {props.before}
            <LabelField
              label={label}
              taken={taken}
              initial={stored?.account.label ?? ''}
              error={labelError}
              onEnter={press}
              onChange={next => {
                setLabelError(undefined)
                setLabel(next)
                props.onDraft?.({ label: next, values: values.current })
              }}
            />
          </div>
          <hr className="rule" />
          {form.form.validator ? (
            <ConnectionForm
              ref={handle}
              bundle={form.form}
              {...(stored ? { values: stored.values, saved: stored.saved } : {})}
              {...(props.draft?.values ? { draft: props.draft.values } : {})}
              onChange={now => {
                values.current = now
                setReady(true)
                props.onDraft?.({ label, values: now })
              }}
              problems={problems}
              problemsTold={editor.told}
              onSubmit={save}
            />
          ) : (
            <Banner kind="bad" role="alert" title={t('noValidatorTitle')}>
              {t('noValidator')}
            </Banner>
          )}
        </div>
      </div>
      {(editor.saving || editor.testing) && <EditorProgress saving={editor.saving} />}
      <footer className="dialog-foot">
        <Button
          icon="test"
          className="add-test"
          busy={editor.testing}
          disabled={!form.hasValidate || editor.saving || !ready}
          onClick={() => editor.test(handle.current?.values() ?? {})}
        >
          {t(editor.testing ? 'testing' : 'test')}
        </Button>
        <span className="small faint add-hint wide-only">{hint(verb, form.hasValidate)}</span>
        {editor.saving || editor.testing ? (
          <Button kind="quiet" onClick={editor.cancel}>
            {t('cancel')}
          </Button>
        ) : (
          <Button kind="quiet" onClick={props.onClose}>
            {t('close')}
          </Button>
        )}
        <Button kind="primary" busy={editor.saving} disabled={!ready} onClick={press}>
          {verbWord(verb, editor.saving)}
        </Button>
      </footer>
    </div>
  )
}

function hint(verb: 'save' | 'add', hasValidate: boolean): string {
  if (!hasValidate) return t('noValidate')
  return t(verb === 'add' ? 'addTestsFirst' : 'saveTestsFirst')
}

function verbWord(verb: 'save' | 'add', busy: boolean): string {
  if (verb === 'add') return t(busy ? 'adding' : 'add')
  return t(busy ? 'saving' : 'save')
}

/** What the connector's author says about using it; a link opens beside this page. */
function Usage({ usage }: { usage: ConnectionFormContract['usage'] }) {
  if (!usage) return null
  return (
    <div className="usage">
      {usage.text && <span>{usage.text}</span>}
      {usage.link && /^https?:\/\//i.test(usage.link) && (
        <a href={usage.link} target="_blank" rel="noreferrer">
          {t('howToGetValues')}&nbsp;
          <Icon name="external" size={12} />
          <span className="visually-hidden">{t('opensNewTab')}</span>
        </a>
      )}
    </div>
  )
}
