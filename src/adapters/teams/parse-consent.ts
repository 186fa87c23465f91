import { z } from 'zod';
import type { Author, Inbound } from '../../core/chat/inbound.ts';
import type { Activity, TeamsPlace } from './activity.ts';

const consentSchema = z.object({
  type: z.literal('fileUpload'),
  action: z.enum(['accept', 'decline']),
  context: z.unknown().optional(),
  uploadInfo: z
    .object({
      name: z.string().min(1),
      uploadUrl: z.string().min(1),
      contentUrl: z.string().min(1),
      uniqueId: z.string().min(1),
      fileType: z.string().min(1),
    })
    .optional()
    .catch(undefined),
});

/** Where an accepted file goes to; the addresses are Teams' own words, but whoever sends there checks the host. */
export type UploadInfo = NonNullable<z.infer<typeof consentSchema>['uploadInfo']>;

/** What somebody said to the offer of a file; `context` is what the card with the offer bears. */
export type Consent = {
  kind: 'consent';
  id: string;
  place: TeamsPlace;
  author: Author;
  /** The message with the offer. */
  messageId?: string;
  context: unknown;
  answer: { accepted: true; upload: UploadInfo } | { accepted: false };
};

export function parseConsent({
  id,
  place,
  author,
  replyToId,
  value,
}: Activity): Consent | Extract<Inbound, { kind: 'unsupported' }> {
  const parsed = consentSchema.safeParse(value).data;
  const isAccepted = parsed?.action === 'accept';
  if (!parsed || id === undefined || (isAccepted && !parsed.uploadInfo)) {
    return { kind: 'unsupported', what: 'consent' };
  }
  const { uploadInfo, context } = parsed;
  return {
    kind: 'consent',
    id,
    place,
    author,
    ...(replyToId === undefined ? {} : { messageId: replyToId }),
    context,
    answer: isAccepted && uploadInfo ? { accepted: true, upload: uploadInfo } : { accepted: false },
  };
}
