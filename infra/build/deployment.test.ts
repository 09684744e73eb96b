import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endpoints } from '@linli/shared/api'
import { expect, test } from 'vitest'
import { root } from '../check/repository'
import { deploymentFiles } from './deployment'
import { gatewayRoutes } from './routing'

test.each([...deploymentFiles()])('%s is current: else run npx tsx infra/build/deployment.ts', (path, content) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(content)
})

/** The gateway's rule: an exact route before a greedy one, a longer greedy one before a shorter. */
function ownerOf(method: string, path: string): string | undefined {
  const candidates = [...gatewayRoutes()].flatMap(([domain, routes]) =>
    routes
      .map(route => route.split(' '))
      .filter(([verb, pattern = '']) => (verb === 'ANY' || verb === method) && matches(pattern, path))
      .map(([, pattern = '']) => ({ domain, pattern })),
  )
  const rank = ({ pattern }: { pattern: string }) => (pattern.endsWith('+}') ? pattern.length : 10_000)
  return candidates.toSorted((a, b) => rank(b) - rank(a))[0]?.domain
}

const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll('{rest+}', '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(path)

test.each(endpoints.map(({ id, method, path }) => [id, method, path] as const))(
  'the gateway leads %s to its own domain',
  (id, method, path) => {
    expect(ownerOf(method, path.replace(/:\w+/g, 'x1'))).toBe(id.split('.')[0])
  },
)

test('no route is given to two functions, and a stack has room for all of them', () => {
  const routes = [...gatewayRoutes().values()].flat()
  expect(new Set(routes).size).toBe(routes.length)
  expect(routes.length).toBeLessThan(200)
})
