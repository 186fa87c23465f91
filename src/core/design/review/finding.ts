/** Something about a design that an engineer should know; `where` is a path into the document, such as `model.links.3`. */
export type Finding = {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  where: string;
  /** One sentence: what is wrong, in the names that people read, and what would be right. */
  message: string;
};

export type Review = {
  /** Errors first, then warnings, then notes; each in the order of the document. */
  findings: Finding[];
  /** How many rules were checked. */
  checks: number;
  /** How many contracts their own parser accepts. */
  validContracts: number;
};
