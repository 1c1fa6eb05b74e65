import './compare.css'
import { useMemo, useState } from 'react'
import { compareForms } from '#schema/compare-forms.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { Preview, PreviewRequest } from '#shared/contract/preview.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { callApi } from '../../lib/api.ts'
import type { Query } from '../../lib/query-entry.ts'
import { useQuery } from '../../lib/use-query.ts'
import { t } from '../../lib/words-studio.ts'
import { ComparedFields } from './compared-fields.tsx'
import { OpenFile } from './open-file.tsx'
import type { ReadFile } from './read-dropped.ts'
import { refuseLarge } from './refuse-large.ts'
import { hasForm, studioProblems } from './studio-problems.ts'

type Other = { version: string } | { name: string; text: string }

/** What changed since another version of the file, and what going over to it does to connections that people have saved. */
export function ComparePane({
  shown,
  dropped,
  onClose,
}: {
  /** The form that the text on the other side makes. */
  shown: Preview | undefined
  /** A file that was dropped here. */
  dropped: ReadFile | undefined
  onClose: () => void
}) {
  const versions = (shown?.versions ?? []).filter(version => version !== shown?.version)
  const [chosen, setChosen] = useState<Other>()
  const [taken, setTaken] = useState<ReadFile>()
  const [refusal, setRefusal] = useState<string>()
  const [swapped, setSwapped] = useState(false)

  function take(file: ReadFile) {
    setRefusal('refusal' in file ? file.refusal : undefined)
    if ('text' in file) setChosen(file)
  }
  if (dropped && dropped !== taken) {
    setTaken(dropped)
    take(dropped)
  }
  const [latest] = versions
  const other = chosen ?? (latest === undefined ? undefined : { version: latest })
  return (
    <section className="compare" aria-labelledby="compare-title">
      <div className="form-head">
        <h2 id="compare-title" className="small strong">
          {t('compareTitle')}
        </h2>
        {versions.length > 0 && (
          <SelectInput
            aria-label={t('compareWith')}
            value={other && 'version' in other ? other.version : ''}
            onChange={event => setChosen({ version: event.target.value })}
          >
            {other && 'name' in other && <option value="">{other.name}</option>}
            {versions.map(version => (
              <option key={version} value={version}>
                {version}
              </option>
            ))}
          </SelectInput>
        )}
        {versions.length === 0 && other && 'name' in other && <code className="small">{other.name}</code>}
        <OpenFile word={t('compareFile')} onRead={take} />
        {other && (
          <Button kind="quiet" size="small" icon="compare" onClick={() => setSwapped(!swapped)}>
            {t('compareSwap')}
          </Button>
        )}
        <span className="grow" />
        <Button kind="quiet" size="small" icon="close" iconOnly aria-label={t('compareClose')} onClick={onClose} />
      </div>
      <div className="compare-body">
        {refusal && <Banner kind="bad" role="alert" title={refusal} onClose={() => setRefusal(undefined)} />}
        {other ? (
          <Comparison shown={shown} other={other} swapped={swapped} />
        ) : (
          <EmptyState
            title={t('compareEmptyTitle')}
            action={<PasteBox onText={text => take({ name: t('compareEarlier'), text })} />}
          >
            {t('compareEmpty')}
          </EmptyState>
        )}
      </div>
    </section>
  )
}

function PasteBox({ onText }: { onText: (text: string) => void }) {
  return (
    <textarea
      className="source-plain compare-paste"
      aria-label={t('comparePaste')}
      placeholder={t('comparePaste')}
      rows={4}
      spellCheck={false}
      value=""
      onChange={event => onText(event.target.value)}
    />
  )
}

function Comparison({ shown, other, swapped }: { shown: Preview | undefined; other: Other; swapped: boolean }) {
  const large = 'text' in other ? refuseLarge(other.text) : undefined
  const asked = useQuery(large ? undefined : otherQuery(shown?.type ?? '', other))
  const found = large ?? asked.data
  const here = shown?.form
  const there = found && hasForm(found) ? found.form : undefined
  const compared = useMemo(() => {
    if (!here || !there) return undefined
    const [before, after] = swapped ? [here, there] : [there, here]
    return compareForms(before as unknown as CompiledForm, after as unknown as CompiledForm)
  }, [here, there, swapped])
  if (asked.isError && !found) {
    return <ErrorState error={asked.error} onRetry={() => asked.refetch()} busy={asked.isFetching} />
  }
  if (!found) return <SkeletonRows rows={4} />
  const fault = there ? undefined : studioProblems(found).find(problem => problem.severity === 'error')
  if (fault || !compared) {
    const place = fault && { line: fault.line, column: fault.column, message: fault.message }
    return (
      <Banner kind="bad" title={t(fault ? 'compareBroken' : 'noPreviewTitle')}>
        {place && t('faultAt', place)} {fault?.fix}
      </Banner>
    )
  }
  const names = [nameOf(other), shown?.version ?? t('compareHere')] as const
  return <ComparedFields comparison={compared} names={swapped ? [names[1], names[0]] : names} />
}

function nameOf(other: Other): string {
  return 'version' in other ? other.version : other.name
}

function otherQuery(type: string, other: Other): Query<Preview> {
  const body: PreviewRequest = 'text' in other ? { source: other.text } : { type, version: other.version }
  return {
    key: ['preview-other', { ...body }],
    fetch: signal => callApi<Preview>('POST', '/api/page/preview', { body, signal }),
    forget: true,
  }
}
