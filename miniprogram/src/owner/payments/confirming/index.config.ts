export default definePageConfig({ navigationBarTitleText: '确认到账' })
