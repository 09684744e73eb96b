import type { PaperCanvas } from './canvas'
import type { Logic } from './logic'

/** An answer to one asynchronous API of WeChat; throw (an Error, or an object with errMsg) to fail, never settle to hang. */
export type Stub = (options: Record<string, unknown>) => unknown
export type WxCall = { name: string; options: Record<string, unknown>; result?: unknown }

export type Host = {
  logic: Logic
  stubs: Record<string, Stub>
  storage: Map<string, unknown>
  system: Record<string, unknown>
  launch: () => unknown
  stirred: (pending: number) => void
  calls: WxCall[]
  /** The one canvas that any page finds. */
  canvas: PaperCanvas
}

export const listeners = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'NetworkStatusChange',
  'WindowResize',
  'KeyboardHeightChange',
]
/** Succeed without an effect that a test could see; they are recorded like every call. */
const silent = [
  'showToast',
  'hideToast',
  'showLoading',
  'hideLoading',
  'setNavigationBarTitle',
  'setNavigationBarColor',
  'stopPullDownRefresh',
  'pageScrollTo',
  'hideTabBar',
  'showTabBar',
  'makePhoneCall',
  'setClipboardData',
  'showShareMenu',
  'hideKeyboard',
  'vibrateShort',
  'vibrateLong',
  'setKeepScreenOn',
  'setScreenBrightness',
  'setTabBarItem',
]
/** WeChat shows a screen of its own and waits for a person, or sends behind all screens: a page is not busy meanwhile. */
const ownScreens = { requestPayment: true, tradePay: true, uploadFile: true, downloadFile: true }
/** A test that reaches one of these says what WeChat answers. */
const asked = [
  'request',
  'login',
  'requestPayment',
  'requestSubscribeMessage',
  'scanCode',
  'showModal',
  'showActionSheet',
  'getSetting',
  'openSetting',
  'getPrivacySetting',
  'requirePrivacyAuthorize',
  'saveImageToPhotosAlbum',
  'previewImage',
  'previewMedia',
  'chooseMedia',
  'getLocation',
  'openLocation',
  'uploadFile',
  'downloadFile',
  'openDocument',
  'getNetworkType',
  'canvasToTempFilePath',
]

