import { join } from 'node:path'
import { bundle } from '../build/bundle'
import { root } from '../check/repository'

const folder = join(root, '.cache/bench')

/** A file of this folder, bundled by esbuild with the same options but nothing of ours: the path of its script. */
export async function bundleFile(name: string): Promise<string> {
  const into = join(folder, name)
  await bundle(`import './infra/bench/${name}'`, into, [])
  return join(into, 'index.mjs')
}
