import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Makes a bundle's index.mjs and the chunks that it imports statically one file: each file that Node opens before the
 * first request costs about half a millisecond. Lazy chunks go on importing those chunks by name; what bears the name now
 * only passes index.mjs's own exports on, so nothing exists twice. For that, an entry must not await a lazy chunk while
 * it starts: the chunk would wait for the entry.
 * @param chunks the names of the static chunks, without index.mjs
 * @param exports of every file of the bundle, by its name
 */
export async function joinStatic(dir: string, chunks: string[], exports: ReadonlyMap<string, string[]>): Promise<void> {
  const external = [...exports.keys()].filter(name => name !== 'index.mjs' && !chunks.includes(name))
  const parts = chunks.map((name, n) => {
    const own = exports.get(name) ?? []
    const [out, back] = [own.map(each => `${each} as s${n}_${each}`), own.map(each => `s${n}_${each} as ${each}`)]
    return { name, out: `export{${out.join()}}from'./${name}'`, back: `export{${back.join()}}from'./index.mjs'` }
  })
  const byDefault = exports.get('index.mjs')?.includes('default') ? ["export{default}from'./index.mjs'"] : []
  const { outputFiles } = await build({
    stdin: {
      contents: ["export*from'./index.mjs'", ...byDefault, ...parts.map(part => part.out)].join('\n'),
      resolveDir: dir,
      sourcefile: 'joined.mjs',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: external.map(name => `./${name}`),
    packages: 'external',
    write: false,
    logLevel: 'error',
  })
  for (const file of outputFiles) writeFileSync(join(dir, 'index.mjs'), file.contents)
  for (const { name, back } of parts) writeFileSync(join(dir, name), back)
}
