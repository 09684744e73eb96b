import { asynchronous, type Host, listeners, selectorQuery, type Stub } from './wx'

/** Succeed without an effect that a test could see. */
const silent = [
  'showToast',
  'hideToast',
  'setNavigationBar',
  'stopPullDownRefresh',
  'pageScrollTo',
  'hideTabBar',
  'showTabBar',
  'makePhoneCall',
  'setClipboard',
  'hideKeyboard',
]
/** A test that reaches one of these says what Alipay answers. */
const asked = ['request', 'getAuthCode', 'tradePay', 'getPhoneNumber', 'scan', 'confirm', 'alert', 'openSetting']

const systemNames = [
  'platform',
  'pixelRatio',
  'screenWidth',
  'screenHeight',
  'windowWidth',
  'windowHeight',
  'statusBarHeight',
]

/** The `my` object of Alipay's logic layer; its synchronous storage takes and gives objects. */
export function makeMy(host: Host): Record<string, unknown> {
  const system = () =>
    host.logic.copy({
      ...Object.fromEntries(systemNames.map(name => [name, host.system[name]])),
      app: 'alipay',
      version: '10.6.0',
      fontSizeSetting: host.system.fontSizeSetting ?? 16,
    })
  const keyOf = (given: unknown) => String(Reflect.get(Object(given), 'key'))
  const my: Record<string, unknown> = {
    getSystemInfoSync: system,
    canIUse: () => true,
    SDKVersion: '2.9.0',
    nextTick: (work: () => void) => setTimeout(work, 0),
    getLaunchOptionsSync: () => host.logic.copy(host.launch()),
    getEnterOptionsSync: () => host.logic.copy(host.launch()),
    getStorageSync: (given: unknown) =>
      host.logic.copy({ data: host.storage.get(keyOf(given)) ?? null, success: true }),
    setStorageSync: (given: unknown) =>
      void host.storage.set(keyOf(given), structuredClone(Reflect.get(Object(given), 'data'))),
    removeStorageSync: (given: unknown) => void host.storage.delete(keyOf(given)),
    clearStorageSync: () => host.storage.clear(),
    getStorageInfoSync: () => host.logic.copy({ keys: [...host.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    createSelectorQuery: () => selectorQuery(host),
  }
  for (const name of listeners) Object.assign(my, { [`on${name}`]: () => undefined, [`off${name}`]: () => undefined })
  const known: Record<string, Stub> = {
    ...Object.fromEntries(
      asked.map(name => [name, () => Promise.reject(new Error(`the test says no answer for my.${name}`))]),
    ),
    ...Object.fromEntries(silent.map(name => [name, () => undefined])),
    ...host.stubs,
  }
  for (const name of Object.keys(known))
    my[name] = (options?: Record<string, unknown>) => asynchronous(host, name, options ?? {}, o => known[name]?.(o))
  return my
}
