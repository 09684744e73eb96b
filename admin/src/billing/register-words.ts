export const assignmentWords = {
  line: '旧系统里每间房有哪些收费项目、从哪天到哪天；先登记，按它收费以后再接上',
  caption: '房屋收费项目',
  columns: { room: '房屋', item: '收费项目', from: '开始', to: '结束' },
  open: '长期',
  empty: { head: '还没有登记', line: '导入带「房屋费用」的房屋表就会出现在这里' },
} as const
