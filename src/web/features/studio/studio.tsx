import './studio.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Preview, PreviewRun, PreviewRunResult } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import type { ConnectionFormHandle } from '../../form/connection-form.tsx'
import { announce } from '../../lib/announce.ts'
import { callApi } from '../../lib/api.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-studio.ts'
import { ComparePane } from './compare-pane.tsx'
import { Drawer } from './drawer.tsx'
import { EditorPane } from './editor-pane.tsx'
import { EXAMPLE } from './example.ts'
import { FormHead } from './form-head.tsx'
import { useFrameLook } from './frame-look.ts'
import { PreviewFrame } from './preview-frame.tsx'
import type { ReadFile } from './read-dropped.ts'
import { SaveTestData } from './save-test-data.tsx'
import { hasForm, type StudioProblem, studioProblems } from './studio-problems.ts'
import { usePreview } from './use-preview.ts'
import { useShownPreview } from './use-shown-preview.ts'
import { type StudioView, ViewSwitch } from './view-switch.tsx'

/** Text at the start, form at the end: what an author sees while a connection.json is being written. */
export function Studio({
  type,
  source,
  onSource,
  onPreviewed,
  comparing,
  dropped,
  onCompared,
}: {
  /** Name of a type on disk, or the path of its file; empty: the pasted text. */
  type: string
  source: string
  onSource: (source: string) => void
  /** The form, or why there is none, has come. */
  onPreviewed: () => void
  /** Another version stands in the place of the form. */
  comparing: boolean
  /** A file dropped while comparing. */
  dropped: ReadFile | undefined
  onCompared: () => void
}) {
  const [look, changeLook] = useFrameLook()
  const [view, setView] = useState<StudioView>('source')
  const [values, setValues] = useState<JsonObject>({})
  const form = useRef<ConnectionFormHandle>(null)
  const preview = usePreview({ type, source, locale: look.locale })
  const { data } = preview
  const isPreviewed = data !== undefined || preview.isError
  useEffect(() => {
    if (isPreviewed) onPreviewed()
  }, [isPreviewed, onPreviewed])
  const shown = useShownPreview(data, form)
  const problems = useMemo(() => data && studioProblems(data), [data])
  const run = useRun(shown, type, () => form.current?.values() ?? {})
  const canRun = type !== '' && shown !== undefined
  return (
    <div className="studio-panes" data-view={view}>
      <EditorPane
        name={type ? (data?.file ?? type) : t('pastedText')}
        source={type ? (data?.source ?? '') : source}
        judged={data?.source ?? ''}
        problems={problems}
        view={<ViewSwitch view={view} onView={setView} />}
        waits={type !== '' && !shown && !preview.isError && (!data || hasForm(data))}
        onChange={type ? undefined : onSource}
        onCopy={type && data ? onSource : undefined}
      />
      {comparing && <ComparePane shown={shown} dropped={dropped} onClose={onCompared} />}
      <div className="form-side" hidden={comparing}>
        <FormHead look={look} onLook={changeLook}>
          <ViewSwitch view={view} onView={setView} />
        </FormHead>
        {preview.isError && !data ? (
          <ErrorState error={preview.error} onRetry={() => preview.refetch()} busy={preview.isFetching} />
        ) : type === '' && source.trim() === '' ? (
          <div className="stage-scroll">
            <EmptyState
              title={t('startTitle')}
              action={<Button onClick={() => onSource(EXAMPLE)}>{t('startExample')}</Button>}
            >
              {t('startText')}
            </EmptyState>
          </div>
        ) : data ? (
          <PreviewFrame
            ref={form}
            shown={shown}
            fault={faultOf(data, problems)}
            look={look}
            onValues={setValues}
            onGood={() => announce(t('valuesFit'))}
          >
            {preview.isError && <ErrorBanner error={preview.error} />}
          </PreviewFrame>
        ) : (
          <SkeletonRows rows={4} />
        )}
        <Drawer
          shown={shown ?? (data ? null : undefined)}
          look={[look.theme, look.width, look.locale].join(' · ')}
          values={values}
          run={
            run.variables && {
              operation: run.variables,
              ...(run.data ? { result: run.data } : {}),
              ...(run.error ? { error: run.error } : {}),
            }
          }
          running={run.isPending ? run.variables : undefined}
          canRun={canRun}
          onRun={operation => run.mutate(operation)}
          onCheck={() => form.current?.submit()}
        >
          {shown?.testDataFile !== undefined && (
            <SaveTestData
              type={shown.type ?? type}
              version={shown.version}
              values={() => form.current?.values() ?? {}}
            />
          )}
        </Drawer>
      </div>
    </div>
  )
}

function useRun(shown: Preview | undefined, type: string, values: () => JsonObject) {
  return useMutation({
    run: (operation: PreviewRun['operation']) => {
      const { type: name = type, version } = shown ?? {}
      const body: PreviewRun = { type: name, ...(version ? { version } : {}), operation, values: values() }
      return callApi<PreviewRunResult>('POST', '/api/page/preview/run', { body })
    },
  })
}

/** What keeps a text from being a form at all; nothing while there is one. */
function faultOf(preview: Preview, problems: readonly StudioProblem[] | undefined): StudioProblem | undefined {
  return hasForm(preview) ? undefined : problems?.find(problem => problem.severity === 'error')
}
