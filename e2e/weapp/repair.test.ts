import { aPhoto } from '@linli/functions/test/file-story'
import type { Client } from '@linli/infra/local/client'
import { identityApi } from '@linli/shared/identity/api'
import { communitiesApi } from '@linli/shared/communities/api'
import { complaintsApi } from '@linli/shared/complaints/api'
import { filesApi } from '@linli/shared/files/api'
import { messagesApi } from '@linli/shared/messages/api'
import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeText } from '@linli/shared/notices/schema'
import { repairsApi } from '@linli/shared/repairs/api'
import { workApi } from '@linli/shared/repairs/work-api'
import { addDays, beijingDate } from '@linli/shared/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate, staffOf } from './estate'
import { forumJourney } from './forum-journey'
import { Phone } from './phone'

let estate: Estate
let at: { communityId: string }

beforeAll(async () => {
  estate = await openEstate()
  at = { communityId: estate.communityId }
})
afterAll(() => estate.stop())

/** Somebody who works here, by the name they sign in with. */
async function staff(username: string): Promise<Client & { personId: string }> {
  const client = await staffOf(estate, username)
  const { staff } = await client.call(identityApi.officeMe, {})
  return { ...client, personId: staff.personId }
}

test('from a photo to a closed order: the report goes first, photos follow, one that is none says so; quoted, agreed, done, rated, billed', async () => {
  let open = () => {}
  const gate = new Promise<void>(resolve => (open = resolve))
  const phone = await new Phone(estate, 'two-rooms', { line: () => gate }).signIn()
  await phone.until('去缴费')
  await phone.tap('报修')
  await phone.until('没有正在修的东西')
  await phone.tap('去报修')
  await phone.until('哪里坏了')
  await phone.tap('电梯困人')
  expect(phone.text()).toContain('电梯困人请马上打电话，有人值班')
  await phone.tap('马上打电话')
  await phone.idle()
  expect(phone.callsOf('makePhoneCall').at(-1)?.options.phoneNumber).toBe('010-8620 0000')

  await phone.tap('换一个')
  await phone.tap('水管漏水')
  await phone.type('说说情况', '厨房水槽下面一直滴水')
  phone.album.set('wxfile://good.jpg', { kind: 'image', bytes: await aPhoto() })
  phone.album.set('wxfile://bad.jpg', { kind: 'image', bytes: Buffer.from('<html></html>') })
  await phone.tap('拍照或选照片')
  await phone.until('50%')
  await phone.tap('提交')
  await phone.until('物业收到了，马上安排')
  expect(phone.text()).toContain('照片正在上传，2 张里传好了 0 张')
  open()
  await phone.until('报修时的照片')
  await phone.until('1 张没传上去，点一下重传')
  expect(phone.text()).toContain('点此重传')
  expect(phone.all('.ll-photos__tile').some(tile => tile.getAttribute('aria-label')?.includes('这不是照片'))).toBe(true)
  await phone.tap('不要第 1 张照片')
  await phone.tap('看大图，报修时的照片，第 1 张照片')
  await phone.idle()
  expect(phone.callsOf('previewMedia')).toHaveLength(1)

  const desk = estate.office
  const worker = await staff('wang')
  const { items } = await desk.call(repairsApi.list, { ...at, column: 'waiting' })
  const of = { ...at, repairId: items[0]?.repairId ?? '' }
  await worker.call(workApi.setShift, { ...at, onShift: true })
  await desk.call(repairsApi.accept, of)
  await desk.call(repairsApi.assign, { ...of, personId: worker.personId })
  await phone.lifecycle('onShow')
  await phone.until('已派王师傅')
  const wife = await new Phone(estate, 'two-rooms').signIn()
  await wife.until('王师傅会来修')
  await wife.tap('看进展')
  await wife.until('厨房水槽下面一直滴水')
  await phone.tap('打电话，王师傅')
  await phone.idle()
  expect(phone.callsOf('makePhoneCall').at(-1)?.options.phoneNumber).toBe('13800008621')
  await phone.tap('催一下')
  await phone.idle()

  const lines = [
    { part: 'labour' as const, name: '更换角阀', quantity: 1, unit: '个', unitFen: 3_000 },
    { part: 'material' as const, name: '角阀', quantity: 2, unit: '个', unitFen: 2_500 },
  ]
  await worker.call(workApi.quoteOnSite, { ...of, lines })
  await phone.lifecycle('onShow')
  await phone.until('等您答复')
  expect(phone.text()).toContain('角阀 2 个 × 25.00 元')
  expect(phone.text()).toContain('80.00')
  await phone.tap('同意报价')
  await phone.until('已同意')
  await worker.call(workApi.start, of)
  await worker.call(workApi.finish, of)
  await phone.lifecycle('onShow')
  await phone.until('修好了，请您看看')
  await phone.tap('确认修好')
  await phone.until('维修费账单')
  await phone.tap('5 星')
  await phone.type('有什么想说的（可不填）', '来得很快')
  await phone.tap('提交评价')
  await phone.until('您评了 5 星')
  await phone.tap('维修费账单')
  await phone.until('怎么算的')
  expect(phone.text()).toContain('80.00')
  expect(phone.errors).toEqual([])
})

