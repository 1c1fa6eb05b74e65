import { type Command, Option } from 'commander'
import { logOf, tellReady, withLogLevel } from './log-options.ts'
import { openBrowser } from './open-browser.ts'
import { withParentDir } from './parent-dir-option.ts'
import type { Terminal } from './terminal.ts'
import { untilStopped } from './until-stopped.ts'

interface PreviewFlags {
  parentDir: string
  port: string
  lang: string
  open: boolean
  withParent: boolean
}

/** `flow preview`: the forms of a project as people will see them, on a server of their own that keeps nothing. */
export function addPreviewCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('preview')
    .description('Shows a form of the project in the browser, and follows its file while you change it.')
    .argument('[name]', 'name of a connection; without it the first one')
  withParentDir(withLogLevel(command))
    .option('--port <port>', 'Port; when it is taken, the next free one.', '4610')
    .option('--host <address>', 'Address to listen at; only this machine reaches it.', '127.0.0.1')
    .option('--lang <language>', 'Language of the form: en, de and so on.', 'en')
    .option('--no-open', 'Prints the address and opens no browser.')
    .addOption(new Option('--with-parent').default(false).hideHelp())
    .action(async (name: string | undefined, flags: PreviewFlags) => {
      const log = logOf(command, terminal)
      const { previewProject } = await import('./preview-project.ts')
      const onAddress = ({ title, url }: { title: string; url: string }) => {
        const line = `${title} is shown at ${url} and follows its files. Stop with Ctrl-C.`
        tellReady(command, terminal, { json: { name: title, url }, line })
        if (flags.open) openBrowser(url, why => log.warn(`No browser could be opened (${why}). Open the address.`))
      }
      const preview = previewProject({ ...flags, name, env: terminal.env, log, onAddress })
      // Who stops it while it starts waits until it can be closed, so that its folder goes.
      const ended = untilStopped({ close: async () => (await preview).close() }, flags.withParent)
      await preview
      await ended
    })
}
