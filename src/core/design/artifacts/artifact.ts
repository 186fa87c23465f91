/** A file that is made of a design. Names are unique within a design, and have no folders. */
export type Artifact = {
  name: string;
  mediaType: string;
  content: string;
  /** How `content` holds bytes; text is UTF-8. */
  encoding?: 'base64';
  altText?: string;
};
