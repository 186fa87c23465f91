import type { Design } from '../../../core/design/document.ts';
import { type Blueprint, lowerStart } from './blueprint.ts';
import { consequenceList } from './consequence-list.ts';

type Decision = Design['decisions'][number];
type Record = Pick<Decision, 'title' | 'context' | 'alternatives'> & { good: string[]; bad: string[] };

/** The record of a change that was asked for after a design, told by the note of what was done. */
export function changeDecision(note: string, blueprint: Blueprint): Omit<Decision, 'status'> {
  const { good, bad, ...record } = recordOf(note, blueprint);
  return {
    ...record,
    title: record.title.slice(0, 190),
    decision: `${note}.`,
    consequences: consequenceList(good, bad),
  };
}

function recordOf(note: string, blueprint: Blueprint): Record {
  const { style, domain, technology, load, extends: extending } = blueprint;
  const [subject = note] = note.split(': ');
  const system = domain.name;
  const isModule = style === 'monolith' && !extending;
  const kind = isModule ? 'module' : 'service';
  if (/\ba new [^;,]+/.test(note)) {
    const host = blueprint.modules.find((part) => part.traits.includes('core'));
    const core = host === undefined ? 'an existing part' : host.id.replaceAll('-', ' ');
    return {
      title: `${subject} in a ${kind} of its own`,
      context: `${system} had no place for ${lowerStart(subject)}: no part of it owned that data, and ${core} has rules of its own.`,
      good: [`the data of ${lowerStart(subject)} has one owner`, 'the other parts keep their contracts'],
      bad: isModule
        ? ['the application has one module more to keep apart']
        : ['there is one deployable more to build and watch', 'what it knows of others arrives with a delay'],
      alternatives: [
        `Take it into ${core}: nothing more to ${isModule ? 'keep apart' : 'run'}, but ${core} then changes for two reasons`,
        'A bought product behind the same interface: sooner there, but its data lies outside and its outages are added',
      ],
    };
  }
  if (/now also owns/.test(note))
    return {
      title: `${subject} where the matter is owned already`,
      context: `${subject} ${verb(subject)} data of a matter that one part of ${system} owns; only that part can change both in one transaction.`,
      good: ['both change in one local transaction', 'there is nothing new to run'],
      bad: ['the part that takes it in grows and is released more often'],
      alternatives: [
        `A ${kind} of its own: released apart, but each use needs a call and a way to undo half of it`,
        'By hand in the back office: nothing to build, but each case costs a person’s time',
      ],
    };
  if (/ is left out\b/.test(note)) {
    const gone = note.split(' is left out')[0] ?? note;
    return {
      title: `Leave out the ${gone}`,
      context: `${gone} is not needed by what ${system} has to do now; what is kept without need must still be run and secured.`,
      good: ['there is less to build, run and secure'],
      bad: ['what it did must be done elsewhere or not at all', 'its data has to be archived or deleted'],
      alternatives: [
        'Keep it switched off: quick to bring back, but it ages unseen',
        'Merge it into a neighbour: its data stays, and so does its complexity',
      ],
    };
  }
  if (/^Technology as asked/.test(note))
    return {
      title: `Take ${note.replace(/^Technology as asked: /, '').replace(/ in the place of/, ' in place of')}`,
      context: `Other technology was assumed for ${system} than people here want to run; what a team knows costs less than what is slightly better.`,
      good: ['the team runs what it wants to run', 'contracts and borders of the parts stay as they are'],
      bad: ['figures and limits that held for the technology before must be measured again'],
      alternatives: [
        'Keep what the version before had: nothing to change, but against what people want to run',
        'Run both for a time: each part moves when it suits, but two systems are on call',
      ],
    };
  if (/^Sized again/.test(note))
    return {
      title: `Size ${system} for ${note.replace(/^Sized again for: /, '')}`,
      context: `The version before was sized for another load; now ${load.text} is what has to be carried.`,
      good: ['copies, stores and queues match what is expected'],
      bad: ['it costs what the larger of both figures asks for until the load is there'],
      alternatives: [
        'Keep the size and scale when alarms ask for it: cheaper today, but the first peak finds it too small',
        'Size for ten times as much: room for years, paid for from the first day',
      ],
    };
  if (/^Cut again/.test(note))
    return {
      title: `Cut ${system} ${note.replace(/^Cut again /, '')}`,
      context:
        'How many parts people can own decides how many there should be, and the number of people is not what was assumed.',
      good: ['each part has somebody who owns it'],
      bad: ['borders may have to move once more when the team changes'],
      alternatives: [
        'Keep the cut and share the parts out: no move, but some have no owner',
        'Take in more people for the old cut: it fits later, and nothing is delivered until then',
      ],
    };
  if (/\bsplit\b/.test(note))
    return {
      title: `Split for reasons of change: ${lowerStart(note.split(/[;:,]/)[0] ?? note)}`,
      context: `One part of ${system} held data that changes for different reasons and is loaded differently.`,
      good: ['both halves are released and scaled apart'],
      bad: ['what was one transaction becomes two with an event between them'],
      alternatives: [
        'Modules inside one deployable: a border in the code, still one transaction and one release',
        'Leave it whole: nothing to move, but it goes on growing',
      ],
    };
  return {
    title: `${subject === note ? (note.split(/[;,]/)[0] ?? note) : subject}: what people wait for, and what not`,
    context: `In ${system} a request waited for work whose result the caller need not have at once; a slow step then slows everybody before it.`,
    good: ['the request is answered as soon as it is stored', 'a slow step delays only itself'],
    bad: [
      'the result comes later and must be shown as waiting',
      `queues on ${technology.broker} need an alarm`,
    ],
    alternatives: [
      'Keep it synchronous with a shorter time-out: simpler to follow, but failures of the slow step are seen at once',
      'Ask by polling from a schedule: no queue to run, but late by the length of the interval',
    ],
  };
}

const verb = (subject: string): string => (/s$/.test(subject) ? 'need' : 'needs');
