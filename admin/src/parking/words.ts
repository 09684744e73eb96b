export const spaceWords = {
  line: '车位登记：在哪个停车场、谁的、产权还是租用。收费以后再接上。',
  caption: '车位',
  columns: {
    code: '车位',
    lot: '停车场',
    tenure: '权属',
    holder: '使用人',
    room: '房屋',
    plate: '车牌',
    dates: '起止',
    area: '面积',
    terms: '收费',
  },
  find: '停车场',
  placeholder: '按停车场查，写全名称',
  empty: { head: '还没有登记车位', line: '在导入里选一份车位表就会出现在这里' },
  dates: (from: string, to: string) => `${from} ～ ${to}`,
  open: '至今',
} as const

export const vehicleWords = {
  line: '车辆登记。车牌只显示一部分，看完整的要写原因，会留下记录。',
  caption: '车辆',
  columns: { plate: '车牌', kind: '车', holder: '车主', room: '房屋', space: '车位', terms: '收费' },
  find: '车牌',
  placeholder: '写完整车牌，如 京A12345',
  empty: { head: '还没有登记车辆', line: '在导入里选一份车辆表就会出现在这里' },
  reveal: '看完整',
  revealTitle: '查看完整车牌',
  revealAction: '查看车牌',
  revealLine: '车牌是个人信息，只在核对车辆时看；30 秒后自动遮住。',
  hide: '遮住',
} as const

export const stayWords = {
  line: '填进出时间算费用，出账后到收费台收款；同一车牌同一段时间不会收两次',
  plate: '车牌',
  plateHint: '京A12345',
  item: '收费项目',
  noItem: '还没有按停车时长收费的项目，请先在「收费项目」里新建，并填好停车时段',
  entered: '进场时间',
  left: '出场时间',
  compute: '计算停车费',
  charge: '出账并收款',
  free: '这次不收费，可以直接放行',
  missing: '请填写',
} as const
