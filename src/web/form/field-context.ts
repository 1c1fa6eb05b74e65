import { createContext, useContext } from 'react'

/** What a field's frame tells the control inside it. */
export interface FieldContextValue {
  /** Id of the control, or of the group that holds its parts. */
  id: string
  /** Names the field in the form's state. */
  pointer: string
  /** Words of the label, without "(required)". */
  label: string
  /** Id of the label, for controls that `<label for>` cannot name. */
  labelId: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}

const FieldContext = createContext<FieldContextValue | undefined>(undefined)
export const FieldProvider = FieldContext.Provider

export function useField(): FieldContextValue {
  const field = useContext(FieldContext)
  if (!field) throw new TypeError('a control is drawn outside of a field')
  return field
}

export type EntryAction = 'added' | 'removed' | 'movedUp' | 'movedDown' | 'copied'

/** Inside an entry of a list: how its parts are called, and whether labels stand in the head of a table. */
export interface EntryContextValue {
  title: string
  kind: 'stack' | 'table' | 'tabs'
  /** Names in the order of the table's columns. */
  columns?: string[]
  /** Called after a button of the entry at `index` was pressed: the list then moves the focus and says what happened. */
  onAction: (action: EntryAction, index: number) => void
}

export const EntryContext = createContext<EntryContextValue | undefined>(undefined)

/** True where a tab already shows the title of the group drawn directly inside it. */
export const NamedContext = createContext(false)

/** Id of the title of the group around; none for the whole form and for entries of lists. */
export const GroupTitleContext = createContext<string | undefined>(undefined)

/** What the selector of a union is called, and one line for each branch. */
export interface UnionContextValue {
  /** The title of the union, when one stands on the page. */
  titleId: string | undefined
  label: string
  descriptions: readonly (string | undefined)[]
}

/** Set around a selector only. */
export const UnionContext = createContext<UnionContextValue | undefined>(undefined)
