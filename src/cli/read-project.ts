import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { addExcerpts } from './add-excerpts.ts'
import { checkServiceName, serviceOfPackage } from './artifact-name.ts'

interface Project {
  /** Absolute path. */
  root: string
  service: string
}

/** The connector project in `parentDir`; its service is found as the server finds it (flow-format.md §1). */
export async function readProject(parentDir: string): Promise<Project> {
  const root = resolve(parentDir)
  const text = await readFile(join(root, 'package.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new AppError('wrong_use', {
      detail: `There is no project in ${parentDir}: it has no package.json (looked for ${join(root, 'package.json')}). Go into your project, or make one with: flow init <project>`,
    })
  })
  const document = parseJsonc(text)
  const problem = document.problems[0]
  if (problem || !isObject(document.value)) {
    const place = problem
      ? `:${problem.line}:${problem.column} ${problem.code}: ${problem.message}`
      : ' holds no object'
    const failure = new AppError('invalid_input', { detail: `package.json${place}.` })
    throw await addExcerpts(failure, root)
  }
  const flow = own(document.value, 'flow')
  const named = isObject(flow) ? own(flow, 'service') : undefined
  const packageName = own(document.value, 'name')
  const fromPackage = typeof packageName === 'string' ? serviceOfPackage(packageName) : ''
  const service = typeof named === 'string' ? named : fromPackage || basename(root)
  return { root, service: checkServiceName('service', service) }
}
