import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { choosePreview } from '#app/choose-preview.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { artifactName } from './artifact-name.ts'
import type { CliLog } from './cli-log.ts'
import { readProject } from './read-project.ts'
import { serve } from './serve.ts'

interface PreviewOptions {
  parentDir: string
  /** Of a connection, with or without the service; absent: the first of the project. */
  name: string | undefined
  port: string
  host?: string
  lang: string
  env: Record<string, string | undefined>
  log: CliLog
  /** Called once, when a browser may be sent to the page: the form is on its way. */
  onAddress: (shown: ShownForm) => void
}

interface ShownForm {
  /** Of the page that shows the form. */
  url: string
  title: string
}

/** Serves the preview of a project from a data folder that goes when the preview ends. */
export async function previewProject({
  parentDir,
  name,
  lang,
  env,
  log,
  onAddress,
  ...at
}: PreviewOptions): Promise<{ close(): Promise<void> }> {
  checkLanguage(lang)
  const { root, service } = await readProject(parentDir)
  const chosen = await choosePreview(root, name === undefined ? undefined : artifactName(service, name))
  const folder = await mkdtemp(join(tmpdir(), 'flow-preview-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    const serving = await serve(
      { ...at, data: join(folder, 'data'), connectors: [root], project: root },
      { ...env, FLOW_HOME: undefined, FLOW_CONNECTORS: undefined, FLOW_KEY_FILE: join(folder, 'preview.key') },
      // The key that it makes goes with the folder: nobody has to keep it.
      {
        log: { ...log, info: log.debug },
        // The browser asks for it as soon as it is there. What goes wrong here goes wrong again then, and is told.
        onApp: app =>
          void app
            .as(app.localPerson.actor)
            .preview({ type: chosen, locale: lang })
            .catch(() => undefined),
        onAddress: address =>
          onAddress({
            url: `${address}/preview/${encodeURIComponent(chosen)}?lang=${encodeURIComponent(lang)}`,
            title: chosen,
          }),
      },
    )
    return {
      async close() {
        await serving.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

function checkLanguage(lang: string): void {
  try {
    Intl.getCanonicalLocales(lang)
  } catch (cause) {
    throw new AppError('wrong_use', { detail: `"${lang}" names no language. Names look like en, de or pt-BR.`, cause })
  }
}
