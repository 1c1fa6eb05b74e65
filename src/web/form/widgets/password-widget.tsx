import type { WidgetProps } from '@rjsf/utils'
import { useRef } from 'react'
import { Box } from './box.tsx'
import { SECRET_ATTRIBUTES, ShowButton, useShown } from './secret-box.tsx'
import { useControl } from './use-control.ts'
import { useTypedText } from './use-typed-text.ts'

/** A secret of one line. Pasting is allowed; no manager of passwords is asked to fill or keep it. */
export function PasswordWidget(props: WidgetProps) {
  const { field, options, aria, disabled, readOnly, leave } = useControl(props)
  const { text, type } = useTypedText(props)
  const input = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useShown(input)
  return (
    <Box
      options={options}
      disabled={disabled}
      readOnly={readOnly}
      end={<ShowButton label={field.label} shown={shown} disabled={disabled} onPress={() => setShown(!shown)} />}
    >
      <input
        className="fc-input"
        {...SECRET_ATTRIBUTES}
        {...aria}
        ref={input}
        type={shown ? 'text' : 'password'}
        dir="ltr"
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
