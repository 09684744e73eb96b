export default definePageConfig({ navigationBarTitleText: '缴好了' })
