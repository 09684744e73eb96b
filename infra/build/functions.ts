import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { domains } from '@linli/shared/domains'
import { isMain } from '../check/report'
import { root } from '../check/repository'
import { bundle, staticSize } from './bundle'
import { hashOfSources, isBuiltFrom, stampBuild } from './stamp'

export const functionsDist = join(root, 'functions/dist')

/** Every deployable: its name (the folder under functions/dist) → the TypeScript of its entry. */
export const deployables: ReadonlyMap<string, string> = new Map([
  ...domains.map(domain => [domain, handlerEntry('handlerFor', 'routes', `${domain}/routes`)] as const),
  ['callbacks', handlerEntry('handlerOf', 'callbackService', 'payments/callback')],
  ['wechat-push', handlerEntry('handlerOf', 'pushService', 'forum/push-callback')],
  ['pay-page', handlerEntry('handlerOf', 'payPageService', 'payments/pay-page')],
  ['worker', `import { workerHandler } from './functions/entries/lambda-jobs'\nexport const handler = workerHandler()`],
  [
    'schedules',
    `import { scheduleHandler } from './functions/entries/lambda-jobs'\nexport const handler = scheduleHandler()`,
  ],
  ['vercel', "export { default } from './functions/entries/vercel'"],
])

function handlerEntry(make: string, served: string, from: string): string {
  return `import { ${served} } from './functions/src/${from}'\nimport { ${make} } from './functions/entries/lambda'\nexport const handler = ${make}(${served})`
}

export async function buildFunctions(hash = sourcesHash()): Promise<void> {
  rmSync(functionsDist, { recursive: true, force: true })
  for (const [name, entry] of deployables) await bundle(entry, join(functionsDist, name))
  stampBuild(functionsDist, hash)
}

/** Every deployable as for deployment, built unless its sources are those of the last build: its name → its folder. */
export async function builtFunctions(): Promise<Map<string, string>> {
  const hash = sourcesHash()
  if (!existsSync(functionsDist) || !isBuiltFrom(functionsDist, hash)) await buildFunctions(hash)
  return new Map([...deployables.keys()].map(name => [name, join(functionsDist, name)]))
}

const sourcesHash = () =>
  hashOfSources(
    ['functions/src', 'functions/entries', 'shared/src', 'infra/build', 'package-lock.json'].map(path =>
      join(root, path),
    ),
  )

if (isMain(import.meta.url)) {
  await buildFunctions()
  for (const name of deployables.keys())
    console.log(`${name.padEnd(12)} ${Math.ceil(staticSize(join(functionsDist, name)) / 1024)} KB`)
}
