import { type ReactNode, useState } from 'react'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { Preview, PreviewRun, PreviewRunResult } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { t } from '../../lib/words-studio.ts'
import { AxePane } from './axe-pane.tsx'
import { hiddenValues } from './hidden-values.ts'
import { ReceivedPane } from './received-pane.tsx'
import { RunLog } from './run-log.tsx'

type Operation = PreviewRun['operation']

/** Below the form: the values as they stand, and what the connector's own code answers to them. */
export function Drawer({
  shown,
  look,
  values,
  run,
  running,
  canRun,
  onRun,
  onCheck,
  children,
}: {
  /** Undefined while it is compiled for the first time; null when there is none. */
  shown: Preview | null | undefined
  /** Theme, width and language of what is shown, in short. */
  look: string
  values: JsonObject
  run: { operation: Operation; result?: PreviewRunResult; error?: unknown } | undefined
  running: Operation | undefined
  canRun: boolean
  onRun: (operation: Operation) => void
  onCheck: () => void
  /** More to do with the values. */
  children?: ReactNode
}) {
  const [tab, setTab] = useState<'values' | 'received' | 'compiled' | 'axe' | 'log'>('values')

  const form = shown?.form ?? (shown === undefined ? undefined : null)

  function start(operation: Operation) {
    setTab('log')
    onRun(operation)
  }

  return (
    <div className="drawer">
      <div className="drawer-actions">
        <Button kind="quiet" size="small" disabled={!form?.validator} onClick={onCheck}>
          {t('checkValues')}
        </Button>
        {children}
        <span className="grow" />
        {(['validate', 'connect'] as const).map(operation => (
          <Button
            key={operation}
            size="small"
            icon="play"
            busy={running === operation}
            disabled={!canRun || (running !== undefined && running !== operation)}
            title={canRun ? undefined : t('pastedNeverRuns')}
            onClick={() => start(operation)}
          >
            {t(operation === 'validate' ? 'runValidate' : 'runConnect')}
          </Button>
        ))}
      </div>
      <Tabs
        label={t('drawer')}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: 'values',
            label: t('values'),
            content: (
              <pre className="drawer-pad drawer-code">
                {form ? hiddenValues(form, values) : form === null && t('noPreviewTitle')}
              </pre>
            ),
          },
          {
            value: 'received',
            label: t('received'),
            content: shown ? (
              <ReceivedPane shown={shown} values={values} />
            ) : (
              <p className="drawer-pad">{t('noPreviewTitle')}</p>
            ),
          },
          {
            value: 'compiled',
            label: t('compiled'),
            content: <pre className="drawer-pad drawer-code">{form ? compiledText(form) : t('noPreviewTitle')}</pre>,
          },
          { value: 'axe', label: t('axe'), content: <AxePane look={look} changed={values} /> },
          { value: 'log', label: t('log'), content: <RunLog run={run} /> },
        ]}
      />
    </div>
  )
}

/** What the form is drawn from: schema, uiSchema, and which fields are secret. */
function compiledText({ schema, uiSchema, secrets }: FormBundle): string {
  return JSON.stringify({ schema, uiSchema, secrets }, null, 2)
}
