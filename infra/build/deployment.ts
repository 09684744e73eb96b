import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { domains } from '@linli/shared/domains'
import { isMain } from '../check/report'
import { root } from '../check/repository'
import { gatewayRoutes } from './routing'

const heading = '# Written from the contract (shared/src/*/api.ts) by infra/build/deployment.ts.'

/** The files of infra/functions that follow from the contract: path from the root → content. */
export function deploymentFiles(): Map<string, string> {
  const routes = gatewayRoutes()
  return new Map(
    domains.map(domain => {
      const events = (routes.get(domain) ?? []).map(route => `  - httpApi: ${route}`)
      const lines = [
        heading,
        'handler: index.handler',
        `description: ${domain}`,
        'package:',
        `  artifact: functions/dist/${domain}.zip`,
        'events:',
        ...events,
      ]
      return [`infra/functions/${domain}.yml`, `${lines.join('\n')}\n`]
    }),
  )
}

if (isMain(import.meta.url)) for (const [path, content] of deploymentFiles()) writeFileSync(join(root, path), content)
