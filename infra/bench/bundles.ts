import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { bundle } from '../build/bundle'
import { root } from '../check/repository'

const folder = join(root, '.cache/bench')

/** A file of this folder, bundled by esbuild with the same options but nothing of ours: the path of its script. */
export const bundleFile = (name: string): Promise<string> => bundled(name, [])

/** A file of this folder, bundled as the functions are that are deployed: the path of its script. */
export const bundleProduct = (name: string): Promise<string> => bundled(name)

async function bundled(name: string, plugins?: Plugin[]): Promise<string> {
  const into = join(folder, name)
  await bundle(`import './infra/bench/${name}'`, into, plugins)
  return join(into, 'index.mjs')
}
