import { toPointer } from '#shared/json-pointer.ts'
import { type Draft, formatOf, isHidden } from './draft.ts'
import { mapParts } from './map-draft.ts'
import { hasTargetName } from './names.ts'
import { isTextOrNumber, plainTitle } from './texts.ts'
import type { CompiledForm, SecretField, TextBundles } from './types.ts'

interface Leaf {
  draft: Draft
  pointer: string
  name: string
  branch: Record<string, string>
}

const TARGET_FORMATS = new Set(['url', 'uri', 'hostname', 'ip', 'ipv4', 'ipv6'])

/** Where secrets stand in the values, and the fields that decide where they are sent (forms.md §6). */
export function listSecrets(draft: Draft, texts: TextBundles): CompiledForm['secrets'] {
  const leaves: Leaf[] = []
  gather({ draft, pointer: '', name: '', branch: {} }, leaves)
  const fields = leaves.flatMap(({ draft: leaf, pointer, branch }): SecretField[] => {
    return leaf.secret ? [{ pointer, branch, mark: leaf.secret.mark, multiline: leaf.secret.multiline }] : []
  })
  const secretPointers = new Set(fields.map(field => field.pointer))
  const open = leaves.filter(leaf => isOpenText(leaf.draft) && !secretPointers.has(leaf.pointer))
  const named = open.filter(({ draft: leaf, name }) => {
    return TARGET_FORMATS.has(formatOf(leaf) ?? '') || hasTargetName(name, plainTitle(leaf, texts))
  })
  const chosen = named.length > 0 || fields.length === 0 ? named : open
  return { fields: distinct(fields), targets: [...new Set(chosen.map(leaf => leaf.pointer))] }
}

function isOpenText(draft: Draft): boolean {
  return (
    isTextOrNumber(draft) &&
    !Array.isArray(draft.keys['enum']) &&
    !Object.hasOwn(draft.keys, 'const') &&
    !isHidden(draft)
  )
}

function gather(leaf: Leaf, leaves: Leaf[]): void {
  const { draft, pointer, branch } = leaf
  if (isTextOrNumber(draft)) leaves.push(leaf)
  mapParts(draft, (part, { kind, name }) => {
    if (kind === 'property') gather({ draft: part, pointer: pointer + toPointer([name]), name, branch }, leaves)
    else if (kind === 'items' || kind === 'entry') gather({ ...leaf, draft: part, pointer: `${pointer}/*` }, leaves)
    else if (kind === 'then') gather({ ...leaf, draft: part }, leaves)
    return part
  })
  const { union } = draft
  for (const part of union?.branches ?? []) {
    const tag = part.properties?.get(union?.tag ?? '')?.keys['const']
    gather({ ...leaf, draft: part, branch: typeof tag === 'string' ? { ...branch, [pointer]: tag } : branch }, leaves)
  }
}

function distinct(fields: SecretField[]): SecretField[] {
  return [...new Map(fields.map(field => [JSON.stringify([field.pointer, field.branch]), field])).values()]
}
