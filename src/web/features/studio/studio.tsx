import './studio.css'
import { useRef, useState } from 'react'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import type { PreviewRun, PreviewRunResult } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import type { ConnectionFormHandle } from '../../form/connection-form.tsx'
import { announce } from '../../lib/announce.ts'
import { callApi } from '../../lib/api.ts'
import { textDirection } from '../../lib/text-direction.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-studio.ts'
import { Drawer } from './drawer.tsx'
import { FormHead, type FrameLook, startLocale } from './form-head.tsx'
import { PreviewFrame } from './preview-frame.tsx'
import { ProblemList } from './problem-list.tsx'
import { SourcePane } from './source-pane.tsx'
import { type StudioProblem, studioProblems } from './studio-problems.ts'
import { usePreview } from './use-preview.ts'

const NONE: readonly StudioProblem[] = []

/** Text at the start, form at the end: what an author sees while a connection.json is being written. */
export function Studio({
  type,
  source,
  broken,
  onSource,
}: {
  /** Name of a type on disk, or the path of its file; empty: the pasted text. */
  type: string
  source: string
  /** Files that cannot be used now: the one on show may become one of them while it is being written. */
  broken: readonly BrokenArtifact[]
  onSource: (source: string) => void
}) {
  const [look, setLook] = useState<FrameLook>({ theme: startTheme(), width: 'fit', locale: startLocale() })
  const [view, setView] = useState<'source' | 'form'>('source')
  const [goTo, setGoTo] = useState<{ line: number } | undefined>()
  const [values, setValues] = useState<JsonObject>({})
  const form = useRef<ConnectionFormHandle>(null)
  const [file, setFile] = useState<string | undefined>()
  const faults = broken.filter(item => item.file === file)
  const preview = usePreview({
    // While it is broken a file has no name of its own, and its path says which one is meant.
    ...(type ? { type: faults[0]?.file ?? type } : { source }),
    locale: look.locale,
  })
  if (faults.length === 0 && preview.data?.file && preview.data.file !== file) setFile(preview.data.file)
  const run = useMutation({
    run: (operation: PreviewRun['operation']) => {
      const { type: name = type, version } = preview.data ?? {}
      const body: PreviewRun = {
        type: name,
        ...(version ? { version } : {}),
        operation,
        values: form.current?.values() ?? {},
      }
      return callApi<PreviewRunResult>('POST', '/api/page/preview/run', { body })
    },
  })

  if (preview.isError && !preview.data) {
    return <ErrorState error={preview.error} onRetry={() => preview.refetch()} busy={preview.isFetching} />
  }
  const data = preview.data
  const problems = data ? studioProblems(data, faults) : undefined
  return (
    <div className="studio-panes" data-view={view}>
      <div className="editor">
        <div className="editor-head">
          <ViewSwitch view={view} onView={setView} />
          <code className="grow muted">{type ? (data?.file ?? type) : t('pastedText')}</code>
          {type && data && (
            <Button kind="quiet" size="small" icon="copy" onClick={() => onSource(data.source)}>
              {t('editCopy')}
            </Button>
          )}
        </div>
        <SourcePane
          source={type ? (data?.source ?? '') : source}
          problems={problems ?? NONE}
          goTo={goTo}
          onChange={type ? undefined : onSource}
        />
        <ProblemList problems={problems} onGoTo={line => setGoTo({ line })} />
      </div>
      <div className="form-side">
        <FormHead look={look} onLook={setLook}>
          <ViewSwitch view={view} onView={setView} />
        </FormHead>
        {data ? (
          <PreviewFrame
            ref={form}
            preview={data}
            width={look.width}
            theme={look.theme}
            rtl={textDirection(look.locale) === 'rtl'}
            onValues={setValues}
            onGood={() => announce(t('valuesFit'))}
          />
        ) : (
          <SkeletonRows rows={4} />
        )}
        <Drawer
          form={data?.form}
          values={values}
          run={
            run.variables && {
              operation: run.variables,
              ...(run.data ? { result: run.data } : {}),
              ...(run.error ? { error: run.error } : {}),
            }
          }
          running={run.isPending ? run.variables : undefined}
          canRun={type !== '' && Boolean(data?.form?.validator)}
          onRun={operation => run.mutate(operation)}
          onCheck={() => form.current?.submit()}
        />
      </div>
    </div>
  )
}

function ViewSwitch({ view, onView }: { view: 'source' | 'form'; onView: (view: 'source' | 'form') => void }) {
  return (
    <span className="studio-views">
      <Segmented
        label={t('view')}
        options={[
          { value: 'source', label: t('viewSource') },
          { value: 'form', label: t('viewForm') },
        ]}
        value={view}
        onChange={onView}
      />
    </span>
  )
}

function startTheme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'dark' || chosen === 'light') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
