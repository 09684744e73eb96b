import { billingApi } from '@linli/shared/billing/api'
import { payerWords, vacantWords } from '@linli/shared/billing/registers'
import { parkingApi } from '@linli/shared/parking/api'
import { tenureNames } from '@linli/shared/parking/schema'
import { area, date, listExport, price, text } from '../list-export'

const parking = () => import('../../parking/routes')
const billing = () => import('../../billing/routes')

export const spaces = listExport(
  { endpoint: parkingApi.listSpaces, title: '车位', filters: { lot: '停车场' }, routes: parking },
  [
    text('停车场', space => space.lot),
    text('车位', space => space.code, 14),
    text('类型', space => space.type, 12),
    area('面积（m²）', space => space.areaM2x100),
    text('产权', space => space.tenure && tenureNames[space.tenure], 10),
    text('使用人', space => space.holder?.name),
    text('房号', space => space.roomCode, 14),
    date('从', space => space.from),
    date('到', space => space.to),
    text('车牌', space => space.plateMasked, 14),
  ],
)

/** Plates masked, as the list shows them. */
export const vehicles = listExport({ endpoint: parkingApi.listVehicles, title: '车辆', routes: parking }, [
  text('车牌', vehicle => vehicle.plateMasked, 14),
  text('品牌', vehicle => vehicle.brand),
  text('类型', vehicle => vehicle.type, 12),
  text('颜色', vehicle => vehicle.colour, 10),
  text('车主', vehicle => vehicle.holder?.name),
  text('房号', vehicle => vehicle.roomCode, 14),
  text('车位', vehicle => vehicle.spaceCode, 14),
])

export const assignments = listExport(
  { endpoint: billingApi.listAssignments, title: '房屋的收费项目', routes: billing },
  [
    text('房号', each => each.roomCode, 14),
    text('车位、车辆或合同', each => each.thing?.name, 20),
    text('收费项目', each => each.feeItemName, 20),
    date('从', each => each.from),
    date('到', each => each.to),
    price('系数', each => each.coefficient),
    text('缴费人', each => each.payers?.map(payerWords).join('；'), 24),
    text('免收原因', each => each.exemptReason, 20),
    text('空置优惠', each => each.vacancies?.map(vacantWords).join('；'), 30),
    text('按此收费', each => (each.applies ? '是' : '只登记'), 10),
  ],
)
