export default definePageConfig({ navigationBarTitleText: '写给物业' })
