import type { ConnectionType, Connector, LoginType } from '#shared/contract/connectors.ts'
import { matchesQuery } from './match-text.ts'
import { t } from './t.ts'

/** One entry of the "Connector Type" list: a form, or a login. */
export type Choice =
  | { kind: 'connection'; key: string; label: string; type: ConnectionType }
  | { kind: 'login'; key: string; label: string; type: LoginType }

/** Forms first, in the order of the server, then logins (flow-format.md §12.3). */
export function choicesOf(connector: Connector): Choice[] {
  return [
    ...connector.connectionTypes.map(
      type => ({ kind: 'connection', key: type.name, label: type.label, type }) satisfies Choice,
    ),
    ...connector.loginTypes.map(
      type => ({ kind: 'login', key: type.name, label: loginLabel(type, connector), type }) satisfies Choice,
    ),
  ]
}

/** "OAuth" when the service has one, else with the title that tells them apart. */
function loginLabel(type: LoginType, connector: Connector): string {
  return connector.loginTypes.length > 1 ? t('oauthNamed', { title: type.title }) : t('oauth')
}

/** The words at the end of a service's line: its types, or how many when they do not fit. */
export function choicesSummary(connector: Connector): string {
  const labels = choicesOf(connector).map(choice => choice.label)
  const joined = labels.join(', ')
  return labels.length <= 2 && joined.length <= 24 ? joined : t('typesMany', { count: labels.length })
}

/** Services that match in their name, or in the label of one of their types. */
export function findConnectors(connectors: readonly Connector[], query: string): Connector[] {
  return connectors
    .filter(connector =>
      matchesQuery(query, [
        connector.displayName,
        connector.service,
        ...choicesOf(connector).flatMap(choice => [choice.label, choice.type.title, choice.key]),
      ]),
    )
    .sort((a, b) => a.displayName.localeCompare(b.displayName))
}

/** What opens first: the type that was asked for by name, or the first whose label matches the query, or the first. */
export function firstChoice(connector: Connector, wanted: string): Choice | undefined {
  const choices = choicesOf(connector)
  return (
    choices.find(choice => choice.key === wanted) ??
    (wanted && !matchesQuery(wanted, [connector.displayName])
      ? choices.find(choice => matchesQuery(wanted, [choice.label, connector.displayName, choice.key]))
      : undefined) ??
    choices[0]
  )
}
