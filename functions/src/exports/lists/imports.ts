import { importsApi } from '@linli/shared/imports/api'
import { importStateNames } from '@linli/shared/imports/detail'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { count, instant, listExport, text } from '../list-export'

const routes = () => import('../../imports/routes')

export const imports = listExport(
  {
    endpoint: importsApi.list,
    title: '导入记录',
    routes,
  },
  [
    text('文件', each => each.fileName, 30),
    text('状态', each => importStateNames[each.state], 12),
    count('可导入', each => each.counts.ready),
    count('有问题', each => each.counts.bad),
    count('重复', each => each.counts.duplicate),
    count('没有变化', each => each.counts.unchanged),
    text('说明', each => each.problem, 30),
    text('谁导入的', each => each.createdBy),
    instant('开始时间', each => each.createdAt),
    instant('完成时间', each => each.finishedAt),
  ],
)

/** Values as the list shows them: numbers of people masked. */
export const importProblems = listExport(
  {
    endpoint: importsApi.problems,
    title: '导入的问题',
    routes,
  },
  [
    count('行', problem => problem.row),
    text('列', problem => problem.column),
    text('表里写的', problem => problem.value, 24),
    text('怎么改', problem => problem.reason, 50),
    text('结果', problem => (problem.severity === 'error' ? '不导入' : '照样导入'), 12),
  ],
)

export const importReferring = listExport({ endpoint: importsApi.referring, title: '引用导入的记录', routes }, [
  text('哪些记录', each => each.what, 50),
])

const ruleKinds: Record<PlaceRule['kind'], string> = {
  prefix: '前缀',
  building: '楼栋',
  pattern: '写法',
  alias: '别名',
  not_a_room: '不是房屋',
}

export const importRules = listExport({ endpoint: importsApi.listRules, title: '房名规则', routes }, [
  text('种类', rule => ruleKinds[rule.kind], 12),
  text('写的是', rule => rule.from, 30),
  text('读成', rule => rule.to, 40),
])