test('photos that waited when the app was killed follow once it starts again; a registered place is picked', async () => {
  const lift = { building: '1', kind: 'lift', name: '西侧电梯', active: true } as const
  await estate.office.call(communitiesApi.createPlace, { ...at, ...lift })
  const never = new Promise<void>(() => undefined)
  const phone = await new Phone(estate, 'tenant', { line: () => never }).signIn()
  await phone.until('报修')
  await phone.tap('报修')
  await phone.until('去报修')
  await phone.tap('去报修')
  await phone.until('哪里坏了')
  await phone.tap('电梯故障')
  await phone.until('从列表里选')
  await phone.tap('从列表里选')
  await phone.tap('1栋 西侧电梯')
  await phone.until('换一个位置')
  await phone.type('说说情况', '门关不上')
  await phone.back()
  await phone.tap('去报修')
  await phone.until('上次没发完的在这里')
  await phone.until('1栋 西侧电梯')
  expect(phone.all('wx-textarea').map(field => field.getAttribute('value'))).toContain('门关不上')
  const photo = { kind: 'image' as const, bytes: await aPhoto() }
  phone.album.set('wxfile://door.jpg', photo)
  await phone.tap('拍照或选照片')
  await phone.until('50%')
  await phone.tap('提交')
  await phone.until('照片正在上传，1 张里传好了 0 张')
  expect(phone.text()).toContain('1栋 西侧电梯')

  const again = new Phone(estate, 'tenant', { storage: Object.fromEntries(phone.storage) })
  again.album.set('wxfile://door.jpg', photo)
  await again.launch()
  await again.until('看进展')
  await again.tap('看进展')
  await again.until('报修时的照片')
  expect(again.callsOf('chooseMedia')).toHaveLength(0)
  expect(again.storage.get('linli.pictures')).toEqual([])
  expect([...phone.errors, ...again.errors]).toEqual([])
})

test('a public trouble is followed instead of told again; one that is no longer wanted is cancelled with its reason', async () => {
  const first = await new Phone(estate, 'two-rooms').signIn()
  await first.until('去缴费')
  const report = async (phone: Phone, row = '报修', button = '去报修') => {
    await phone.tap(row)
    await phone.until('我家的')
    await phone.tap(button)
    await phone.until('哪里坏了')
    await phone.tap('电梯故障')
  }
  await report(first)
  await first.type('具体位置', '1栋1单元电梯')
  await first.type('说说情况', '运行时有异响')
  await first.tap('提交')
  await first.until('物业收到了，马上安排')

  const neighbour = await new Phone(estate, 'elder').signIn()
  await neighbour.until('叫人修')
  await report(neighbour, '叫人修', '叫人修')
  await neighbour.until('邻居也报了')
  expect(neighbour.text()).not.toContain('运行时有异响')
  await neighbour.tap('我也遇到了')
  await neighbour.until('已跟进，修好告诉您')

  await first.tap('取消报修')
  await first.until('取消以后师傅不会来了')
  await first.type('原因（可不填）', '自己好了')
  await first.tap('取消报修')
  await first.until('这张单已经取消')
  expect([...first.errors, ...neighbour.errors]).toEqual([])
})

test('投诉: who wrote it reads the answer, rates it and says that nothing is solved; nobody else sees it', async () => {
  const phone = await new Phone(estate, 'two-rooms').signIn()
  await phone.until('投诉建议')
  await phone.tap('投诉建议')
  await phone.until('还没有提交过')
  await phone.tap('写给物业')
  await phone.until('哪里让您不满意')
  await phone.type('哪里让您不满意', '楼道的垃圾三天没有清')
  await phone.tap('提交')
  await phone.until('前答复您')
  expect(phone.text()).toContain('编号 TS')

  const desk = estate.office
  const [one] = (await desk.call(complaintsApi.list, { ...at, shelf: 'open' })).items
  const of = { ...at, complaintId: one?.complaintId ?? '' }
  await desk.call(complaintsApi.accept, of)
  await desk.call(complaintsApi.answer, { ...of, text: '今天起每天清两次，已经清完' })
  await phone.lifecycle('onShow')
  await phone.until('今天起每天清两次，已经清完')
  await phone.tap('4 星')
  await phone.tap('提交评价')
  await phone.until('您评了 4 星')
  await phone.tap('没有解决，再次反映')
  await phone.type('还有什么没有解决', '今天又没清')
  await phone.tap('再次反映')
  await phone.until('再次处理')

  const neighbour = await new Phone(estate, 'elder').signIn()
  await neighbour.until('投诉建议')
  await neighbour.tap('投诉建议')
  await neighbour.until('还没有提交过')
  expect([...phone.errors, ...neighbour.errors]).toEqual([])
})

