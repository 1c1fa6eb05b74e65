/** How far below or above the window rows are drawn beforehand. */
const AHEAD = '600px 0px'

type Tell = (isNear: boolean) => void

const told = new WeakMap<Element, Tell>()
let observer: IntersectionObserver | undefined

/**
 * Tells whether an element is in the window or near it, now and each time that changes. One observer watches all: each
 * of a thousand would look at the whole page anew with every frame. Undone by calling what it gives.
 */
export function watchNear(element: Element, tell: Tell): () => void {
  observer ??= new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting)
    },
    { rootMargin: AHEAD },
  )
  told.set(element, tell)
  observer.observe(element)
  return () => {
    told.delete(element)
    observer?.unobserve(element)
  }
}
