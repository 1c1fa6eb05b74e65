import type { WidgetProps } from '@rjsf/utils'
import { Box } from './box.tsx'
import { orNothing, safeAttributes, textOf } from './box-text.ts'
import { useControl } from './use-control.ts'

/** A box of many lines, for words or for code. */
export function Area({ isCode, ...props }: WidgetProps & { isCode: boolean }) {
  const { options, aria, disabled, readOnly, leave } = useControl(props)
  const code = isCode
    ? ({ dir: 'ltr', spellCheck: false, autoCapitalize: 'off' } as const)
    : { dir: options.dir ?? 'auto' }
  return (
    <Box options={options} disabled={disabled} readOnly={readOnly} value={props.value}>
      <textarea
        className={isCode ? 'fc-input fc-area fc-code' : 'fc-input fc-area'}
        autoComplete="off"
        {...safeAttributes(options)}
        {...code}
        {...aria}
        rows={options.rows ?? (isCode ? 6 : 3)}
        placeholder={props.placeholder}
        value={textOf(props.value)}
        disabled={disabled}
        readOnly={readOnly}
        onChange={event => props.onChange(orNothing(event.target.value))}
        onBlur={leave}
      />
    </Box>
  )
}
