import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Instant } from '../time'
import { ImportProblem } from './schema'

const place = { communityId: CommunityId }
const runner = { kind: 'office', permission: 'imports:run' } as const

/** uploading → reading → previewed → importing → imported; failed says why in `problem`. */
export const ImportState = z.enum(['uploading', 'reading', 'previewed', 'importing', 'imported', 'failed'])
export type ImportState = z.infer<typeof ImportState>

const BuildingTotal = z.object({ building: z.string(), rooms: z.number().int(), builtM2x100: z.number().int() })

/** One uploaded workbook of rooms and their owners. The same file is the same import: its id derives from its SHA-256. */
export const Import = z.object({
  importId: Id,
  communityId: CommunityId,
  fileName: z.string(),
  state: ImportState,
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Header text → field, as recognised. */
  columns: z.array(z.object({ header: z.string(), field: z.string().optional() })),
  counts: z.object({
    ready: z.number().int(),
    unchanged: z.number().int(),
    bad: z.number().int(),
    duplicate: z.number().int(),
    skipped: z.number().int(),
    warned: z.number().int(),
  }),
  byBuilding: z.array(BuildingTotal),
  problem: z.string().optional(),
  createdAt: Instant,
  createdBy: z.string(),
  finishedAt: Instant.optional(),
})
export type Import = z.infer<typeof Import>

export const importsApi = {
  start: endpoint({
    id: 'imports.start',
    method: 'POST',
    path: '/v1/c/:communityId/imports',
    summary: '选文件：得到上传地址',
    access: runner,
    input: {
      ...place,
      fileName: z.string().min(1).max(200),
      size: z.number().int().min(1, '这个文件是空的').max(20_000_000, '文件超过 20 MB，请按楼栋分成几个文件'),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    },
    output: z.object({ import: Import, uploadUrl: z.string() }),
    idempotent: true,
  }),
  preview: endpoint({
    id: 'imports.preview',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/preview',
    summary: '读文件，列出合计和问题',
    access: runner,
    input: { ...place, importId: Id },
    output: Import,
  }),
  get: endpoint({
    id: 'imports.get',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId',
    summary: '导入的进度和合计',
    access: runner,
    input: { ...place, importId: Id },
    output: Import,
  }),
  list: endpoint({
    id: 'imports.list',
    method: 'GET',
    path: '/v1/c/:communityId/imports',
    summary: '导入记录',
    access: runner,
    input: { ...place, ...pageInput },
    output: page(Import),
  }),
  problems: endpoint({
    id: 'imports.problems',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId/problems',
    summary: '有问题的行：行号、列、值、原因',
    access: runner,
    input: { ...place, importId: Id, ...pageInput },
    output: page(ImportProblem),
  }),
  problemFile: endpoint({
    id: 'imports.problemFile',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId/problem-file',
    summary: '下载有问题的行',
    access: runner,
    input: { ...place, importId: Id },
    output: z.object({ url: z.string() }),
  }),
  confirm: endpoint({
    id: 'imports.confirm',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/confirm',
    summary: '确认导入；可重复点，不会重复导入',
    access: runner,
    input: { ...place, importId: Id },
    output: Import,
  }),
}
