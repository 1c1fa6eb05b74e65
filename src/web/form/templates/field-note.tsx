import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { partId } from '../field-path.ts'
import { useFormState } from '../form-state.ts'
import { say } from '../words.ts'

export interface FieldNoteProps {
  id: string
  pointer: string
  label: string
  required: boolean
  disabled: boolean
  problem: string | undefined
  secret: 'none' | 'kept' | 'replaced' | 'cleared'
  hint: string | undefined
  /** Empties the box. */
  onEmpty: () => void
  /** Stands after the line: the longer text of the field. */
  children?: ReactNode
}

/** The one line under a control: its problem, else what happens to its saved secret, else a hint. */
export function FieldNote(props: FieldNoteProps) {
  const { id, problem, secret, hint, children } = props
  if (problem === undefined && secret === 'none' && hint === undefined) {
    return children ? <div className="fc-under">{children}</div> : null
  }
  return (
    <div className="fc-under">
      <div className="fc-note-line">
        {problem !== undefined ? (
          <ProblemLine id={id} problem={problem} />
        ) : secret !== 'none' ? (
          <p className="fc-note" id={partId(id, 'saved')}>
            <Icon name="lock" />
            <span>{say(secret === 'kept' ? 'saved' : secret === 'cleared' ? 'willBeRemoved' : 'savedReplaced')}</span>
          </p>
        ) : (
          <p className="fc-note" id={partId(id, 'hint')}>
            {hint}
          </p>
        )}
        {secret !== 'none' && <SecretButton {...props} />}
      </div>
      {children}
    </div>
  )
}

export function ProblemLine({ id, problem }: { id: string; problem: string }) {
  return (
    <p className="fc-note fc-note-bad" id={partId(id, 'note')}>
      <Icon name="error" />
      <span>{problem}</span>
    </p>
  )
}

/** One button in three roles, so that the focus stays on it: Clear, Undo, Keep the saved one. */
function SecretButton({ pointer, label, required, disabled, secret, onEmpty }: FieldNoteProps) {
  const state = useFormState()
  if (required && secret === 'kept') return null
  const roles = {
    kept: { words: say('clear'), name: say('clearField', { label }), press: () => state.clear(pointer) },
    cleared: { words: say('undo'), name: say('undoClear', { label }), press: () => state.undoClear(pointer) },
    replaced: { words: say('keepSaved'), name: undefined, press: onEmpty },
    none: undefined,
  }
  const role = roles[secret]
  if (!role) return null
  return (
    <Button
      kind="quiet"
      size="small"
      className="fc-note-button"
      disabled={disabled}
      aria-label={role.name}
      onClick={() => {
        role.press()
        state.announce(secret === 'kept' ? say('willBeRemoved') : say('saved'))
      }}
    >
      {role.words}
    </Button>
  )
}

/** Which of the lines above exist, for `aria-describedby`. */
export function notePart({ problem, secret, hint }: Pick<FieldNoteProps, 'problem' | 'secret' | 'hint'>) {
  if (problem !== undefined) return 'note'
  if (secret !== 'none') return 'saved'
  return hint === undefined ? undefined : 'hint'
}
