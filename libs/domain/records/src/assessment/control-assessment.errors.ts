import { defineErrors } from '@soomcare/http';

export const assessmentErrors = defineErrors({
  ASSESSMENT_UNCLEAR: [
    422,
    'Give exactly one of ginaFour, rcp3, actTotal and acqMean',
    'ginaFour, rcp3, actTotal, acqMean 중 하나만 보내 주세요',
  ],
});
