import { addMonths, beijingDate, monthEnd, monthStart } from '@linli/shared/time'
import type { Client } from './client'
import { estateRows, estateWorkbook } from './estate'
import { totpNow } from './local-state'
import { computeDrafts, confirmImport, previewWorkbook, publishDrafts, signInOffice } from './office'
import { createSampleCompany, sampleFeeItems } from './sample-company'
import { sampleForum } from './sample-forum'
import { sampleGate, sampleVisits } from './sample-gate'
import { sampleNeighbours } from './sample-neighbours'
import { sampleNotices } from './sample-notices'
import { bindWorkers, sampleOrder, samplePlaces, sampleRepairs } from './sample-repairs'
import { houseResidents, moveIn } from './sample-residents'
import { keepSamples, type Samples } from './samples'
import type { Stack } from './stack'

/**
 * The sample estate: rooms from a workbook, two months of bills, people of every kind. Everything through the API, as an office would.
 * `toLookAt`: with a register of what all share, and what happens in a week: guests at a gate with its guard, notices, repairs, a forum.
 */
export async function seed(
  stack: Stack,
  rooms: number,
  say: (line: string) => void,
  { toLookAt = false } = {},
): Promise<void> {
  say(`正在准备示例小区：${rooms} 间房屋`)
  const { workers, ...company } = await createSampleCompany(stack)
  const { communityId } = company
  const [manager] = company.staff
  if (!manager) throw new Error('no manager')
  const { username, password, totpSecret } = manager
  const office = await signInOffice(stack.url, { username, password, totp: totpNow(totpSecret) })
  const rows = estateRows(rooms)
  const report = everySeconds(3, say)
  const started = performance.now()
  const preview = await previewWorkbook(office, communityId, {
    name: '梧桐苑房屋表.xlsx',
    bytes: estateWorkbook(rows, '梧桐苑'),
  })
  await confirmImport(office, communityId, preview.importId, ({ progress }) =>
    report(`已导入 ${progress.done} / ${progress.total} 间`),
  )
  say(`${rooms} 间都已导入，从文件到落库 ${Math.round((performance.now() - started) / 1000)} 秒`)
  const today = beijingDate(new Date(stack.clock.nowMs()).toISOString())
  const lastMonth = monthStart(addMonths(monthStart(today), -1))
  const residents = await houseResidents(office, communityId, rows, today)
  const [property = '', waste = ''] = await sampleFeeItems(office, communityId, lastMonth)
  await sampleRepairs(office, communityId, lastMonth, workers)
  const phones = stack.otherGateways ? [] : await bindWorkers(stack, office, communityId, workers)
  const bill = async (month: string, feeItemIds: string[]) => {
    say(`正在出 ${month.slice(0, 7)} 的账单`)
    const run = await computeDrafts(office, communityId, { from: month, to: monthEnd(month), feeItemIds })
    await publishDrafts(office, communityId, run)
  }
  if (stack.otherGateways) say('微信指向别的网关：示例住户没有登录和缴费')
  await bill(lastMonth, [property])
  const moving = stack.otherGateways ? undefined : moveIn(stack, communityId, residents, lastMonth)
  await Promise.all([bill(monthStart(today), [property, waste]), moving])
  const nth = workers.findIndex(({ skills }) => skills.includes('electric'))
  const [worker, phone] = [workers[nth], phones[nth]]
  const isLively = toLookAt && worker && phone
  const guards = isLively
    ? await lifeIn(stack, office, { communityId, today, electrician: { personId: worker.personId, phone } })
    : []
  await stack.keepData()
  await keepSamples(stack.state, {
    ...company,
    field: [...company.field, ...guards],
    codes: toLookAt ? await samplePlaces(office, communityId) : [],
    residents: residents.map(({ user, name, phone, about }) => ({ user, name, phone, about })),
  })
}

/** What happens in a community within a week; answers who is at its gate. */
async function lifeIn(
  stack: Stack,
  office: Client,
  at: { communityId: string; today: string; electrician: Parameters<typeof sampleOrder>[2]['electrician'] },
): Promise<Samples['field']> {
  const [gate, neighbours] = await Promise.all([
    sampleGate(stack, office, at.communityId),
    sampleNeighbours(stack, at.communityId),
  ])
  await Promise.all([
    sampleVisits(gate, neighbours, at.today, stack.deps.newId),
    sampleNotices(office, neighbours, at),
    sampleOrder(office, neighbours, at),
    sampleForum(office, neighbours, at),
  ])
  return gate.field
}

function everySeconds(seconds: number, say: (line: string) => void): (line: string) => void {
  let last = Date.now()
  return line => {
    if (Date.now() - last < seconds * 1000) return
    last = Date.now()
    say(line)
  }
}
