import { alipayOwner, weappStaff } from './build'
import { Bundle } from './bundle'
import { openEstate } from './estate'
import { Phone } from './phone'

/**
 * Prints what the compiled weapp weighs (Alipay's main package beside it), and what its first screen costs somebody who is signed in and owes: one JSON
 * object, measured against the live stack. `npm run size` runs it.
 */
const estate = await openEstate()
try {
  const before = await new Phone(estate, 'owner').signIn()
  await before.until('去缴费')
  const cold = new Phone(estate, 'owner', { storage: Object.fromEntries(before.storage) })
  await cold.launch()
  await cold.until('去缴费')
  if (cold.errors.length > 0) throw new Error(`the first screen failed: ${cold.errors.map(String).join()}`)
  const { main, total } = cold.bundle.sizes()
  const { calls, bytes } = cold.setData
  process.stdout.write(
    JSON.stringify({
      alipay: new Bundle(alipayOwner()).sizes().main,
      staff: new Bundle(weappStaff()).sizes().main,
      main,
      total,
      requests: cold.requests().length,
      calls,
      bytes,
      nodes: cold.nodes(),
    }),
  )
} finally {
  await estate.stop()
}
process.exit()
