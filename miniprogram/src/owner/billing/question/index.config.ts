export default definePageConfig({ navigationBarTitleText: '问物业' })
