import { type ReactNode, useState } from 'react'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { PreviewRun, PreviewRunResult } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { t } from '../../lib/words-studio.ts'
import { hiddenValues } from './hidden-values.ts'
import { RunLog } from './run-log.tsx'

type Operation = PreviewRun['operation']

/** Below the form: the values as they stand, and what the connector's own code answers to them. */
export function Drawer({
  form,
  values,
  run,
  running,
  canRun,
  onRun,
  onCheck,
  children,
}: {
  /** Undefined while it is compiled for the first time; null when there is none. */
  form: FormBundle | null | undefined
  values: JsonObject
  run: { operation: Operation; result?: PreviewRunResult; error?: unknown } | undefined
  running: Operation | undefined
  canRun: boolean
  onRun: (operation: Operation) => void
  onCheck: () => void
  /** More to do with the values. */
  children?: ReactNode
}) {
  const [tab, setTab] = useState<'values' | 'compiled' | 'log'>('values')

  function start(operation: Operation) {
    setTab('log')
    onRun(operation)
  }

  return (
    <div className="drawer">
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
            value: 'compiled',
            label: t('compiled'),
            content: <pre className="drawer-pad drawer-code">{form ? compiledText(form) : t('noPreviewTitle')}</pre>,
          },
          { value: 'log', label: t('log'), content: <RunLog run={run} /> },
        ]}
        end={
          <span className="row row-wrap">
            <Button kind="quiet" size="small" disabled={!form?.validator} onClick={onCheck}>
              {t('checkValues')}
            </Button>
            {children}
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
          </span>
        }
      />
    </div>
  )
}

/** What the form is drawn from: schema, uiSchema, and which fields are secret. */
function compiledText({ schema, uiSchema, secrets }: FormBundle): string {
  return JSON.stringify({ schema, uiSchema, secrets }, null, 2)
}
