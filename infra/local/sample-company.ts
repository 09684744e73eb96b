import { randomBytes } from 'node:crypto'
import { createCommunity } from '@linli/functions/communities/create-community'
import { createCompany } from '@linli/functions/communities/create-company'
import { makeContext } from '@linli/functions/context'
import { createStaff } from '@linli/functions/identity/create-staff'
import { feeApi } from '@linli/shared/billing/fee-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { officeRoleNames, type OfficeRole } from '@linli/shared/permissions'
import { skillNames } from '@linli/shared/repairs/words'
import { monthStart } from '@linli/shared/time'
import type { Client } from './client'
import { sampleUscc } from './sample-uscc'
import type { SampleWorker } from './sample-repairs'
import type { Samples } from './samples'
import type { Stack } from './stack'

const companyName = '邻里物业服务有限公司'

type Person = {
  role: OfficeRole
  username: string
  name: string
  works?: Pick<SampleWorker, 'user' | 'phone' | 'skills'>
}

const people: Person[] = [
  { role: 'manager', username: 'manager', name: '王经理' },
  { role: 'clerk', username: 'clerk', name: '小林' },
  { role: 'cashier', username: 'cashier', name: '小陈' },
  { role: 'accountant', username: 'accountant', name: '周会计' },
  {
    role: 'repairer',
    username: 'wang',
    name: '王强',
    works: { user: 'wang-qiang', phone: '13800008621', skills: ['plumbing', 'masonry', 'carpentry'] },
  },
  {
    role: 'repairer',
    username: 'li',
    name: '李伟',
    works: { user: 'li-wei', phone: '13800008622', skills: ['electric', 'lift', 'network'] },
  },
]

/** Company, community with its collecting entity, and the people who work there with passwords and TOTP secrets made here. */
export async function createSampleCompany(
  stack: Stack,
): Promise<Omit<Samples, 'residents'> & { workers: SampleWorker[] }> {
  const ctx = makeContext(stack.deps, { kind: 'system' }, [])
  const { companyId } = await createCompany(ctx, { name: companyName })
  const { communityId, name: communityName } = await createCommunity(ctx, {
    companyId,
    name: '梧桐苑',
    address: '滨江路 88 号',
    officePhone: '010-8620 0000',
    entities: [
      {
        name: companyName,
        uscc: sampleUscc,
        merchantRef: stack.deps.env.LINLI_WECHATPAY_MERCHANTS[0]?.ref ?? 'linli',
        alipayRef: stack.deps.env.LINLI_ALIPAY_MERCHANTS[0]?.ref,
      },
    ],
    developerName: '梧桐置业有限公司',
  })
  const staff: Samples['staff'] = []
  const workers: SampleWorker[] = []
  const field: Samples['field'] = []
  for (const { role, username, name, works } of people) {
    const password = randomBytes(6).toString('base64url')
    const login = { username, name, password, roles: [role] }
    const { personId, totpSecret } = await createStaff(ctx, { companyId, communityId, communityName, ...login })
    staff.push({ role, title: officeRoleNames[role], name, username, password, totpSecret })
    if (!works) continue
    workers.push({ personId, name, ...works })
    const about = `${officeRoleNames[role]} ${works.skills.map(skill => skillNames[skill]).join('、')}`
    field.push({ user: works.user, name, about })
  }
  return { communityId, merchant: companyName, staff, codes: [], field, workers }
}

/** 物业费 by area with a late-fee clause, and a fixed fee collected for the city; their tariffs hold from the given day. */
export async function sampleFeeItems(office: Client, communityId: string, from: string): Promise<string[]> {
  const { entities } = await office.call(communitiesApi.get, { communityId })
  const entityId = entities[0]?.entityId ?? ''
  const common = {
    communityId,
    cycle: { kind: 'month' as const },
    timing: 'prepaid' as const,
    rounding: { mode: 'half_up' as const, unit: 'fen' as const },
    invoiceable: true,
    collectingEntityId: entityId,
    dueDays: 27,
    active: true,
  }
  const property = await office.call(feeApi.createFeeItem, {
    ...common,
    name: '物业费',
    formula: { kind: 'area', area: 'built' },
    nature: 'own_revenue',
    taxRateBp: 600,
    taxCode: '3040801010000000000',
    lateFee: { clause: '前期物业服务合同第十二条：逾期按日万分之五支付违约金', dailyRatePpm: 500, graceDays: 15 },
  })
  const waste = await office.call(feeApi.createFeeItem, {
    ...common,
    name: '生活垃圾处理费',
    formula: { kind: 'fixed' },
    nature: 'collected_for_others',
    lateFee: null,
  })
  const ground = { kind: 'contract' as const, text: '前期物业服务合同（2018 年）' }
  await office.call(feeApi.addTariff, {
    communityId,
    feeItemId: property.feeItemId,
    from: monthStart(from),
    price: 23_000,
    ground,
  })
  await office.call(feeApi.addTariff, {
    communityId,
    feeItemId: waste.feeItemId,
    from: monthStart(from),
    price: 80_000,
    ground: { kind: 'filing', text: '市发改委公布的生活垃圾处理费标准' },
  })
  return [property.feeItemId, waste.feeItemId]
}
