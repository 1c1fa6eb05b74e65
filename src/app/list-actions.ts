import { resolveText } from '#schema/texts.ts'
import type { ActionList, Picker } from '#shared/contract/connectors.ts'
import type { AppContext } from './context.ts'

/** Actions with the pickers their input has: what an action editor shows of connections and logins. */
export function makeListActions({ catalogue }: AppContext) {
  const serviceOf = (kind: Picker['kind'], target: string, fallback: string) =>
    (kind === 'connection' ? catalogue.findConnection(target) : catalogue.findOAuth(target))?.connector.service ??
    fallback
  return async (locale: string): Promise<ActionList> => {
    const items = catalogue.connectors().flatMap(connector => {
      const texts = catalogue.texts(connector, locale)
      return connector.actions.map(action => ({
        name: action.name,
        label: resolveText(action.label, texts) || action.name,
        service: connector.service,
        icon: connector.icons[action.icon] ?? connector.icon,
        pickers: action.pickers.map(picker => ({
          property: picker.property,
          title: resolveText(picker.title, texts) || picker.property,
          required: picker.required,
          kind: picker.kind,
          target: picker.target,
          service: serviceOf(picker.kind, picker.target, connector.service),
        })),
      }))
    })
    const broken = catalogue.broken().filter(one => one.file.endsWith('action.json'))
    return { items, broken }
  }
}
