import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schedules } from '@linli/functions/registry'
import { type Domain, domains } from '@linli/shared/domains'
import { isMain } from '../check/report'
import { root } from '../check/repository'
import { gatewayRoutes } from './routing'

/** The files that follow from the code: path from the root → content. */
export function deploymentFiles(): Map<string, string> {
  const routes = gatewayRoutes()
  const apis = domains.map(domain => {
    const events = (routes.get(domain) ?? []).map(route => `  - httpApi: ${route}`)
    return [`infra/functions/${domain}.yml`, file('the contract', domain, domain, [], events)] as const
  })
  const clock = schedules.flatMap(({ name, everySeconds }) => [
    '  - schedule:',
    `      rate: [${rate(everySeconds)}]`,
    `      input: { name: ${name} }`,
  ])
  const long = ['timeout: 300', 'memorySize: 1024']
  return new Map([
    ...apis,
    ['functions/src/domain-routes.ts', domainRoutes(routes)],
    ['infra/functions/schedules.yml', file('the jobs', 'schedules', 'work by the clock', long, clock)],
  ])
}

function domainRoutes(routes: ReadonlyMap<Domain, string[]>): string {
  const domains = [...routes].flatMap(([domain, own]) => [
    '  {',
    `    load: () => import('./${domain}/routes'),`,
    '    paths: `',
    ...own.map(route => `      ${route.replaceAll('{rest+}', '*').replace(/\{(\w+)\}/g, ':$1')}`),
    '    `,',
    '  },',
  ])
  const lines = [
    '// Written from the contract by infra/build/deployment.ts.',
    "import type { Route } from './http'",
    '',
    '/** Whose an address is, so that a process which serves all domains loads one with its first request. */',
    'export const domainRoutes: { load: () => Promise<{ routes: Route[] }>; paths: string }[] = [',
    ...domains,
    ']',
  ]
  return `${lines.join('\n')}\n`
}

function file(source: string, name: string, description: string, settings: string[], events: string[]): string {
  const lines = [
    `# Written from ${source} by infra/build/deployment.ts.`,
    'handler: index.handler',
    `description: ${description}`,
    ...settings,
    'package:',
    `  artifact: functions/dist/${name}.zip`,
    'events:',
    ...events,
  ]
  return `${lines.join('\n')}\n`
}

/** EventBridge's shortest step is a minute. */
function rate(everySeconds: number): string {
  const minutes = Math.max(1, Math.round(everySeconds / 60))
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`
}

if (isMain(import.meta.url)) for (const [path, content] of deploymentFiles()) writeFileSync(join(root, path), content)
