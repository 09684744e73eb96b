import { beforeAll, describe, expect, it } from 'vitest'
import { few } from '../../test/few-records'
import { makeCommunity, type Place } from '../../test/make'
import { makeImport } from '../../test/make-import'
import { type OwnTable, ownTable } from '../../test/own-table'
import { confirmImport } from './confirm-import'
import { resumeImports } from './resume-imports'
import type { StoredImport } from './store'
import { writeImport } from './write-import'

let table: OwnTable
let place: Place

beforeAll(async () => {
  table = await ownTable(`resume-${process.pid}`)
  place = await makeCommunity(table.deps)
})

const at = ({ importId }: StoredImport) => ({ communityId: place.communityId, importId })

describe('an import that nobody works at', () => {
  it('is woken up, and not while somebody is', async () => {
    const made = await makeImport(place, few)
    await confirmImport(place.ctx, at(made))
    const messages = async () =>
      Object.entries(await table.dump(/^(?!G#outbox)/)).filter(([, item]) =>
        JSON.stringify(item).includes('imports.write'),
      ).length
    const before = await messages()
    table.deps.clock.advance(60_000)
    await resumeImports(table.deps)
    expect(await messages()).toBe(before)
    table.deps.clock.advance(180_000)
    await resumeImports(table.deps)
    expect(await messages()).toBe(before + 1)
    await writeImport(table.deps, at(made))
    table.deps.clock.advance(600_000)
    await resumeImports(table.deps)
    expect(await messages()).toBe(before + 1)
  })
})
