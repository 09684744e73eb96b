import { Plate, Ban, Gate, VisitorSettings } from '@linli/shared/visitors/schema'
import type * as z from 'zod'
import { listedPart, type Part, part, partition } from '../exports/part'
import { banItemKey, bansPk } from './bans'
import { gateKey, gatesPk } from './gates'
import { loadVisitorSettings, visitorSettingsKey } from './settings'
import {
  clockOwner,
  entriesPk,
  entryItem,
  entryPointers,
  passesPk,
  passItem,
  plateField,
  plateOf,
  StoredEntry,
  StoredPass,
} from './store'

/** Plates are opened on the way; links, codes, photos and accounts stay behind: a pass that went along opens nothing. */
const CarriedPass = StoredPass.omit({
  plateSealed: true,
  linkHash: true,
  linkSealed: true,
  accountId: true,
  code: true,
  photo: true,
}).extend({ plate: Plate.optional() })

const passesPart = part({
  name: 'passes',
  record: CarriedPass,
  clock: clockOwner,
  async *read(source) {
    for await (const items of partition(source, { pk: passesPk(source.communityId) }))
      yield items.map(item => {
        const pass = StoredPass.parse(item)
        const { plateSealed: _p, linkHash: _h, linkSealed: _l, accountId: _a, code: _c, photo: _f, ...rest } = pass
        const plate = plateOf(source.ctx, pass)
        return { ...rest, ...(plate && { plate }) }
      })
  },
  items: ({ ctx }, records) =>
    records.map(({ plate, ...pass }) =>
      passItem({ ...pass, ...(plate && { plateSealed: ctx.deps.secrets.seal(plate, plateField(pass.passId)) }) }),
    ),
})

const entriesPart = part({
  name: 'entries',
  record: StoredEntry.omit({ plateHash: true }),
  clock: clockOwner,
  async *read(source) {
    for await (const items of partition(source, { pk: entriesPk(source.communityId) }))
      yield items.map(item => StoredEntry.omit({ plateHash: true }).parse(item))
  },
  items: (_, records) => records.flatMap(entry => [entryItem(entry), ...entryPointers(entry)]),
})

const gatesPart = listedPart({
  name: 'gates',
  record: Gate,
  pk: gatesPk,
  item: (_, gate) => ({ ...gateKey(gate.communityId, gate.gateId), ...gate }),
})

/** The list alone: a plate that is kept out is kept by its hash, which no other system can compute. */
const bansPart = listedPart({
  name: 'visitor-bans',
  record: Ban,
  pk: bansPk,
  item: (_, ban) => ({ ...banItemKey(ban), ...ban, hashes: [] }),
})

const settingsPart = part({
  name: 'visitor-settings',
  record: VisitorSettings,
  async *read({ ctx, communityId }) {
    const settings = await loadVisitorSettings(ctx, communityId)
    if (settings.version > 0) yield [settings]
  },
  items: ({ communityId }, records: z.output<typeof VisitorSettings>[]) =>
    records.map(settings => ({ ...visitorSettingsKey(communityId), ...settings })),
})

export const visitorParts: readonly Part[] = [passesPart, entriesPart, gatesPart, bansPart, settingsPart]
