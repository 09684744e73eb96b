import Taro from '@tarojs/taro'

/** Two seconds, for a harmless success only; an error stays on the page. */
export const toast = (words: string): void => void Taro.showToast({ title: words, icon: 'none', duration: 2000 })
