import type { WidgetProps } from '@rjsf/utils'
import { partId } from '../field-path.ts'
import { Box } from './box.tsx'
import { safeAttributes, textOf } from './box-text.ts'
import { SoftNote } from './soft-note.tsx'
import { useControl } from './use-control.ts'
import { useTypedText } from './use-typed-text.ts'

/** One line of text; numbers too, so that "1." and "abc" survive until they are judged (forms.md §4). */
export function TextWidget(props: WidgetProps) {
  const { field, options, aria, disabled, readOnly, leave } = useControl(props)
  const { text, type } = useTypedText(props)
  const { stripSuffix } = options
  const suggestions = options.examples?.length ? partId(field.id, 'list') : undefined
  const cut = () => {
    if (stripSuffix && text.endsWith(stripSuffix)) type(text.slice(0, -stripSuffix.length))
    leave()
  }
  return (
    <>
      <Box options={options} disabled={disabled} readOnly={readOnly} value={text}>
        <input
          className="fc-input"
          autoComplete="off"
          {...safeAttributes(options)}
          {...aria}
          type={options.inputType ?? 'text'}
          inputMode={options.inputMode}
          dir={options.dir ?? (options.inputMode ? 'ltr' : 'auto')}
          spellCheck={options.dir === 'ltr' || options.inputMode ? false : undefined}
          list={suggestions}
          placeholder={props.placeholder}
          value={text}
          disabled={disabled}
          readOnly={readOnly}
          onChange={event => type(event.target.value)}
          onBlur={cut}
        />
      </Box>
      {suggestions && (
        <datalist id={suggestions}>
          {options.examples?.map(example => (
            <option key={textOf(example)} value={textOf(example)} />
          ))}
        </datalist>
      )}
      <SoftNote options={options} pointer={field.pointer} text={text} />
    </>
  )
}
