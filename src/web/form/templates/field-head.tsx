import type { ReactNode } from 'react'
import { Icon } from '../../components/icon.tsx'
import { partId } from '../field-path.ts'
import { RichText } from '../rich-text.tsx'
import { say } from '../words.ts'
import { RequiredMark } from './required-mark.tsx'

const BADGES: Record<string, string> = {
  string: 's',
  integer: 'i',
  number: 'n',
  boolean: 'b',
  object: 'o',
  array: 'a',
}

export interface FieldHeadProps {
  id: string
  label: string
  type: unknown
  required: boolean
  /** Only a name, not on screen. */
  labelHidden: boolean
  /** False for a group of controls: its name is then a plain text that the group points to. */
  forControl: boolean
  description: string | undefined
  info: string | undefined
  docUrl: string | undefined
  /** Whether the longer text, or without one the description, is open. */
  open: boolean
  onOpen: (open: boolean) => void
  /** A check box stands before its label. */
  before?: ReactNode
}

/** Badge, label, "(required)", the information button and the description. The button folds the description, or opens the longer text. */
export function FieldHead(props: FieldHeadProps) {
  const { id, label, description, info, open } = props
  const hasButton = (description !== undefined || info !== undefined) && !props.labelHidden
  return (
    <div className="fc-top">
      <div className="fc-head">
        {props.before}
        {!props.labelHidden && (
          <span className="fc-badge" aria-hidden="true">
            {BADGES[String(props.type)] ?? '*'}
          </span>
        )}
        <Label {...props} />
        {hasButton && (
          <button
            type="button"
            className="fc-about"
            aria-label={say('about', { label })}
            title={say('about', { label })}
            aria-expanded={open}
            aria-controls={partId(id, info === undefined ? 'description' : 'info')}
            onClick={() => props.onOpen(!open)}
          >
            <Icon name="info" />
          </button>
        )}
      </div>
      {description !== undefined && (
        <p className="fc-description" id={partId(id, 'description')} hidden={info === undefined && !open}>
          <RichText text={description} />
        </p>
      )}
      {props.docUrl !== undefined && (
        <a className="fc-doc" href={props.docUrl} target="_blank" rel="noopener noreferrer">
          {say('moreInformation', { label })}
        </a>
      )}
    </div>
  )
}

function Label({ id, label, required, labelHidden, forControl }: FieldHeadProps) {
  const words = (
    <>
      <span className="fc-title" id={partId(id, 'title')}>
        {label}
      </span>
      {required && <RequiredMark />}
    </>
  )
  const className = labelHidden ? 'visually-hidden' : 'fc-label'
  return forControl ? (
    <label className={className} id={partId(id, 'label')} htmlFor={id}>
      {words}
    </label>
  ) : (
    <span className={className} id={partId(id, 'label')}>
      {words}
    </span>
  )
}
