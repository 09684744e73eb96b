import { defineWords } from '../kit/words'

/** Words that several pages of the owner's app share. */
export const ownerWords = defineWords(
  {
    home: '首页',
    bills: '缴费',
    me: '我的',
    services: '服务',
    welcome: '邻里',
    welcomeLine: '小区住户看账单、缴物业费的地方',
    signIn: '微信登录',
    signingIn: '正在登录',
    notNow: '暂不登录',
    canDo: '这里能做什么',
    canDoNote: '要看自己家的内容，再登录也不迟',
    canBills: '看账单',
    canBillsNote: '每一笔怎么算的都写清楚',
    canPay: '缴物业费',
    canPayNote: '用微信支付，到账有收据',
    canFamily: '和家人一起用',
    canFamilyNote: '邀请家人，也可以帮父母缴',
    bindHead: '加上您的家',
    bindLine: '绑定房屋后，就能看账单和缴费',
    bind: '绑定房屋',
  },
  {
    bills: '交费',
    canPay: '交物业费',
    canFamilyNote: '邀请家人，也可以帮父母交',
    bind: '加上我的家',
    bindLine: '加上以后，就能看账单和交费',
  },
)
