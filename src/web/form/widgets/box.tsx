import type { CSSProperties, ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { copyText } from '../../lib/copy-text.ts'
import { useField } from '../field-context.ts'
import type { FieldOptions } from '../field-options.ts'
import { useFormState } from '../form-state.ts'
import { say } from '../words.ts'
import { textOf } from './box-text.ts'

export interface BoxProps {
  options: FieldOptions
  disabled?: boolean
  readOnly?: boolean
  /** What Copy copies, when the author asked for the button. */
  value?: unknown
  children: ReactNode
  /** Buttons at the end, inside the frame. */
  end?: ReactNode
  /** Holds many lines, and grows with them. */
  tall?: boolean
}

/** The frame of a text box: prefix, control, suffix, buttons. It bears the border, the ring and the wrong state. */
export function Box({ options, disabled = false, readOnly = false, value, children, end, tall = false }: BoxProps) {
  const { invalid } = useField()
  const classes = ['fc-box']
  if (tall) classes.push('fc-box-tall')
  if (invalid) classes.push('fc-box-wrong')
  if (disabled) classes.push('fc-box-off')
  if (readOnly) classes.push('fc-box-fixed')
  return (
    <div className={classes.join(' ')} style={sizes(options)}>
      {options.prefix && <span className="fc-affix">{options.prefix}</span>}
      {children}
      {options.suffix && <span className="fc-affix">{options.suffix}</span>}
      {options.copyable && <CopyButton value={value} />}
      {end}
    </div>
  )
}

function sizes({ width, height }: FieldOptions): CSSProperties | undefined {
  if (width === undefined && height === undefined) return undefined
  return { '--box-width': width, '--box-height': height } as CSSProperties
}

function CopyButton({ value }: { value: unknown }) {
  const { label } = useField()
  const state = useFormState()
  return (
    <Button
      kind="quiet"
      size="small"
      iconOnly
      icon="copy"
      className="fc-box-button"
      aria-label={say('copy', { label })}
      onClick={async () => {
        await copyText(textOf(value))
        state.announce(say('copied', { label }))
      }}
    />
  )
}
