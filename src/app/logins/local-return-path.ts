import { AppError } from '#shared/errors/app-error.ts'

/** A path of our own page to go back to. Throws `invalid_input` for everything that could lead elsewhere (oauth.md 9700-1). */
export function localReturnPath(publicUrl: string, path: string): string {
  const url = /^\/(?![/\\])/.test(path) && URL.canParse(path, publicUrl) ? new URL(path, publicUrl) : undefined
  if (url && url.origin === new URL(publicUrl).origin && !/[\\\s]/.test(path))
    return url.pathname + url.search + url.hash
  throw new AppError('invalid_input', {
    detail: 'The page to go back to is not a page of this program.',
    fields: [{ pointer: '/returnPath', code: 'local-path', detail: 'This is not a path of this program.' }],
  })
}
