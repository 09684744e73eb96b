import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { RepairKind, Sla } from './kinds'
import { CatalogueItem } from './quote'
import { RepairSettings, Worker } from './views'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'repairs:read' } as const
const manager = { kind: 'office', permission: 'repairs:manage' } as const

/** Who repairs, and how a community handles repairs. */
export const repairSettingsApi = {
  listWorkers: endpoint({
    id: 'repairs.listWorkers',
    method: 'GET',
    path: '/v1/c/:communityId/workers',
    summary: '维修人员：技能、片区、班次',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(Worker),
  }),
  saveWorker: endpoint({
    id: 'repairs.saveWorker',
    method: 'PUT',
    path: '/v1/c/:communityId/workers/:personId',
    summary: '登记维修人员',
    access: manager,
    input: {
      ...place,
      personId: Id,
      name: Worker.shape.name,
      phone: z
        .string()
        .regex(/^[0-9+\- ]{3,20}$/, '请填写电话号码')
        .optional(),
      skills: Worker.shape.skills,
      areas: Worker.shape.areas,
      shifts: Worker.shape.shifts,
      active: z.boolean(),
      /** 0 for the first time. */
      version: Version,
    },
    output: Worker,
  }),
  getSettings: endpoint({
    id: 'repairs.getSettings',
    method: 'GET',
    path: '/v1/c/:communityId/repair-settings',
    summary: '报修设置和收费目录',
    access: reader,
    input: place,
    output: RepairSettings,
  }),
  saveSettings: endpoint({
    id: 'repairs.saveSettings',
    method: 'PUT',
    path: '/v1/c/:communityId/repair-settings',
    summary: '改报修设置',
    access: manager,
    input: {
      ...place,
      feeItemId: Id.optional(),
      autoDispatch: z.boolean(),
      revisit: RepairSettings.shape.revisit,
      sla: z.partialRecord(RepairKind, Sla),
      catalogue: z.array(CatalogueItem.extend({ itemId: Id.optional() })).max(300, '最多 300 项'),
      version: Version,
    },
    output: RepairSettings,
  }),
}
