import { Fragment, type ReactNode } from 'react'

const TOKEN = /<(\/?)(a|b|i|em|strong|code|br)(\s[^<>]*)?\s*\/?>/gi
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['#39', "'"],
])

interface OpenTag {
  name: string
  href: string | undefined
  children: ReactNode[]
}

/** A description from a connector: the tags `a b i em strong code br` become elements, everything else stays text (forms.md §4). */
export function RichText({ text }: { text: string }) {
  return <>{parse(text)}</>
}

/** The same text without tags, for names and messages. */
export function plainText(text: string): string {
  return decode(text.replace(TOKEN, tag => (/^<br/i.test(tag) ? ' ' : '')))
}

function parse(text: string): ReactNode[] {
  const stack: OpenTag[] = [{ name: '', href: undefined, children: [] }]
  const add = (node: ReactNode) => stack.at(-1)?.children.push(node)
  const close = () => {
    const tag = stack.pop()
    if (tag) add(element(tag, stack.at(-1)?.children.length ?? 0))
  }
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) add(decode(text.slice(end, match.index)))
    end = match.index + match[0].length
    const name = match[2]?.toLowerCase() ?? ''
    if (name === 'br') add(<br key={match.index} />)
    else if (!match[1]) stack.push({ name, href: safeHref(match[3] ?? ''), children: [] })
    // A closing tag closes what is still open inside it; one that fits nothing is dropped.
    else if (stack.some(tag => tag.name === name)) {
      while (stack.at(-1)?.name !== name) close()
      close()
    }
  }
  if (end < text.length) add(decode(text.slice(end)))
  while (stack.length > 1) close()
  return stack[0]?.children ?? []
}

function element({ name, href, children }: OpenTag, key: number): ReactNode {
  if (name === 'a') {
    if (href === undefined) return <Fragment key={key}>{children}</Fragment>
    return (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    )
  }
  const Tag = name as 'b' | 'i' | 'em' | 'strong' | 'code'
  return <Tag key={key}>{children}</Tag>
}

function safeHref(attributes: string): string | undefined {
  const match = HREF.exec(attributes)
  const href = decode(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim()
  return /^https?:\/\//i.test(href) ? href : undefined
}

function decode(text: string): string {
  return text.replace(/&(#39|[a-z]+);/gi, (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole)
}
