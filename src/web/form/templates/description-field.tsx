import type { DescriptionFieldProps } from '@rjsf/utils'
import { RichText } from '../rich-text.tsx'

/** A net for RJSF's own templates; ours draw descriptions inside the field's head. */
export function DescriptionField({ description }: DescriptionFieldProps) {
  if (typeof description !== 'string' || description === '') return null
  return (
    <p className="fc-description">
      <RichText text={description} />
    </p>
  )
}
