import { useEffect, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Icon } from '../../components/icon.tsx'
import { announce } from '../../lib/announce.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t, tCount } from '../../lib/words-studio.ts'
import { type AxeFinding, type AxeReport, axeFindings } from './axe-findings.ts'
import { checkWithAxe } from './load-axe.ts'

/** What axe-core says about the form as it is shown: each finding with its place and what to do. */
export function AxePane({ look, changed }: { look: string; changed: unknown }) {
  const [checked, setChecked] = useState<{ look: string; changed: unknown }>()
  const check = useMutation({
    run: async (part: Element): Promise<AxeReport> => axeFindings(await checkWithAxe(part)),
    onSuccess: ({ findings }) => {
      setChecked({ look, changed })
      announce(findings.length === 0 ? t('axeNone') : tCount('axeFound', findings.length))
    },
  })
  const [marked, setMarked] = useState<Element>()
  useMark(marked)

  function start() {
    setMarked(undefined)
    const form = document.querySelector('.device')
    if (form) check.mutate(form)
  }

  const report = check.data
  return (
    <div className="drawer-pad stack stack-tight">
      <div className="row row-wrap axe-head">
        <Button size="small" icon="test" busy={check.isPending} onClick={start}>
          {t(report ? 'axeAgain' : 'axeStart')}
        </Button>
        <span className="small muted">
          {report ? tCount('axePassed', report.passed) : t('axeIntro')}{' '}
          {report && checked && (checked.look !== look || checked.changed !== changed) && t('axeStale')}
        </span>
      </div>
      {check.error !== undefined && <ErrorBanner error={check.error} />}
      {report?.findings.length === 0 && (
        <p className="axe-good">
          <Icon name="done" /> <b>{t('axeNone')}</b>{' '}
          <span className="muted">{t('axeLook', { look: checked?.look ?? look })}</span>
        </p>
      )}
      <ul className="axe-list">
        {report?.findings.map((finding, index) => (
          <Finding
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
            key={index}
            finding={finding}
            isMarked={finding.element !== undefined && finding.element === marked}
            onMark={() => setMarked(finding.element === marked ? undefined : finding.element)}
          />
        ))}
      </ul>
    </div>
  )
}

function Finding({ finding, isMarked, onMark }: { finding: AxeFinding; isMarked: boolean; onMark: () => void }) {
  const { rule, help, advice, impact, isUnsure, place } = finding
  return (
    <li className="axe-finding">
      <button type="button" className="problem" aria-pressed={isMarked} onClick={onMark}>
        <span className={isUnsure ? 'problem-info' : 'problem-error'}>
          <Icon name={isUnsure ? 'info' : 'error'} />
        </span>
        <span className="small faint">{t(isUnsure ? 'axeUnsure' : IMPACTS[impact])}</span>
        <span className="problem-words">
          <span lang="en">
            <b>{rule}</b> {help}. <span className="muted">{advice.join('. ')}</span>
          </span>
          <span className="problem-pointer">{place}</span>
        </span>
      </button>
    </li>
  )
}

const IMPACTS = {
  critical: 'axeCritical',
  serious: 'axeSerious',
  moderate: 'axeModerate',
  minor: 'axeMinor',
} as const

/** Frames the element in the form while it is chosen, and shows it. */
function useMark(element: Element | undefined): void {
  useEffect(() => {
    if (!element) return
    element.setAttribute('data-axe', '')
    element.scrollIntoView({ block: 'center' })
    return () => element.removeAttribute('data-axe')
  }, [element])
}
