export type Style = {
  name: number;
  small: number;
  label: number;
  /** Of the texts of a card. */
  maxText: number;
  nameLines: number;
  detailLines: number;
  labelWidth: number;
  /** Of a label that lists several things, one a line. */
  listWidth: number;
};

/** The compact picture is shown at 700 px: nothing in it is below 13 units. */
export const STYLES: Record<'compact' | 'full', Style> = {
  compact: {
    name: 17,
    small: 14,
    label: 13.5,
    maxText: 190,
    nameLines: 2,
    detailLines: 1,
    labelWidth: 124,
    listWidth: 165,
  },
  full: {
    name: 16,
    small: 13,
    label: 13,
    maxText: 230,
    nameLines: 3,
    detailLines: 2,
    labelWidth: 190,
    listWidth: 260,
  },
};
