import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Instant } from '../time'
import { ImportDetail, ImportProgress, ImportState, Referring, ShownProblem } from './detail'
import { BuildingTotal } from './schema'
import { Correction, PlaceRule, TableSetting } from './settings'

const place = { communityId: CommunityId }
const one = { ...place, importId: Id }
const runner = { kind: 'office', permission: 'imports:run' } as const
/** Bytes of the largest workbook. */
export const largestFile = 40_000_000
const file = {
  fileName: z.string().min(1).max(200),
  size: z
    .number()
    .int()
    .min(1, '这个文件是空的')
    .max(largestFile, '文件超过 40 MB，请按楼栋分成几个文件，或删掉图片和用不到的工作表'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
}

/** One uploaded workbook. The same file is the same import: its id derives from its SHA-256. */
export const Import = z.object({
  importId: Id,
  communityId: CommunityId,
  fileName: z.string(),
  state: ImportState,
  progress: ImportProgress,
  /** Header text → field, as recognised in the first table. */
  columns: z.array(z.object({ header: z.string(), field: z.string().optional() })),
  /** Of rows, but `ready` and `unchanged`: those count records, of which a row may hold several. */
  counts: z.object({
    ready: z.number().int(),
    unchanged: z.number().int(),
    bad: z.number().int(),
    duplicate: z.number().int(),
    skipped: z.number().int(),
    warned: z.number().int(),
  }),
  byBuilding: z.array(BuildingTotal),
  /** Why it failed, or why it did not go in, or why it could not be undone. */
  problem: z.string().optional(),
  createdAt: Instant,
  createdBy: z.string(),
  /** Why it can no longer be taken back, where that is known without looking through all that it wrote; in the list. */
  keptBy: z.string().optional(),
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
    input: { ...place, ...file },
    output: z.object({ import: Import, uploadUrl: z.string() }),
    idempotent: true,
  }),
  preview: endpoint({
    id: 'imports.preview',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/preview',
    summary: '读文件，列出合计和问题；撤销过的文件可以再读',
    access: runner,
    input: one,
    output: Import,
  }),
  get: endpoint({
    id: 'imports.get',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId',
    summary: '导入的进度和合计',
    access: runner,
    input: one,
    output: Import,
  }),
  detail: endpoint({
    id: 'imports.detail',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId/detail',
    summary: '表格、列、房名规则和合计：这个文件是怎样读的',
    access: runner,
    input: one,
    output: ImportDetail,
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
    summary: '有问题的行：表、行号、列、值、原因',
    access: runner,
    input: { ...one, severity: ShownProblem.shape.severity.optional(), ...pageInput },
    output: page(ShownProblem),
  }),
  problemFile: endpoint({
    id: 'imports.problemFile',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId/problem-file',
    summary: '下载有问题的行，改好后上传',
    access: runner,
    input: one,
    output: z.object({ url: z.string() }),
  }),
  revise: endpoint({
    id: 'imports.revise',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/revise',
    summary: '改表格的种类和列、改单元格，重新读',
    access: runner,
    input: {
      ...one,
      /** Of these sheets; the others stay as they were said to be. */
      tables: z.array(TableSetting).max(30).default([]),
      /** Of these rows; a row's later correction replaces its cells one by one. */
      corrections: z.array(Correction).max(500).default([]),
    },
    output: Import,
  }),
  startCorrection: endpoint({
    id: 'imports.startCorrection',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/corrections',
    summary: '选改好的问题行文件：得到上传地址',
    access: runner,
    input: { ...one, ...file },
    output: z.object({ correctionId: Id, uploadUrl: z.string() }),
    idempotent: true,
  }),
  correct: endpoint({
    id: 'imports.correct',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/corrections/:correctionId',
    summary: '用改好的问题行重新读；只动这些行',
    access: runner,
    input: { ...one, correctionId: Id },
    output: Import,
  }),
  confirm: endpoint({
    id: 'imports.confirm',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/confirm',
    summary: '确认导入：全部进去，或者一行也不进；可重复点，不会重复导入',
    access: runner,
    input: one,
    output: Import,
  }),
  undo: endpoint({
    id: 'imports.undo',
    method: 'POST',
    path: '/v1/c/:communityId/imports/:importId/undo',
    summary: '撤销整次导入；有记录引用它时不撤，并列出是哪些',
    access: runner,
    input: one,
    output: Import,
  }),
  referring: endpoint({
    id: 'imports.referring',
    method: 'GET',
    path: '/v1/c/:communityId/imports/:importId/referring',
    summary: '哪些记录引用了这次导入，使它不能撤销',
    access: runner,
    input: { ...one, ...pageInput },
    output: page(Referring),
  }),
  listRules: endpoint({
    id: 'imports.listRules',
    method: 'GET',
    path: '/v1/c/:communityId/import-rules',
    summary: '房名规则',
    access: runner,
    input: place,
    output: z.object({ items: z.array(PlaceRule) }),
  }),
  putRule: endpoint({
    id: 'imports.putRule',
    method: 'PUT',
    path: '/v1/c/:communityId/import-rules/:ruleId',
    summary: '新增或修改一条房名规则',
    access: runner,
    input: { ...place, ...PlaceRule.shape, ruleId: Id },
    output: PlaceRule,
  }),
  deleteRule: endpoint({
    id: 'imports.deleteRule',
    method: 'DELETE',
    path: '/v1/c/:communityId/import-rules/:ruleId',
    summary: '删除一条房名规则',
    access: runner,
    input: { ...place, ruleId: Id },
    output: z.object({}),
  }),
}
