import type { WidgetProps } from '@rjsf/utils'
import { type ChangeEvent, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { say } from '../words.ts'
import { Box } from './box.tsx'
import { SECRET_ATTRIBUTES, ShowButton, useShown } from './secret-box.tsx'
import { NoteLine } from './soft-note.tsx'
import { useControl } from './use-control.ts'
import { useTypedText } from './use-typed-text.ts'

const LARGEST = 256 * 1024

/** A secret of many lines, such as a key: masked, and readable from a file. */
export function SecretTextWidget(props: WidgetProps) {
  const { field, options, aria, disabled, readOnly, leave } = useControl(props)
  const { text, type } = useTypedText(props)
  const area = useRef<HTMLTextAreaElement>(null)
  const [shown, setShown] = useShown(area)
  return (
    <>
      <Box
        options={options}
        disabled={disabled}
        readOnly={readOnly}
        tall
        end={<ShowButton label={field.label} shown={shown} disabled={disabled} onPress={() => setShown(!shown)} />}
      >
        <textarea
          className={shown ? 'fc-input fc-area fc-code' : 'fc-input fc-area fc-code fc-masked'}
          {...SECRET_ATTRIBUTES}
          {...aria}
          ref={area}
          dir="ltr"
          rows={options.rows ?? 4}
          placeholder={props.placeholder}
          value={text}
          disabled={disabled}
          readOnly={readOnly}
          onChange={event => type(event.target.value)}
          onBlur={leave}
        />
      </Box>
      <FileButton label={field.label} disabled={disabled || readOnly} onText={type} />
    </>
  )
}

function FileButton({ label, disabled, onText }: { label: string; disabled: boolean; onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    setTooLarge(file !== undefined && file.size > LARGEST)
    if (file && file.size <= LARGEST) onText(await file.text())
  }
  return (
    <div className="fc-file">
      <input ref={input} type="file" hidden tabIndex={-1} aria-hidden="true" onChange={read} />
      <Button
        kind="quiet"
        size="small"
        icon="upload"
        aria-label={say('fromFileFor', { label })}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {say('fromFile')}
      </Button>
      {tooLarge && <NoteLine words={say('fileTooLarge')} />}
    </div>
  )
}
