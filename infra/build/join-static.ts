import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Makes a bundle's index.mjs and the chunks that it imports statically one file: each file that Node opens before the
 * first request costs about half a millisecond. Lazy chunks import from index.mjs what was in those chunks; what bears
 * their name now, for a dynamic import of it, only passes index.mjs's own exports on, so nothing exists twice. For that,
 * an entry must not await a lazy chunk while it starts: the chunk would wait for the entry.
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
  const numbers = new Map(chunks.map((name, n) => [name, n]))
  for (const path of external.filter(name => name.endsWith('.mjs')).map(name => join(dir, name)))
    if (existsSync(path)) writeFileSync(path, fromIndex(readFileSync(path, 'utf8'), numbers))
}

const statement = /\bimport\{([^}]*)\}from"\.\/([\w-]+\.mjs)"/g

/** A chunk with `import{a as b}from"./chunk-x.mjs"` of joined chunks as `import{s1_a as b}from"./index.mjs"`. */
export const fromIndex = (chunk: string, numbers: ReadonlyMap<string, number>): string =>
  chunk.replace(statement, (whole, names: string, from: string) => {
    const n = numbers.get(from)
    if (n === undefined) return whole
    const renamed = names.split(',').map(name => {
      const [exported = '', local = exported] = name.split(' as ')
      return `s${n}_${exported} as ${local}`
    })
    return `import{${renamed.join()}}from"./index.mjs"`
  })
