export { createBlobStore } from './create-blob-store.ts';
export { fileErrors } from './file.errors.ts';
export { createFileKeeping } from './file-keeping.ts';
export { createMemberPictures } from './member-pictures.ts';
export { createFiles, type Files } from './files.module.ts';
export { filesTables } from './stored-file.entity.ts';
