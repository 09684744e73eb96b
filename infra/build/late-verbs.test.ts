import { expect, it } from 'vitest'
import { withLateVerbs } from './late-verbs'

/** The source as it is bundled, without the import that it begins with then. */
const bundled = (source: string) => withLateVerbs(source).replace(/^import \{ lateVerb .*\n/, '')

it('imports a verb with its first call, whatever the endpoint is called', () => {
  const source = `import { api } from '@linli/shared/billing/api'
import { route } from '../http'
import { publish, discard } from './publish'
export const routes = [route(api.publish, publish), route(api.discard, discard)]`
  expect(bundled(source)).toBe(`import { api } from '@linli/shared/billing/api'
import { route } from '../http'

export const routes = [route(api.publish, $lateVerb(async () => { const { publish } = await import('./publish'); return publish })), route(api.discard, $lateVerb(async () => { const { discard } = await import('./publish'); return discard }))]`)
})

it('imports what a handler written in place calls, from every file of it', () => {
  const source = `import { a } from './a'
import { b, unused } from './b'
import { near } from '../near'
export const routes = [route(api.a, async (ctx, { id }) => a(near(ctx), { b: (await b(ctx, id)).b }))]`
  expect(bundled(source)).toBe(`

import { near } from '../near'
export const routes = [route(api.a, $lateVerb(async () => { const { a } = await import('./a'); const { b } = await import('./b'); return async (ctx, { id }) => a(near(ctx), { b: (await b(ctx, id)).b }) }))]`)
})

it.each([
  ['what is used for something else too', `import { a } from './a'\nexport const routes = [route(api.a, a), a.b]`],
  [
    'what a helper of the file uses',
    `import { a } from './a'\nconst b = () => a()\nexport const routes = [route(api.a, b)]`,
  ],
  ['routes of other files', `import { more } from './more-routes'\nexport const routes = [...more]`],
  ['what comes under another name', `import { a as b } from './a'\nexport const routes = [route(api.a, b)]`],
  ['what comes from elsewhere', `import { a } from '../a'\nexport const routes = [route(api.a, a)]`],
])('leaves %s', (_, source) => {
  expect(withLateVerbs(source)).toBe(source)
})
