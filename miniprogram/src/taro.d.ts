import '@tarojs/taro'

declare module '@tarojs/taro' {
  /** Alipay's own. */
  interface TaroStatic {
    getPhoneNumber(asked: { success: (result: { response: string }) => void; fail: () => void }): void
  }
  namespace getAppBaseInfo {
    interface Result {
      /** WeChat's font size over its normal one; base library 2.23.4. */
      fontSizeScaleFactor?: number
    }
  }
}
