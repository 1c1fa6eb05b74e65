import { isHidden, textKey, typeOf, withKeys } from '../draft.ts'
import type { Rule } from './rule.ts'

/** `accountUrl`, `account_url`, `ACCOUNT_URL`, `email`: written for a program, not for a person. */
const IDENTIFIER = /^(?:[a-z][a-z0-9]*(?:[A-Z][a-zA-Z0-9]*)+|[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|[a-z][a-z0-9]*)$/

export const WORD_RULES: Rule[] = [
  {
    name: 'label-as-title',
    sentence: 'takes another spelling of the label where the title is missing or looks like an identifier',
    apply(draft, place, { report }) {
      const title = textKey(draft, 'title')
      if (title !== undefined && title !== '' && !IDENTIFIER.test(title)) return draft
      const found = ['displayTitle', 'label', 'displayName', 'ui:title'].find(key => (textKey(draft, key) ?? '') !== '')
      if (found === undefined) return draft
      if (found === 'label' && place.kind === 'property') {
        report.warning('label-as-title', `${draft.at}/label`, '"label" is used as the title.', 'Write "title".')
      }
      return withKeys(draft, { title: textKey(draft, found) })
    },
  },
  {
    name: 'missing-description',
    sentence: 'misses the description of a field that people see',
    apply(draft, place, { report }) {
      if (place.kind !== 'property' || draft.refines || isHidden(draft) || typeOf(draft) === undefined) return draft
      const said = ['description', 'hint', 'notice', 'ui:description', 'ui:help'].some(key => textKey(draft, key))
      if (!said && textKey(draft, 'format') !== 'info') {
        const fix = 'Write a "description": what to enter, and where to find it.'
        report.warning('missing-description', draft.at, 'The description is missing.', fix)
      }
      return draft
    },
  },
]
