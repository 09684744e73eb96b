import { expect, it } from 'vitest'
import { withLateVerbs } from './late-verbs'

it('imports a verb with its first call, whatever the endpoint is called', () => {
  const source = `import { api } from '@linli/shared/billing/api'
import { route } from '../http'
import { publish, discard } from './publish'
export const routes = [route(api.publish, publish), route(api.discard, discard)]`
  expect(withLateVerbs(source)).toBe(`import { api } from '@linli/shared/billing/api'
import { route } from '../http'

export const routes = [route(api.publish, async (...$call) => (await import('./publish')).publish(...$call)), route(api.discard, async (...$call) => (await import('./publish')).discard(...$call))]`)
})

it.each([
  ['what is used for something else too', `import { a } from './a'\nexport const routes = [route(api.a, a), a.b]`],
  [
    'what a verb written in place calls',
    `import { a } from './a'\nexport const routes = [route(api.a, ctx => a(ctx))]`,
  ],
  ['routes of other files', `import { more } from './more-routes'\nexport const routes = [...more]`],
  ['what comes under another name', `import { a as b } from './a'\nexport const routes = [route(api.a, b)]`],
  ['what comes from elsewhere', `import { a } from '../a'\nexport const routes = [route(api.a, a)]`],
])('leaves %s', (_, source) => {
  expect(withLateVerbs(source)).toBe(source)
})
