import { join } from 'node:path'
import { checkServiceName, serviceOfPackage, titleOf } from './artifact-name.ts'
import { keepSchemas } from './keep-schemas.ts'
import { projectTemplate } from './templates/project-template.ts'
import { writeNewFolder } from './write-new-folder.ts'

interface InitOptions {
  parentDir: string
  /** Default: the project's name, without a leading `ptc-` and a trailing `-connector`. */
  service?: string
}

/** Makes a new connector project in its own folder. Gives the line to print. */
export async function initProject(project: string, { parentDir, service }: InitOptions): Promise<string> {
  checkServiceName('project', project)
  const short = checkServiceName('service', service ?? serviceOfPackage(project))
  const content = projectTemplate({ project, service: short, title: titleOf(short) })
  await writeNewFolder(join(parentDir, project), content, join(parentDir, project))
  await keepSchemas(join(parentDir, project))
  return `Project ${project} created successfully in ${parentDir}`
}
