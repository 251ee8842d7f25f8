import { created, type Endpoint, endpoint, type ErrorFactory, versioned } from '@soomcare/http';

import { askerOf } from '../asker.ts';
import { readingMember, writingMember } from '../community-access.ts';
import { postErrors } from './post.errors.ts';
import type { PostReader } from './post-reader.service.ts';
import {
  createPostBody,
  editPostBody,
  listPostsQuery,
  postPage,
  postParams,
  postView,
  writtenPostView,
} from './post.schemas.ts';
import type { PostService } from './post.service.ts';

const path = '/posts';
const itemPath = `${path}/{id}` as const;
const tag = 'Community';

/** @param refusals what the community's rules may answer to a write */
export const postRoutes = (
  { reader, posts }: { reader: PostReader; posts: PostService },
  refusals: readonly ErrorFactory[],
): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path,
      operationId: 'createPost',
      summary: 'Write a post',
      tag,
      access: writingMember,
      idempotent: true,
      body: createPostBody,
      status: 201,
      response: writtenPostView,
      errors: [postErrors.BOARD_UNKNOWN, ...refusals],
    },
    async (input) => created(path, await posts.create(askerOf(input), input.body, input.call.idempotency)),
  ),
  endpoint(
    {
      method: 'get',
      path,
      operationId: 'listPosts',
      summary: 'Posts of a board, or of all, newest first',
      tag,
      access: readingMember,
      query: listPostsQuery,
      conditional: true,
      response: postPage,
    },
    (input) => reader.list(askerOf(input), input.query),
  ),
  endpoint(
    {
      method: 'get',
      path: itemPath,
      operationId: 'getPost',
      summary: 'Read a post',
      tag,
      access: readingMember,
      params: postParams,
      response: postView,
      errors: [postErrors.POST_NOT_FOUND],
    },
    async (input) => versioned(await reader.get(askerOf(input), input.params.id)),
  ),
  endpoint(
    {
      method: 'patch',
      path: itemPath,
      operationId: 'updatePost',
      summary: 'Edit my post; what it said before is kept for reports of abuse',
      tag,
      access: writingMember,
      params: postParams,
      ifMatch: 'required',
      body: editPostBody,
      response: writtenPostView,
      errors: [postErrors.POST_NOT_FOUND, ...refusals],
    },
    async (input) => {
      const { params, body, call } = input;
      return versioned(await posts.edit(askerOf(input), params.id, body, call.expectedVersion));
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: itemPath,
      operationId: 'removePost',
      summary: 'Delete my post; its comments go with it',
      tag,
      access: readingMember,
      params: postParams,
      ifMatch: 'optional',
      errors: [postErrors.POST_NOT_FOUND],
    },
    ({ actor, params, call }) => posts.remove(actor.id, params.id, call.expectedVersion),
  ),
];
