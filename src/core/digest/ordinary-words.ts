/** Words that may begin a sentence about a digest and name nothing; `AI` is how the offline stand-in says what it is. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `a about above accepted accepting according across activity additionally after again against agreement ahead ai all
  almost alone along alongside already also although altogether always among an and another answer answers any anyone
  anything apart are around as aside asked at attention away be because before behind being below beside besides between
  beyond both briefly but by can changes channel check choose choosing compared completed consider contradictions
  current currently deciding decision decisions decided delays design designs despite digest discussion done down draft
  drafts during each earlier early either elsewhere especially even every everyone everything expect few final finally
  finding findings first follow following for four from further given half had has have having he here his how however
  if in including indeed instead into is issues it items its just keep last lastly later lately least left less like
  likewise little look looking made mainly many meanwhile more moreover most mostly much nearly neither never
  nevertheless new newly next no nobody none nonetheless nor not notable notably note noteworthy nothing now of off
  offline often old older on once one only onto open or other others otherwise our out outstanding over overall owners
  particularly pending people per perhaps please previous previously priority progress question questions quiet quite
  rather recent recently remaining request requests resolve resolving review reviewing said same second see seven
  several she should similarly since six so some someone something soon still stand-in such taken team teams ten than
  that the their them then there therefore these they third this those though three through throughout thus till to
  today together too toward towards twelve two under unanswered unless unresolved until unusually up upon urgent
  waiting was watch we were what whatever when whenever where whereas whether which while who whoever whole whose why
  with within without work worth yesterday yet you your
  five eight nine eleven zero`.split(/\s+/),
);