const aPaper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A PDF that the desk uploads, as its page does. */
async function documentOf(desk: Client): Promise<string> {
  const wish = { ...at, kind: 'document', size: aPaper.length } as const
  const { fileId, upload } = await desk.call(filesApi.startWorkMedia, wish)
  const form = new FormData()
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
  form.append('file', new Blob([aPaper]))
  await fetch(upload.url, { method: 'POST', body: form })
  await desk.call(filesApi.finishWorkMedia, { ...at, fileId })
  return fileId
}

test('a notice and an emergency: on the first screen, read, confirmed, each counted once; told once; 异议 to a 公示', async () => {
  const manager = estate.office
  const today = beijingDate(new Date().toISOString())
  const publish = async (wish: Partial<NoticeText>) => {
    const text: NoticeText = {
      category: 'emergency',
      title: '燃气泄漏，请勿使用明火',
      publisher: { kind: 'office', name: '物业服务中心', phone: '010-8620 0000' },
      scope: { kind: 'community' },
      blocks: [{ kind: 'list', items: ['关好燃气阀', '开窗通风'] }],
      attachments: [],
      until: addDays(today, 20),
      ...wish,
    }
    const { noticeId, version } = await manager.call(noticesApi.create, { ...at, ...text })
    await manager.call(noticesApi.publish, { ...at, noticeId, version })
    return { ...at, noticeId }
  }
  const attachments = [{ fileId: await documentOf(manager), name: '三家比价表' }]
  const objectionsUntil = addDays(today, 10)
  const disclosed = { category: 'disclosure', title: '电梯大修费用公示', objectionsUntil, attachments } as const
  const [urgent, paper] = [await publish({}), await publish(disclosed)]
  const phone = await new Phone(estate, 'two-rooms').signIn()
  await phone.until('紧急：燃气泄漏，请勿使用明火')
  await phone.tap('去看')
  await phone.until('1. 关好燃气阀')
  await phone.tap('我知道了')
  await phone.until('您已确认')
  // Whoever has just confirmed one is asked whether the next may be told.
  await phone.until('收通知')
  await phone.tap('收通知')
  await expect.poll(() => phone.callsOf('requestSubscribeMessage')).toHaveLength(1)
  await phone.until('好的，会用微信告诉您')
  await phone.back()
  await phone.until('看全部公告')
  expect(phone.text()).not.toContain('紧急：')
  await phone.tap('看全部公告')
  await phone.until('电梯大修费用公示')
  await phone.tap('电梯大修费用公示')
  await phone.until('期内可以提异议')
  await phone.tap('三家比价表，打开')
  await expect.poll(() => phone.callsOf('openDocument')).toHaveLength(1)
  const { filePath } = phone.callsOf('openDocument')[0]?.options ?? {}
  expect(phone.kept.get(String(filePath))).toEqual(new Uint8Array(aPaper))
  await phone.tap('提异议')
  await phone.type('您的意见和理由', '请公开比价')
  await phone.tap('提交')
  await phone.until('物业会答复您')
  await expect
    .poll(async () => (await manager.call(noticesApi.get, urgent)).figures)
    .toEqual({ read: 1, confirmed: 1, objections: 0 })
  await expect
    .poll(async () => (await manager.call(noticesApi.get, paper)).figures)
    .toMatchObject({ read: 1, objections: 1 })
  const resident = await estate.as('two-rooms')
  const told = async () =>
    (await resident.call(messagesApi.mine, {})).items.filter(({ page }) => page?.includes(urgent.noticeId))
  await expect.poll(told).toMatchObject([{ kind: 'notice_urgent', title: '紧急通知' }])
})

test('邻里: a post with a photo waits, is let through, answered, and its author told; one refused is read why, and appealed', async () => {
  expect(await forumJourney(estate, await staff('manager'), await aPhoto())).toEqual([])
})
