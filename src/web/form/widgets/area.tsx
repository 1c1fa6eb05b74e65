import type { WidgetProps } from '@rjsf/utils'
import { Box } from './box.tsx'
import { safeAttributes } from './box-text.ts'
import { useControl } from './use-control.ts'
import { useTypedText } from './use-typed-text.ts'

/** A box of many lines, for words or for code. */
export function Area({ isCode, ...props }: WidgetProps & { isCode: boolean }) {
  const { options, aria, disabled, readOnly, leave } = useControl(props)
  const { text, type } = useTypedText(props)
  const code = isCode
    ? ({ dir: 'ltr', spellCheck: false, autoCapitalize: 'off' } as const)
    : { dir: options.dir ?? 'auto' }
  return (
    <Box options={options} disabled={disabled} readOnly={readOnly} value={text} tall>
      <textarea
        className={isCode ? 'fc-input fc-area fc-code' : 'fc-input fc-area'}
        autoComplete="off"
        {...safeAttributes(options)}
        {...code}
        {...aria}
        rows={options.rows ?? (isCode ? 6 : 3)}
        placeholder={props.placeholder}
        value={text}
        disabled={disabled}
        readOnly={readOnly}
        onChange={event => type(event.target.value)}
        onBlur={leave}
      />
    </Box>
  )
}
