import { defineErrors } from '@soomcare/http';

export const fileErrors = defineErrors({
  FILE_NOT_FOUND: [404, 'No such file', '그런 파일이 없습니다'],
  UPLOAD_MALFORMED: [
    400,
    'Send exactly one file, in the field “file”',
    '“file” 항목에 파일 하나만 담아 보내 주세요',
  ],
  UPLOAD_EXPECTED: [415, 'Send multipart/form-data', 'multipart/form-data로 보내 주세요'],
  FILE_TOO_LARGE: [413, 'The file is larger than 10 MiB', '파일이 10MiB보다 큽니다'],
  FILE_NOT_A_PICTURE: [
    422,
    'Only whole JPEG, PNG, WebP and GIF pictures are taken',
    '온전한 JPEG, PNG, WebP, GIF 사진만 올릴 수 있습니다',
  ],
  PICTURE_TOO_LARGE: [
    422,
    'The picture has more than 40 megapixels or takes too much memory',
    '사진이 4천만 화소보다 크거나 너무 많은 메모리가 필요합니다',
  ],
  FILE_QUOTA_USED: [
    429,
    'No more files can be uploaded today',
    '오늘은 더 올릴 수 없습니다. 내일 다시 시도해 주세요',
  ],
  UPLOADS_BUSY: [
    503,
    'Too many uploads at once, please try again',
    '지금 올리는 사람이 많습니다. 잠시 뒤 다시 시도해 주세요',
  ],
  DIRECT_UPLOAD_OFF: [
    409,
    'Direct uploads are off here: use POST /files',
    '직접 업로드를 쓸 수 없습니다. POST /files를 이용해 주세요',
  ],
  FILE_NOT_UPLOADED: [409, 'The file has not arrived yet', '파일이 아직 올라오지 않았습니다'],
  FILES_NOT_ATTACHABLE: [
    422,
    'A file is not yours, not ready, or used elsewhere',
    '내 파일이 아니거나 준비되지 않았거나 이미 쓰인 파일이 있습니다',
  ],
});
