export { type Author, type AuthorsOf } from './authors/author.ts';
export { type Community, type CommunityDeps, createCommunity } from './community.module.ts';
export { communityTables } from './community.tables.ts';
export { type SignUpMarksOf } from './moderation/sanctions/ban-mark.repository.ts';
export { revisionStaffRoutes } from './moderation/revisions.staff-routes.ts';
export { type PostDocument, type PostSearch } from './posts/post-documents.ts';
export { listedPostDocuments } from './posts/listed-post-documents.ts';
export { type PostPictures } from './posts/post-pictures.ts';
export { createPostSharing, type PostSharing } from './sharing/sharing.module.ts';
