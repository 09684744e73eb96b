import { endpoints } from '@linli/shared/api'
import { endpoint, page } from '@linli/shared/contract'
import { CommunityId } from '@linli/shared/ids'
import * as z from 'zod'
import { describe, expect, it, test } from 'vitest'
import { allRoutes } from '../registry'
import { listExports, withoutExport } from './lists'

const isOfficeList = ({ method, access, output }: (typeof endpoints)[number]) =>
  method === 'GET' && access.kind === 'office' && output instanceof z.ZodObject && 'items' in output.shape

test('every list of the office is taken along, or it is said why not', () => {
  const lists = endpoints.filter(isOfficeList).map(({ id }) => id)
  expect(lists.toSorted()).toEqual([...Object.keys(listExports), ...Object.keys(withoutExport)].toSorted())
  expect(lists.length).toBeGreaterThan(15)
})

test('a new list is noticed', () => {
  const declared = { id: 'x.list', method: 'GET' as const, path: '/v1/c/:communityId/x' as const, summary: 'x' }
  const access = { kind: 'office' as const, permission: 'communities:read' as const }
  expect(
    isOfficeList(endpoint({ ...declared, access, input: { communityId: CommunityId }, output: page(z.object({})) })),
  ).toBe(true)
})

describe.each(Object.entries(listExports))('%s', (id, { endpoint: listed, routes, columns, filters }) => {
  it('has a route of that name, columns with different heads and filters that it knows', async () => {
    const own = (await routes()).routes.find(route => route.endpoint.id === id)
    expect(own).toBe(allRoutes.find(route => route.endpoint.id === id))
    const heads = columns.map(({ title }) => title)
    expect(new Set(heads).size).toBe(heads.length)
    expect(Object.keys(listed.input.shape)).toEqual(expect.arrayContaining(Object.keys(filters)))
  })
})
