import type { ListShape } from './list-shape.ts';
import { readProductTitle } from './product-title.ts';

const PERMIT_IS_VALID = '정상';

/** 식품의약품안전처 의약품 제품 허가정보: the columns of its open API, or those of its download. */
export const permitList: ListShape = {
  name: 'MFDS permit list',
  columns: [
    ['ITEM_SEQ', '품목기준코드', '품목일련번호'],
    ['ITEM_NAME', '품목명', '제품명'],
    ['EDI_CODE', '보험코드'],
  ],
  compares: ['ediCode', 'itemSeq', 'atc', 'manufacturerKo', 'market'],
  addsProducts: false,

  read(cell) {
    const state = cell('CANCEL_NAME', '취소상태', '취소/취하');
    const { nameKo, ingredientKo } = readProductTitle(cell('ITEM_NAME', '품목명', '제품명') ?? '');
    const product = {
      nameKo: nameKo || null,
      nameEn: cell('ITEM_ENG_NAME', '품목 영문명', '품목영문명'),
      ingredientKo,
      ingredientEn: cell('ITEM_INGR_NAME', '영문성분명'),
      itemSeq: cell('ITEM_SEQ', '품목기준코드', '품목일련번호'),
      atc: cell('ATC_CODE', 'ATC코드'),
      manufacturerKo: cell('ENTP_NAME', '업체명', '업소명'),
      // That something may be sold does not mean that it is.
      market: state === null || state === PERMIT_IS_VALID ? null : 'off_market',
      source: '식품의약품안전처 의약품 제품 허가정보',
    };
    const ediCodes =
      cell('EDI_CODE', '보험코드')
        ?.split(/[\s,;|]+/)
        .filter(Boolean) ?? [];

    return ediCodes.length === 0 ? [product] : ediCodes.map((ediCode) => ({ ...product, ediCode }));
  },
};
