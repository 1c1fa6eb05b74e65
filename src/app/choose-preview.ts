import { discoverConnectors } from '#connectors/discover.ts'
import type { BrokenArtifact, ConnectionArtifact } from '#connectors/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { missingName } from './missing-name.ts'

/**
 * The name that the preview finds a form of the project at `root` by: `wanted`, else the first one. Of a file that cannot
 * be read it is the path, so that it is shown, and follows until it is mended. Throws `wrong_use` with the names there.
 */
export async function choosePreview(root: string, wanted: string | undefined): Promise<string> {
  const { connectors, broken } = await discoverConnectors([root])
  const forms = connectors.flatMap(connector => connector.connections)
  const faulty = broken.filter(one => one.file.endsWith('connection.json'))
  const form = forms.find(one => (wanted === undefined ? one.latest : one.name === wanted))
  if (form) return form.name
  const file = faulty.find(
    one => wanted === undefined || one.name === wanted || `${one.service}-${one.name}` === wanted,
  )
  if (file) return file.file
  throw nothingThere(wanted, forms, faulty)
}

function nothingThere(wanted: string | undefined, forms: ConnectionArtifact[], faulty: BrokenArtifact[]): AppError {
  if (wanted === undefined) {
    const detail = 'This project has no connection. Make one with: flow add connection <name>'
    return new AppError('wrong_use', { detail })
  }
  const known = [...new Set([...forms, ...faulty].map(({ name }) => name))]
  return missingName('connection', wanted, known)
}
