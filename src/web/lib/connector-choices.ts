import type { ConnectionType, Connector, LoginType } from '#shared/contract/connectors.ts'
import { compareLabels } from './compare-labels.ts'
import { matchesQuery } from './match-text.ts'
import { t, tCount } from './t.ts'
import { wordList } from './word-list.ts'

type OfferedProvider = LoginType['providers'][number]

/** One entry of the "Connector Type" list: a form, or the login of a loaded provider. `sort` names the kind of access. */
export type Choice =
  | { kind: 'connection'; key: string; label: string; sort: string; type: ConnectionType }
  | { kind: 'login'; key: string; label: string; sort: string; type: LoginType; provider?: OfferedProvider }

/**
 * Forms first, in the order of the server, then one "Add … login" for each loaded provider (flow-format.md §12.3). A
 * login type without a provider keeps its place, so that the list can say whom to ask.
 */
export function choicesOf(connector: Connector): Choice[] {
  return [
    ...connector.connectionTypes.map(
      type => ({ kind: 'connection', key: type.name, label: type.label, sort: type.label, type }) satisfies Choice,
    ),
    ...connector.loginTypes.flatMap(type => loginChoices(type, loginLabel(type, connector))),
  ]
}

function loginChoices(type: LoginType, sort: string): Choice[] {
  if (type.providers.length === 0) return [{ kind: 'login', key: type.name, label: sort, sort, type }]
  return type.providers.map((provider, index) => ({
    kind: 'login',
    key: index === 0 ? type.name : `${type.name}/${provider.id}`,
    label: t('addLogin', { name: provider.displayName }),
    sort,
    type,
    provider,
  }))
}

/** "OAuth" when the service has one, else with the title that tells them apart. */
function loginLabel(type: LoginType, connector: Connector): string {
  return connector.loginTypes.length > 1 ? t('oauthNamed', { title: type.title }) : t('oauth')
}

/** The sorts of access a service offers, each once: its forms by label, its logins as "OAuth". */
export function sortsOf(connector: Connector): string[] {
  return [...new Set(choicesOf(connector).map(choice => choice.sort))]
}

/** The words at the end of a service's line: its sorts of access, or how many when they do not fit. */
export function choicesSummary(connector: Connector): string {
  if (choicesOf(connector).every(isUnavailable)) return t('notAvailable')
  const sorts = sortsOf(connector)
  if (sorts.length > 2) return tCount('types', sorts.length)
  const joined = wordList(sorts)
  return joined.length <= 24 ? joined : tCount('types', sorts.length)
}

function isUnavailable(choice: Choice): boolean {
  return choice.kind === 'login' && choice.type.unavailable !== undefined
}

/** Services that match in their name, or in the label of one of their types. */
export function findConnectors(connectors: readonly Connector[], query: string): Connector[] {
  return connectors
    .filter(connector =>
      matchesQuery(query, [
        connector.displayName,
        connector.service,
        ...choicesOf(connector).flatMap(choice => [choice.label, choice.sort, choice.type.title, choice.key]),
      ]),
    )
    .sort((a, b) => compareLabels(a.displayName, b.displayName))
}

/** What opens first: the type that was asked for by name, or the first whose label matches the query, or the first. */
export function firstChoice(connector: Connector, wanted: string): Choice | undefined {
  const choices = choicesOf(connector)
  return (
    choices.find(choice => choice.key === wanted) ??
    (wanted && !matchesQuery(wanted, [connector.displayName])
      ? choices.find(choice => matchesQuery(wanted, [choice.label, choice.sort, connector.displayName, choice.key]))
      : undefined) ??
    choices[0]
  )
}
