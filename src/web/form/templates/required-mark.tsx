import { say } from '../words.ts'

/** "(required)" behind a title. The gap stands before it: inside, words that run the other way would swallow it. */
export function RequiredMark() {
  return (
    <>
      {' '}
      <span className="fc-required">{say('required')}</span>
    </>
  )
}
