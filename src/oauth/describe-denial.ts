import { plainLine } from '#shared/redact.ts'

interface Denial {
  /** The person, or somebody for the person, said no; anything else is trouble of the server. */
  denied: boolean
  /** The error code of the server. */
  word: string
  /** What the server says about it, as it came. */
  words: string
}

const ADVICE = 'Try again, or untick a permission first.'

/** A sign-in that the service ended, said once: in its own words where it has some, else in ours. */
export function describeDenial(title: string, { denied, word, words }: Denial): string {
  const said = plainLine(words, 400)
  const sentence = /[.!?…]$/.test(said) ? said : `${said}.`
  if (!denied) {
    return `${title} refused the sign-in (${plainLine(word, 60)}).${said === '' ? '' : ` It said: ${sentence}`}`
  }
  return said === '' ? `${title} did not allow it. ${ADVICE}` : `${title} said: ${sentence} ${ADVICE}`
}
