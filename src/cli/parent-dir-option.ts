import { type Command, Option } from 'commander'

export function withParentDir(command: Command): Command {
  return command.addOption(new Option('-d, --parentDir <folder>', 'The parent directory for the project.').default('.'))
}

export function withArtifactVersion(command: Command): Command {
  return command.addOption(
    new Option('-v, --artifactVersion <version>', 'Version of the artifact to create.').default('v1'),
  )
}
