import { join, resolve } from 'node:path'
import { checkServiceName, serviceOfPackage, titleOf } from './artifact-name.ts'
import { keepSchemas } from './keep-schemas.ts'
import { projectTemplate } from './templates/project-template.ts'
import { writeNewFolder } from './write-new-folder.ts'

interface InitOptions {
  parentDir: string
  /** Default: the project's name, without a leading `ptc-` and a trailing `-connector`. */
  service?: string
}

interface MadeProject {
  project: string
  service: string
  /** Absolute. */
  folder: string
}

/** Makes a new connector project in its own folder. */
export async function initProject(project: string, { parentDir, service }: InitOptions): Promise<MadeProject> {
  checkServiceName('project', project)
  const short = checkServiceName('service', service ?? serviceOfPackage(project))
  const content = projectTemplate({ project, service: short, title: titleOf(short) })
  await writeNewFolder(join(parentDir, project), content, join(parentDir, project))
  await keepSchemas(join(parentDir, project))
  return { project, service: short, folder: resolve(parentDir, project) }
}
