/** 工单的微信消息 */
export const staffMessageWords = {
  title: '工单微信通知',
  none: '派给您、转给您、重新打开的工单会发微信；微信里允许一次，发一条',
  left: (count: number) => `派给您、转给您、重新打开的工单，还能发 ${count} 条，点这里加一条`,
}
