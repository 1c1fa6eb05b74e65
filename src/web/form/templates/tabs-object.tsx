import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { NamedContext } from '../field-context.ts'
import { type LayoutTab, optionsOf } from '../field-options.ts'
import { domId } from '../field-path.ts'
import { countProblems, useShowsCounts } from '../field-problem.ts'
import { ObjectFrame, objectPath } from './object-frame.tsx'
import { FieldStack, ObjectEnd, shownInfos, unplanned, visibleFields } from './object-parts.tsx'
import { Tabs } from './tab-list.tsx'

/** One tab a group of fields (`categories`, `tabs`). What no tab names stands under them. */
export function TabsObject(props: ObjectFieldTemplateProps) {
  const { layout } = optionsOf(props.uiSchema)
  const infos = shownInfos(props)
  const plan = layout?.kind === 'tabs' ? layout : undefined
  const fields = visibleFields(props)
  const planned = plan?.tabs ?? []
  const path = objectPath(props)
  const id = domId(path)
  const showsCounts = useShowsCounts()
  const tabs = planned
    .filter(tab => tab.names.some(name => fields.has(name)))
    .map(tab => ({
      ...tab,
      problems: showsCounts ? countProblems(props.errorSchema, tab.names) : 0,
      content: (
        <NamedContext value={isNamedByTab(tab, fields)}>
          <FieldStack names={tab.names} fields={fields} infos={infos} />
        </NamedContext>
      ),
    }))
  return (
    <ObjectFrame {...props} path={path}>
      {tabs.length > 0 && <Tabs id={id} label={props.title} tabs={tabs} orientation={plan?.orientation ?? 'top'} />}
      <FieldStack
        names={unplanned(
          fields,
          planned.flatMap(tab => tab.names),
        )}
        fields={fields}
      />
      <ObjectEnd {...props} />
    </ObjectFrame>
  )
}

/** A tab that holds one group bears its title: the group then draws no heading of its own. */
function isNamedByTab(tab: LayoutTab, fields: ReadonlyMap<string, ReactElement>): boolean {
  return tab.title !== '' && tab.names.filter(name => fields.has(name)).length === 1
}
