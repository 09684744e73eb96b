import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { sites } from '../local/pages'

const Chunk = z.object({
  file: z.string(),
  css: z.array(z.string()).default([]),
  imports: z.array(z.string()).default([]),
  dynamicImports: z.array(z.string()).default([]),
  isEntry: z.boolean().default(false),
})

/** What somebody sees first: signed out, and signed in (with what that page loads of its own accord, such as its chart). */
const routes = { 'sign-in': 'src/identity/sign-in.tsx', overview: 'src/insight/overview.tsx' }

/** Gzipped bytes of everything that the browser loads for each first route of the office page. */
export function firstRoutes(): { name: string; bytes: number }[] {
  const manifest = z
    .record(z.string(), Chunk)
    .parse(JSON.parse(readFileSync(join(sites.admin, '.vite/manifest.json'), 'utf8')))
  const entries = Object.keys(manifest).filter(name => manifest[name]?.isEntry)
  return Object.entries(routes).map(([name, route]) => {
    const page = manifest[route]
    if (!page) throw new Error(`the office page has no ${route}`)
    const loaded = new Set([...entries, route, ...page.dynamicImports])
    for (const chunk of loaded) for (const next of manifest[chunk]?.imports ?? []) loaded.add(next)
    const files = new Set(
      [...loaded].flatMap(chunk => [manifest[chunk]?.file ?? [], manifest[chunk]?.css ?? []].flat()),
    )
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(sites.admin, file))).length, 0)
    return { name, bytes: bytes + gzipSync(readFileSync(join(sites.admin, 'index.html'))).length }
  })
}
