/** A path of ours, whatever `path` says: what starts with two slashes, or none, could name another host. */
export function localPath(path: string): string {
  return `/${path.replace(/^[/\\]+/, '')}`
}
