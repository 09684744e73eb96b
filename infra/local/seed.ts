import { addMonths, beijingDate, monthEnd, monthStart } from '@linli/shared/time'
import { estateRows, estateWorkbook } from './estate'
import { totpNow } from './local-state'
import { computeDrafts, confirmImport, previewWorkbook, publishDrafts, signInOffice } from './office'
import { createSampleCompany, sampleFeeItems } from './sample-company'
import { sampleForum } from './sample-forum'
import { sampleGate } from './sample-gate'
import { bindWorkers, samplePlaces, sampleRepairs } from './sample-repairs'
import { houseResidents, moveIn } from './sample-residents'
import { keepSamples } from './samples'
import type { Stack } from './stack'

/**
 * The sample estate: rooms from a workbook, two months of bills, people of every kind. Everything through the API, as an office would.
 * `toLookAt`: with a register of what all share, a gate with its guard, and a forum that neighbours talk in.
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
  if (!stack.otherGateways) await bindWorkers(stack, office, communityId, workers)
  const bill = async (month: string, feeItemIds: string[]) => {
    say(`正在出 ${month.slice(0, 7)} 的账单`)
    const run = await computeDrafts(office, communityId, { from: month, to: monthEnd(month), feeItemIds })
    await publishDrafts(office, communityId, run)
  }
  if (stack.otherGateways) say('微信指向别的网关：示例住户没有登录和缴费')
  await bill(lastMonth, [property])
  const moving = stack.otherGateways ? undefined : moveIn(stack, communityId, residents, lastMonth)
  await Promise.all([bill(monthStart(today), [property, waste]), moving])
  const shows = toLookAt && !stack.otherGateways
  const guards = shows ? await sampleGate(stack, office, communityId) : []
  if (shows) await sampleForum(stack, office, communityId, today)
  await stack.keepData()
  await keepSamples(stack.state, {
    ...company,
    field: [...company.field, ...guards],
    codes: toLookAt ? await samplePlaces(office, communityId) : [],
    residents: residents.map(({ user, name, phone, about }) => ({ user, name, phone, about })),
  })
}

function everySeconds(seconds: number, say: (line: string) => void): (line: string) => void {
  let last = Date.now()
  return line => {
    if (Date.now() - last < seconds * 1000) return
    last = Date.now()
    say(line)
  }
}
