import { type ComponentType, use } from 'react'

/** A part of the page that is fetched by need, and drawn at once when it is here: `React.lazy` waits a turn even then. */
export type LatePart<Props> = ComponentType<Props> & {
  /** Settles when it is here. */
  fetch: () => Promise<unknown>
  /** Fetches it in good time. What does not come is tried again when it is needed. */
  prefetch: () => void
}

/** Stands inside `Suspense`; what cannot be fetched is thrown there. */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> {
  let part: ComponentType<Props> | undefined
  let coming: Promise<ComponentType<Props>> | undefined
  const fetch = () => {
    coming ??= load().then(loaded => {
      part = loaded
      return loaded
    })
    return coming
  }
  function Late(props: Props) {
    const Part = part ?? use(fetch())
    return <Part {...props} />
  }
  const prefetch = () => {
    fetch().catch(() => {
      coming = undefined
    })
  }
  return Object.assign(Late, { fetch, prefetch })
}
