import './track.css'

interface TrackProps {
  /** What the steps lead to, for a reader. */
  label: string
  steps: readonly string[]
  /** Index of the step that is under way. */
  at: number
  failed?: boolean
}

/** The steps of something that takes several, as one line: done, now or failed, to come (look.md §6). */
export function Track({ label, steps, at, failed = false }: TrackProps) {
  return (
    <ol className="track" aria-label={label}>
      {steps.map((step, index) => {
        const stage = index < at ? 'done' : index > at ? 'next' : failed ? 'failed' : 'now'
        return (
          <li key={step} className={`track-step track-${stage}`} aria-current={index === at ? 'step' : undefined}>
            <span className="track-mark" aria-hidden="true" />
            <span className="track-word">{step}</span>
          </li>
        )
      })}
    </ol>
  )
}
