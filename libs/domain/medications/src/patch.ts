/** The content of an edit: what is absent stays, what is null is cleared. */
type Patch<Content> = { readonly [Key in keyof Content]?: Content[Key] | undefined };

/** Lays an edit over what was there. A parsed body has no key whose value is undefined. */
export const withPatch = <Content extends object>(content: Content, patch: Patch<Content>): Content => ({
  ...content,
  ...patch,
});
