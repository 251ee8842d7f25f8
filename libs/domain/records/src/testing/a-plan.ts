/** A doctor's plan as its member types it. */
export const aPlan = (different: object = {}) => ({
  doctorName: '김수민',
  instructions: [
    { zone: 'green', text: '조절제를 빠뜨리지 않습니다.' },
    { zone: 'yellow', text: '증상완화제를 쓰고 20분 뒤 다시 잽니다.' },
    { zone: 'red', text: '증상완화제를 쓰고 응급실로 갑니다.' },
    { zone: 'yellow', text: '하루가 지나도 노란색이면 병원에 전화합니다.' },
  ],
  validFrom: '2026-03-01',
  ...different,
});
