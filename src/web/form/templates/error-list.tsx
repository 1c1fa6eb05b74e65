import type { ErrorListProps } from '@rjsf/utils'
import { toPointer } from '#shared/json-pointer.ts'
import { Banner } from '../../components/banner.tsx'
import { domId, partId } from '../field-path.ts'
import { type PlacedProblem, problemsOf } from '../field-problem.ts'
import { focusField } from '../focus-field.ts'
import { useFormState, useFormStatus } from '../form-state.ts'
import { say, sayCount } from '../words.ts'

/** After a submit: how many problems there are, each with a link to its field. */
export function ErrorList({ errorSchema }: ErrorListProps) {
  const state = useFormState()
  const submitted = useFormStatus(status => status.submitted)
  // Changed since, it is no longer what the window said.
  const told = useFormStatus(status => (status.problems.length > 0 ? status.told : undefined))
  const problems = onePerField(problemsOf(errorSchema))
  if (!submitted || problems.length === 0) return null
  // Without a field of its own it is the whole form's, which the window has said.
  if (told !== undefined && problems.length === 1 && problems[0] && toPointer(problems[0].path) === told) return null
  return (
    <Banner
      kind="bad"
      role="alert"
      title={<h3 className="fc-summary-title">{sayCount('problem', problems.length)}</h3>}
    >
      <ul className="banner-list fc-summary">
        {inReadingOrder(problems).map(({ path, message }) => (
          <li key={toPointer(path)}>
            <a
              href={`#${encodeURIComponent(domId(path))}`}
              onClick={event => {
                event.preventDefault()
                focusField(state, domId(path))
              }}
            >
              {labelOf(path)}
            </a>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function onePerField(problems: PlacedProblem[]): PlacedProblem[] {
  const first = new Map<string, PlacedProblem>()
  for (const problem of problems) {
    const pointer = toPointer(problem.path)
    if (!first.has(pointer)) first.set(pointer, problem)
  }
  return [...first.values()]
}

/** The label as it stands on the page, with the entry it belongs to; RJSF has drawn the fields before it lists their problems. */
function labelOf(path: PlacedProblem['path']): string {
  if (path.length === 0) return say('wholeForm')
  const title = titleOf(path) ?? String(path.at(-1))
  const place = path.findLastIndex((part, i) => i < path.length - 1 && /^\d+$/.test(String(part)))
  const list = place > 0 ? titleOf(path.slice(0, place)) : undefined
  return list === undefined ? title : `${say('entryOf', { title: list, n: Number(path[place]) + 1 })}: ${title}`
}

function titleOf(path: PlacedProblem['path']): string | undefined {
  return document.getElementById(partId(domId(path), 'title'))?.textContent || undefined
}

/** Top to bottom as on the page, which tabs and grids may order otherwise than the schema. */
function inReadingOrder(problems: PlacedProblem[]): PlacedProblem[] {
  const places = problems.map(problem => ({ problem, element: document.getElementById(domId(problem.path)) }))
  places.sort((a, b) => {
    if (!a.element || !b.element || a.element === b.element) return 0
    return a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
  })
  return places.map(place => place.problem)
}
