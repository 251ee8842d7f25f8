import type { ListShape } from './list-shape.ts';
import { readProductTitle } from './product-title.ts';

/** 건강보험심사평가원 약가파일: what the national insurance pays for, which is to say what is sold. */
export const priceList: ListShape = {
  name: 'HIRA price list',
  columns: [
    ['제품코드', '약품코드', '제품코드(개정후)'],
    ['제품명', '품목명', '한글상품명'],
    ['규격', '약품규격'],
  ],
  compares: ['ediCode', 'itemSeq', 'atc', 'manufacturerKo', 'market'],
  addsProducts: false,

  read(cell) {
    const { nameKo, ingredientKo } = readProductTitle(cell('제품명', '품목명', '한글상품명') ?? '');
    const size = [cell('규격', '약품규격'), cell('단위')].filter((each) => each !== null);
    const ended = cell('취소일자');

    return [
      {
        nameKo: nameKo || null,
        ingredientKo,
        strength: size.join('/') || null,
        itemSeq: cell('품목기준코드'),
        ediCode: cell('제품코드', '약품코드', '제품코드(개정후)'),
        atc: cell('ATC코드'),
        manufacturerKo: cell('업체명', '제조업체명'),
        market: ended === null ? 'on_market' : 'off_market',
        source: '건강보험심사평가원 약제급여목록',
      },
    ];
  },
};
