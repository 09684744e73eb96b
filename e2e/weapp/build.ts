import path from 'node:path'

/** The same for Alipay; `npm run build:alipay` makes it. */
export const alipayOwner = (): string => path.resolve(import.meta.dirname, '../../miniprogram/dist/alipay-owner')

/** The compiled staff app. */
export const weappStaff = (): string => path.resolve(import.meta.dirname, '../../miniprogram/dist/weapp-staff')

/** The compiled owner app; `npm run build:weapp` makes it. */
export const weappOwner = (): string => path.resolve(import.meta.dirname, '../../miniprogram/dist/weapp-owner')
