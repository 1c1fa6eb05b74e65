import type { ArrayFieldTemplateProps } from '@rjsf/utils'
import { isObject } from '#shared/json.ts'
import { optionsOf, uiText } from '../field-options.ts'
import { plainText } from '../rich-text.tsx'
import { say } from '../words.ts'
import { ArrayFrame } from './array-frame.tsx'
import { RequiredMark } from './required-mark.tsx'

/** A list of flat objects as a table; in a narrow form its rows become cards. */
export function TableArray(props: ArrayFieldTemplateProps) {
  const { layout } = optionsOf(props.uiSchema)
  const columns = layout?.kind === 'table' ? layout.columns : []
  const required = requiredNames(props)
  return (
    <ArrayFrame array={props} kind="table" columns={columns.map(column => column.name)}>
      {({ title }) => (
        <table className="fc-table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.name} scope="col">
                  {column.title}
                  {required.has(column.name) && <RequiredMark />}
                  <ColumnNote array={props} name={column.name} />
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{say('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>{props.items}</tbody>
        </table>
      )}
    </ArrayFrame>
  )
}

/** Said once for the column; every box in it is described by the same words. */
function ColumnNote({ array, name }: { array: ArrayFieldTemplateProps; name: string }) {
  const item: unknown = array.uiSchema?.['items']
  const field = isObject(item) ? item[name] : undefined
  const text = isObject(field) ? uiText(field, 'ui:description') : undefined
  if (text === undefined) return null
  return (
    <span className="fc-column-note" aria-hidden="true">
      {plainText(text)}
    </span>
  )
}

function requiredNames({ schema }: ArrayFieldTemplateProps): Set<unknown> {
  const { items } = schema
  return new Set(isObject(items) && Array.isArray(items['required']) ? items['required'] : [])
}
