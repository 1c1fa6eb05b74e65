import type { ComparedField, FieldChange, FormComparison, SavedFate } from '#schema/compare-forms.ts'
import type { FormField } from '#schema/list-fields.ts'
import type { Json } from '#shared/json.ts'
import { Banner } from '../../components/banner.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import { t, tCount } from '../../lib/words-studio.ts'

const FATES = {
  kept: { icon: 'check', tone: 'ok', word: 'fateKept' },
  start: { icon: 'plus', tone: 'ok', word: 'fateStart' },
  empty: { icon: 'minus', tone: 'quiet', word: 'fateEmpty' },
  check: { icon: 'info', tone: 'warn', word: 'fateCheck' },
  fill: { icon: 'edit', tone: 'warn', word: 'fateFill' },
  again: { icon: 'edit', tone: 'warn', word: 'fateAgain' },
  lost: { icon: 'trash', tone: 'bad', word: 'fateLost' },
} as const satisfies Record<SavedFate, { icon: IconName; tone: string; word: string }>

const CHANGES = {
  added: 'changeAdded',
  removed: 'changeRemoved',
  renamed: 'changeRenamed',
  moved: 'changeMoved',
  retyped: 'changeRetyped',
  required: 'changeRequired',
  optional: 'changeOptional',
  secret: 'changeSecret',
  open: 'changeOpen',
  choices: 'changeChoices',
  limits: 'changeLimits',
  default: 'changeDefault',
  label: 'changeLabel',
} as const satisfies Record<FieldChange, string>

/** Both forms field by field, side by side, and for each what becomes of a value that somebody saved. */
export function ComparedFields({
  comparison: { fields, newTarget },
  names: [before, after],
}: {
  comparison: FormComparison
  names: readonly [before: string, after: string]
}) {
  const changed = fields.filter(({ changes, fate }) => changes.length > 0 || fate !== 'kept')
  const same = fields.length - changed.length
  return (
    <div className="stack">
      <UpgradeSummary fields={fields} before={before} after={after} />
      {newTarget && (
        <Banner kind="warn" title={t('newTargetTitle')}>
          {t('newTarget')}
        </Banner>
      )}
      {changed.length > 0 && (
        <table className="compare-table">
          <caption className="visually-hidden">{t('compareTable', { before, after })}</caption>
          <thead>
            <tr>
              <th scope="col">{before}</th>
              <th scope="col">{after}</th>
              <th scope="col">{t('savedColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(field => (
              <FieldRow
                key={`${field.before?.pointer} ${field.after?.pointer} ${field.after?.branches}`}
                field={field}
              />
            ))}
          </tbody>
        </table>
      )}
      {same > 0 && <p className="small muted">{tCount('fieldsSame', same)}</p>}
    </div>
  )
}

function UpgradeSummary({
  fields,
  before,
  after,
}: {
  fields: readonly ComparedField[]
  before: string
  after: string
}) {
  const count = (...fates: SavedFate[]) => fields.filter(({ fate }) => fates.includes(fate)).length
  const [asked, lost, kept] = [count('fill', 'again'), count('lost'), count('kept', 'check')]
  const title = asked > 0 ? tCount('upgradeAsks', asked) : t(lost > 0 ? 'upgradeLoses' : 'upgradeEasy')
  return (
    <div className="upgrade">
      <h3 className="strong">
        <Icon name={asked > 0 ? 'warning' : 'done'} /> {title}
      </h3>
      <p className="small muted">{t('upgradeHow', { before, after })}</p>
      <ul className="upgrade-counts">
        <li>
          <b className="numbers">{kept}</b> {t('countKept')}
        </li>
        <li>
          <b className="numbers">{count('check')}</b> {t('countCheck')}
        </li>
        <li>
          <b className="numbers">{asked}</b> {t('countAsked')}
        </li>
        <li>
          <b className="numbers">{lost}</b> {t('countLost')}
        </li>
      </ul>
    </div>
  )
}

function FieldRow({ field: { before, after, changes, fate } }: { field: ComparedField }) {
  const { icon, tone, word } = FATES[fate]
  return (
    <tr>
      <FieldCell field={before} kind={after ? 'same' : 'gone'} />
      <FieldCell field={after} kind={before ? 'same' : 'new'} />
      <td>
        <span className={`fate fate-${tone}`}>
          <Icon name={icon} /> {t(word)}
        </span>
        <span className="fate-changes">
          {changes.map(change => (
            <Chip key={change} tone="neutral">
              {t(CHANGES[change])}
            </Chip>
          ))}
        </span>
      </td>
    </tr>
  )
}

function FieldCell({ field, kind }: { field: FormField | undefined; kind: 'same' | 'new' | 'gone' }) {
  if (!field) return <td className="field-none">–</td>
  const { label, pointer, type, required, secret, start, branches } = field
  const words = [type, required && t('factRequired'), secret && t('factSecret'), ...branches, startOf(start, secret)]
  return (
    <td className={`field-${kind}`}>
      <span className="strong">{label}</span>
      <code className="field-pointer">{pointer}</code>
      <span className="small muted">{words.filter(Boolean).join(' · ')}</span>
    </td>
  )
}

function startOf(start: Json | undefined, secret: boolean): string | false {
  return start !== undefined && !secret && t('factStart', { value: JSON.stringify(start) })
}
