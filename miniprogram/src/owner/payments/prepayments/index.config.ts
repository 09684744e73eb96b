export default definePageConfig({ navigationBarTitleText: '预存款' })
