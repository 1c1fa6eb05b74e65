import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import type { CSSProperties, ReactElement } from 'react'
import { type GridCell, type InfoText, optionsOf } from '../field-options.ts'
import { ObjectFrame, objectPath } from './object-frame.tsx'
import { Infos, ObjectEnd, shownInfos, unplanned, visibleFields } from './object-parts.tsx'

/** Columns of a cell in which a badge would leave no room for "(required)". */
const NARROW = 2

/** Twelve columns; the compiler has planned the rows. Fields that no condition shows now leave their place empty. */
export function GridObject(props: ObjectFieldTemplateProps) {
  const { layout } = optionsOf(props.uiSchema)
  const infos = shownInfos(props)
  const fields = visibleFields(props)
  const planned = layout?.kind === 'grid' ? layout.rows : []
  const names = planned.flatMap(row => row.map(cell => cell.name))
  const rest = unplanned(fields, names).map(name => [{ name, width: 12, offset: 0 }])
  const rows = [...planned, ...rest].filter(row => row.some(cell => fields.has(cell.name)))
  return (
    <ObjectFrame {...props} path={objectPath(props)}>
      <div className="fc-rows">
        {rows.map(row => (
          <Row key={row.map(cell => cell.name).join(' ')} row={row} fields={fields} infos={infos} />
        ))}
      </div>
      <ObjectEnd {...props} />
    </ObjectFrame>
  )
}

function Row({
  row,
  fields,
  infos,
}: {
  row: GridCell[]
  fields: ReadonlyMap<string, ReactElement>
  infos: InfoText[]
}) {
  return (
    <>
      <Infos infos={infos.filter(info => row.some(cell => cell.name === info.before))} />
      <div className="fc-row">
        {withColumns(row).map(({ name, width, from }) => {
          const field = fields.get(name)
          if (!field) return null
          return (
            <div
              key={name}
              className={width > NARROW ? 'fc-cell' : 'fc-cell fc-cell-narrow'}
              style={{ '--from': from, '--w': width } as CSSProperties}
            >
              {field}
            </div>
          )
        })}
      </div>
    </>
  )
}

/** The first column of each cell, so that a missing field does not move the others. */
function withColumns(row: GridCell[]): { name: string; width: number; from: number }[] {
  let used = 0
  return row.map(({ name, width, offset }) => {
    const from = used + offset + 1
    used += offset + width
    return { name, width, from }
  })
}
