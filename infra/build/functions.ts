import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Domain, domains } from '@linli/shared/domains'
import { isMain } from '../check/report'
import { root } from '../check/repository'
import { bundle, staticSize } from './bundle'

export const functionsDist = join(root, 'functions/dist')

/** Every deployable: its name (the folder under functions/dist) → the TypeScript of its entry. */
export const deployables: ReadonlyMap<string, string> = new Map([
  ...domains.map(domain => [domain, domainEntry(domain)] as const),
  ['callbacks', lambda('await callbackHandler()', 'callbackHandler', 'payments/callback')],
  ['worker', lambda('workerHandler()', 'workerHandler')],
  ['schedules', lambda('scheduleHandler()', 'scheduleHandler')],
  ['vercel', "export { default } from './functions/entries/vercel'"],
])

function domainEntry(domain: Domain): string {
  return `import { routes } from './functions/src/${domain}/routes'\n${lambda('handlerFor(routes)', 'handlerFor')}`
}

/** `whole`: what the handler imports when it starts is no lazy chunk, so it is bundled with the entry. */
function lambda(call: string, name: string, whole?: string): string {
  const start = whole ? `import './functions/src/${whole}'\n` : ''
  return `${start}import { ${name} } from './functions/entries/lambda'\nexport const handler = ${call}`
}

export async function buildFunctions(): Promise<void> {
  rmSync(functionsDist, { recursive: true, force: true })
  for (const [name, entry] of deployables) await bundle(entry, join(functionsDist, name))
}

if (isMain(import.meta.url)) {
  await buildFunctions()
  for (const name of deployables.keys())
    console.log(`${name.padEnd(12)} ${Math.ceil(staticSize(join(functionsDist, name)) / 1024)} KB`)
}
