import { byType, type Check, chars, flag, oneOf, shape, url } from './check.ts';

export function plainText(most: number): Check {
  return byType({ plain_text: shape({ text: chars(1, most) }, { emoji: flag }) });
}

export function mrkdwn(most: number): Check {
  return byType({ mrkdwn: shape({ text: chars(1, most) }, { verbatim: flag }) });
}

export function anyText(most: number): Check {
  return byType({
    plain_text: shape({ text: chars(1, most) }, { emoji: flag }),
    mrkdwn: shape({ text: chars(1, most) }, { verbatim: flag }),
  });
}

export const confirm: Check = shape(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

/** `text` says which kinds of text the element shows; only overflow menus take a `url`. */
export function option(text: Check, withUrl = false): Check {
  return shape(
    { text },
    {
      value: chars(0, 150),
      description: byType({
        plain_text: shape({ text: chars(1, 75) }, { emoji: flag }),
        mrkdwn: shape({ text: chars(1, 75) }, { verbatim: flag }),
      }),
      ...(withUrl ? { url: url(3_000) } : {}),
    },
  );
}
