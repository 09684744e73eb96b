import { startImport } from '@linli/functions/imports/start-import'
import { makeCommunity, type Place } from '@linli/functions/test/make'
import * as z from 'zod'
import { uploaded, wholeImport } from './import-estate'
import { productDeps } from './product'
import { answerWith } from './side'

/** The product's import: reading, preview, confirmation, writing. */
const deps = productDeps()
const Rows = z.number()
const File = z.object({ size: z.number(), sha256: z.string() })
let opened: { place: Place; importId: string } | undefined

answerWith({
  async import(input) {
    const rows = Rows.parse(input)
    const started = await uploaded(deps, rows)
    await deps.outbox.flush()
    const began = performance.now()
    await wholeImport(deps, started)
    return rows / ((performance.now() - began) / 1000)
  },
  /** Opens the import of a file that another process uploads. */
  async start(input) {
    const place = await makeCommunity(deps)
    const at = { communityId: place.communityId, fileName: '房屋.xlsx', ...File.parse(input) }
    const { import: started, uploadUrl } = await startImport(place.ctx, at)
    opened = { place, importId: started.importId }
    await deps.outbox.flush()
    return { uploadUrl, pid: process.pid }
  },
  /** From that file to the last commit, in seconds. */
  async whole() {
    if (!opened) throw new Error('nothing was started')
    const began = performance.now()
    await wholeImport(deps, opened)
    return (performance.now() - began) / 1000
  },
})
