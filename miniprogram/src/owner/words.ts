import { defineWords } from '../kit/words'
import { hostName } from '../platform/host'

/** Words that several pages of the owner's app share. */
export const ownerWords = defineWords(
  {
    home: '首页',
    bills: '缴费',
    me: '我的',
    services: '服务',
    welcome: '邻里',
    welcomeLine: '小区住户看账单、缴物业费的地方',
    over: '请重新登录',
    overLine: '为了您的安全，登录已到期',
    signIn: `${hostName}登录`,
    signingIn: '正在登录',
    notNow: '暂不登录',
    canDo: '这里能做什么',
    canDoNote: '要看自己家的内容，再登录也不迟',
    canBills: '看账单',
    canBillsNote: '每一笔怎么算的都写清楚',
    canPay: '缴物业费',
    canPayNote: `用${hostName}付，到账有收据`,
    canFamily: '和家人一起用',
    canFamilyNote: '邀请家人，也可以帮父母缴',
    bindHead: '加上您的家',
    bindLine: '绑定房屋后，就能看账单和缴费',
    bind: '绑定房屋',
    switchHome: (name: string) => `${name}，换一个家`,
    myHomes: '我的家',
    addHome: '再加一个家',
    receipts: '收据',
    receiptsNote: '缴过的都在这里',
    invoices: '发票',
    invoicesNote: '申请、查看、复制链接',
    family: '家人',
    familyNote: '邀请、移除、能不能看账单',
    call: '电话物业',
  },
  {
    bind: '加上我的家',
    bindLine: '加上以后，就能看账单和交费',
  },
)
