import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { bundle } from '../build/bundle'
import { deployables } from '../build/functions'
import { root } from '../check/repository'

const folder = join(root, '.cache/bench')

/** Every deployable, bundled anew as for deployment: its name → its folder. */
export async function bundleFunctions(): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  for (const [name, entry] of deployables) made.set(name, await bundleInto(`functions/${name}`, entry))
  return made
}

/** A file of this folder, bundled by esbuild with the same options but nothing of ours: the path of its script. */
export const bundleFile = async (name: string): Promise<string> =>
  join(await bundleInto(name, `import './infra/bench/${name}'`, []), 'index.mjs')

async function bundleInto(name: string, entry: string, plugins?: Plugin[]): Promise<string> {
  const into = join(folder, name)
  await bundle(entry, into, plugins)
  return into
}
