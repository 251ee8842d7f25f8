/**
 * The seventeen provinces and metropolitan cities, by the name that AirKorea knows them by and by the administrative
 * code that the weather service asks for.
 */
export const regions = [
  { code: 'seoul', ko: '서울', en: 'Seoul', areaNo: '1100000000' },
  { code: 'busan', ko: '부산', en: 'Busan', areaNo: '2600000000' },
  { code: 'daegu', ko: '대구', en: 'Daegu', areaNo: '2700000000' },
  { code: 'incheon', ko: '인천', en: 'Incheon', areaNo: '2800000000' },
  { code: 'gwangju', ko: '광주', en: 'Gwangju', areaNo: '2900000000' },
  { code: 'daejeon', ko: '대전', en: 'Daejeon', areaNo: '3000000000' },
  { code: 'ulsan', ko: '울산', en: 'Ulsan', areaNo: '3100000000' },
  { code: 'sejong', ko: '세종', en: 'Sejong', areaNo: '3600000000' },
  { code: 'gyeonggi', ko: '경기', en: 'Gyeonggi', areaNo: '4100000000' },
  { code: 'gangwon', ko: '강원', en: 'Gangwon', areaNo: '5100000000' },
  { code: 'chungbuk', ko: '충북', en: 'North Chungcheong', areaNo: '4300000000' },
  { code: 'chungnam', ko: '충남', en: 'South Chungcheong', areaNo: '4400000000' },
  { code: 'jeonbuk', ko: '전북', en: 'North Jeolla', areaNo: '5200000000' },
  { code: 'jeonnam', ko: '전남', en: 'South Jeolla', areaNo: '4600000000' },
  { code: 'gyeongbuk', ko: '경북', en: 'North Gyeongsang', areaNo: '4700000000' },
  { code: 'gyeongnam', ko: '경남', en: 'South Gyeongsang', areaNo: '4800000000' },
  { code: 'jeju', ko: '제주', en: 'Jeju', areaNo: '5000000000' },
] as const;

export type Region = (typeof regions)[number];
export type RegionCode = Region['code'];

export const regionCodes = regions.map(({ code }) => code);

export const regionOf = (code: RegionCode): Region => {
  const region = regions.find((each) => each.code === code);
  if (!region) throw new Error(`no region ${code}`);
  return region;
};
