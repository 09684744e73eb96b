export default definePageConfig({ navigationBarTitleText: '发一条' })