/** The `wx` object of the logic layer. Every asynchronous call is recorded in `host.calls`. */
export function makeWx(host: Host): Record<string, unknown> {
  const pick =
    (...names: string[]) =>
    () =>
      host.logic.copy(Object.fromEntries(names.map(name => [name, host.system[name]])))
  const wx: Record<string, unknown> = {
    getSystemInfoSync: () => host.logic.copy(host.system),
    getDeviceInfo: pick('brand', 'model', 'system', 'platform'),
    getAppBaseInfo: pick('SDKVersion', 'version', 'language', 'theme', 'fontSizeScaleFactor'),
    getWindowInfo: pick(
      'pixelRatio',
      'screenWidth',
      'screenHeight',
      'windowWidth',
      'windowHeight',
      'statusBarHeight',
      'safeArea',
    ),
    getMenuButtonBoundingClientRect: () =>
      host.logic.copy({ width: 87, height: 32, left: 266, top: 24, right: 353, bottom: 56 }),
    getAccountInfoSync: () =>
      host.logic.copy({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => host.logic.copy(host.launch()),
    getEnterOptionsSync: () => host.logic.copy(host.launch()),
    canIUse: () => true,
    nextTick: (work: () => void) => setTimeout(work, 0),
    getStorageSync: (key: string) => (host.storage.has(key) ? host.logic.copy(host.storage.get(key)) : ''),
    setStorageSync: (key: string, value: unknown) => void host.storage.set(key, structuredClone(value)),
    removeStorageSync: (key: string) => void host.storage.delete(key),
    clearStorageSync: () => host.storage.clear(),
    getStorageInfoSync: () => host.logic.copy({ keys: [...host.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    createSelectorQuery: () => selectorQuery(host),
    getFileSystemManager: () => fileManager(host),
  }
  for (const name of listeners) Object.assign(wx, { [`on${name}`]: () => undefined, [`off${name}`]: () => undefined })
  const known: Record<string, Stub> = {
    ...Object.fromEntries(
      asked.map(name => [name, () => Promise.reject(new Error(`the test says no answer for wx.${name}`))]),
    ),
    ...Object.fromEntries(silent.map(name => [name, () => undefined])),
    ...host.stubs,
  }
  for (const name of Object.keys(known))
    wx[name] = (options?: Record<string, unknown>) => asynchronous(host, name, options ?? {}, o => known[name]?.(o))
  return wx
}

/** WeChat's calling convention: success/fail/complete, or a promise when none is given. */
export function asynchronous(host: Host, name: string, given: Record<string, unknown>, answer: Stub): unknown {
  const options = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => typeof value !== 'function' && name !== 'canvas'),
  )
  const record: WxCall = { name, options: structuredClone(options) }
  host.calls.push(record)
  const held = name in ownScreens ? 0 : 1
  host.stirred(held)
  let settle: ((ok: boolean, result: unknown) => void) | undefined
  const callbacks = ['success', 'fail', 'complete'].some(key => typeof given[key] === 'function')
  const promise = callbacks
    ? undefined
    : host.logic.promise((ok, no) => (settle = (good, result) => (good ? ok(result) : no(result))))
  const finish = (ok: boolean, result: object) => {
    record.result = result
    host.stirred(-held)
    const copy = host.logic.copy(result)
    settle?.(ok, copy)
    for (const key of [ok ? 'success' : 'fail', 'complete']) {
      const callback = given[key]
      if (typeof callback === 'function') Reflect.apply(callback, undefined, [copy])
    }
  }
  Promise.resolve()
    .then(() => answer(record.options))
    .then(
      result => finish(true, { errMsg: `${name}:ok`, ...Object(result) }),
      (problem: unknown) =>
        finish(
          false,
          problem instanceof Error
            ? { errMsg: `${name}:fail ${problem.message}` }
            : { errMsg: `${name}:fail`, ...Object(problem) },
        ),
    )
  if (name === 'uploadFile' || name === 'downloadFile') return fileTask(host, promise)
  return name === 'request'
    ? { abort() {}, onHeadersReceived() {}, offHeadersReceived() {}, onChunkReceived() {} }
    : promise
}

/** How far it is is told once, half way; the promise is the task itself, as WeChat's is. */
function fileTask(host: Host, promise: unknown): object {
  const halfWay = { progress: 50, totalBytesSent: 1, totalBytesExpectedToSend: 2 }
  const task = {
    abort() {},
    onProgressUpdate: (told: (at: unknown) => void) => told(host.logic.copy(halfWay)),
    offProgressUpdate() {},
  }
  return promise === undefined ? task : Object.assign(Object(promise), task)
}

/** Measures nothing: each asked element is one row of the screen. */
export function selectorQuery(host: Host): object {
  const rect = {
    id: '',
    dataset: {},
    left: 0,
    top: 0,
    right: 360,
    bottom: 48,
    width: 360,
    height: 48,
    scrollLeft: 0,
    scrollTop: 0,
  }
  const jobs: { all: boolean; done?: (found: unknown) => void }[] = []
  const ask = (all: boolean) => {
    const add = (done?: (found: unknown) => void) => {
      jobs.push({ all, done })
      return query
    }
    return {
      boundingClientRect: add,
      scrollOffset: add,
      node: add,
      context: add,
      fields: (_: unknown, done?: (found: unknown) => void) => add(done),
    }
  }
  const query = {
    in: () => query,
    select: () => ask(false),
    selectAll: () => ask(true),
    selectViewport: () => ask(false),
    exec(done?: (found: unknown) => void) {
      const found = jobs.map(job =>
        job.all ? host.logic.copy([rect]) : Object.assign(Object(host.logic.copy(rect)), { node: host.canvas }),
      )
      setTimeout(() => {
        jobs.forEach((job, i) => job.done?.(found[i]))
        done?.(found)
      }, 0)
      return query
    },
  }
  return query
}

/** Files that stay: under another name, which the test's album knows by the first one. */
export const keptPath = (path: string): string => path.replace('wxfile://', 'wxfile://store/')
/** And what it was called before. */
export const takenPath = (path: string): string => path.replace('wxfile://store/', 'wxfile://')
const fileManager = (host: Host): object =>
  Object.fromEntries(
    Object.entries<Stub>({
      saveFile: ({ tempFilePath }) => ({ savedFilePath: keptPath(String(tempFilePath)) }),
      access: () => ({}),
      unlink: () => ({}),
    }).map(([name, answer]) => [
      name,
      (options: Record<string, unknown> = {}) => asynchronous(host, name, options, answer),
    ]),
  )
