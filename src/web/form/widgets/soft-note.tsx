import { Icon } from '../../components/icon.tsx'
import type { FieldOptions } from '../field-options.ts'
import { useFormStatus } from '../form-state.ts'
import { type FormKey, say } from '../words.ts'

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/
const IPV6 = /^(?=.*:.*:)[0-9a-f:]+(?:%\w+)?$/i

/** What a value of each check looks like. A miss is a note, never a refusal: real systems take odd names. */
const CHECKS: Record<string, { fits: (text: string) => boolean; words: FormKey }> = {
  hostname: { fits: text => /^[\p{L}\p{N}_.-]+$/u.test(text), words: 'expectHost' },
  ip: { fits: text => IPV4.test(text) || IPV6.test(text), words: 'expectIp' },
  ipv6: { fits: text => IPV6.test(text), words: 'expectIp' },
  uuid: { fits: text => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text), words: 'expectUuid' },
  duration: { fits: text => /^P(?=\w)(\d+[YMWD])*(T(\d+(\.\d+)?[HMS])+)?$/.test(text), words: 'expectDuration' },
}

/** A hint under a box that blocks nothing: the author's warning for a value, or a doubt about its form. */
export function SoftNote({ options, pointer, text }: { options: FieldOptions; pointer: string; text: string }) {
  const touched = useFormStatus(status => status.touched.has(pointer))
  const { warnings, check } = options
  const warning = warnings && Object.hasOwn(warnings, text) ? warnings[text] : undefined
  const rule = check !== undefined && Object.hasOwn(CHECKS, check) ? CHECKS[check] : undefined
  const doubt = touched && text !== '' && rule && !rule.fits(text) ? say(rule.words) : undefined
  const words = warning ?? doubt
  if (words === undefined) return null
  return <NoteLine words={words} />
}

export function NoteLine({ words }: { words: string }) {
  return (
    <p className="fc-note fc-note-warn">
      <Icon name="warning" />
      <span>{words}</span>
    </p>
  )
}
