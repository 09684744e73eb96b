import * as z from 'zod'
import { uploaded, wholeImport } from './import-estate'
import { productDeps } from './product'
import { answerWith } from './side'

/** The product's import: reading, preview, confirmation, writing. */
const deps = productDeps()
const Rows = z.number()

answerWith({
  async import(input) {
    const rows = Rows.parse(input)
    const started = await uploaded(deps, rows)
    await deps.outbox.flush()
    const began = performance.now()
    await wholeImport(deps, started)
    return rows / ((performance.now() - began) / 1000)
  },
})
