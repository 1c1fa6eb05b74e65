import type { MultiSchemaFieldTemplateProps } from '@rjsf/utils'
import { useContext } from 'react'
import { GroupTitleContext, NamedContext, UnionContext } from '../field-context.ts'
import { uiText } from '../field-options.ts'
import { say } from '../words.ts'

/** The selector of a union and, in the same frame, the fields of the chosen branch. */
export function MultiSchemaField({ uiSchema, selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  const titleId = useContext(GroupTitleContext)
  const branches: unknown = uiSchema?.['oneOf']
  const descriptions = (Array.isArray(branches) ? branches : []).map(branch => uiText(branch, 'ui:description'))
  return (
    <NamedContext value={false}>
      <div className="fc-union">
        <div className="fc-union-choice">
          <UnionContext value={{ titleId, label: uiText(uiSchema, 'ui:title') ?? say('chooseOption'), descriptions }}>
            {selector}
          </UnionContext>
        </div>
        <div className="fc-union-body">{optionSchemaField}</div>
      </div>
    </NamedContext>
  )
}
