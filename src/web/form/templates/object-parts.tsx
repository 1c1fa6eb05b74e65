import { canExpand, type ObjectFieldTemplateProps } from '@rjsf/utils'
import { Fragment, type ReactElement } from 'react'
import { matches } from '#schema/matches.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { type InfoText, optionsOf } from '../field-options.ts'
import { RichText } from '../rich-text.tsx'
import { say } from '../words.ts'

/** The visible fields of an object by name, and the ones its plan forgot. */
export function visibleFields({ properties }: Pick<ObjectFieldTemplateProps, 'properties'>): Map<string, ReactElement> {
  return new Map(properties.filter(field => !field.hidden).map(field => [field.name, field.content]))
}

export function unplanned(fields: ReadonlyMap<string, ReactElement>, planned: Iterable<string>): string[] {
  const known = new Set(planned)
  return [...fields.keys()].filter(name => !known.has(name))
}

/** Fields one under another, each with the texts that stand before it. Names that are not there now are skipped. */
export function FieldStack({
  names,
  fields,
  infos,
}: {
  names: readonly string[]
  fields: ReadonlyMap<string, ReactElement>
  infos?: readonly InfoText[]
}) {
  if (names.length === 0) return null
  return (
    <div className="fc-stack">
      {names.map(name => (
        <Fragment key={name}>
          <Infos infos={infos?.filter(info => info.before === name)} />
          {fields.get(name)}
        </Fragment>
      ))}
    </div>
  )
}

/** The texts between the fields of an object that are shown for its values. */
export function shownInfos({
  uiSchema,
  formData,
}: Pick<ObjectFieldTemplateProps, 'uiSchema' | 'formData'>): InfoText[] {
  const infos = optionsOf(uiSchema).infos ?? []
  return infos.filter(({ when }) => when === undefined || matches(when, (formData ?? {}) as JsonObject))
}

/** Texts of the connector between or after fields. */
export function Infos({ infos = [] }: { infos?: readonly InfoText[] | undefined }) {
  return infos.map(info => (
    <div key={`${info.before} ${info.title} ${info.text}`} className="fc-text">
      <Icon name="info" />
      <div>
        {info.title !== undefined && info.title !== '' && <div className="strong">{info.title}</div>}
        <RichText text={info.text} />
      </div>
    </div>
  ))
}

/** The end of an object: texts that stand before nothing, and for a map the button that adds a name. */
export function ObjectEnd(props: ObjectFieldTemplateProps) {
  const { schema, uiSchema, formData, disabled, readonly, title, properties } = props
  const infos = shownInfos(props)
  const names = new Set(properties.map(field => field.name))
  return (
    <>
      <Infos infos={infos.filter(info => !info.before || !names.has(info.before))} />
      {canExpand(schema, uiSchema, formData) && (
        <div>
          <Button
            kind="quiet"
            size="small"
            icon="plus"
            className="fc-add"
            aria-label={say('addEntryTo', { title })}
            disabled={Boolean(disabled || readonly)}
            onClick={props.onAddProperty}
          >
            {say('addEntry')}
          </Button>
        </div>
      )}
    </>
  )
}
