import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'

/** What runs could leave behind. */
export interface OpenThings {
  /** Processes whose command names `folder`, whoever is their parent by now. */
  processes: string[]
  descriptors: number
  /** Sockets and pipes this process holds. */
  handles: number
  files: string[]
}

export async function openThings(folder: string): Promise<OpenThings> {
  const own = `flow-pair-${process.pid}-`
  const files = (await readdir(tmpdir())).filter(name => name.startsWith(own))
  const fresh = (await readdir(folder, { recursive: true })).filter(name => /(^|\/)fresh-/.test(name))
  return {
    processes: await processesNaming(folder),
    descriptors: (await readdir('/proc/self/fd')).length,
    handles: process.getActiveResourcesInfo().filter(kind => /TCPSocket|Pipe|Process/.test(kind)).length,
    files: [...files, ...fresh],
  }
}

async function processesNaming(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
  const found = await Promise.all(
    pids.map(async pid => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return command.includes(folder) ? [`${pid} ${command.split('\0')[0]}`] : []
    }),
  )
  return found.flat()
}

/** What is there after and was not before. */
export function leftOver(before: OpenThings, after: OpenThings): string[] {
  const more = (name: string, from: number, to: number) => (to > from ? [`${to - from} ${name}`] : [])
  return [
    ...after.processes.map(process => `the process ${process} is left`),
    ...more('descriptors are left open', before.descriptors, after.descriptors),
    ...more('sockets or pipes are left', before.handles, after.handles),
    ...after.files.filter(name => !before.files.includes(name)).map(name => `${name} is left`),
  ]
}
