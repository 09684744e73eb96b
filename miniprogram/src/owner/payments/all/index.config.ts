export default definePageConfig({ navigationBarTitleText: '一起缴' })
