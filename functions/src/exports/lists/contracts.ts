import { contractApi } from '@linli/shared/billing/contract-api'
import { rentWords } from '@linli/shared/billing/contract-schema'
import { date, listExport, money, text } from '../list-export'

const routes = () => import('../../billing/routes')

export const contracts = listExport(
  { endpoint: contractApi.listContracts, title: '合同', filters: { show: '状态' }, routes },
  [
    text('合同编号', each => each.number, 16),
    text('承租方', each => each.party.name, 24),
    text('收费项目', each => each.feeItemName, 16),
    text('房号', each => each.roomCode, 14),
    text('车位', each => each.spaceName, 14),
    date('从', each => each.from),
    date('到', each => each.to),
    text('租金', rentWords, 40),
    money('押金（元）', each => each.depositFen),
    text('提前结束', each => each.ended && `${each.ended.on} ${each.ended.reason}`, 24),
    text('备注', each => each.note, 24),
  ],
)
