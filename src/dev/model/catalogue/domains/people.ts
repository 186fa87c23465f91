import type { DomainSource } from '../parse-domain.ts';

const imaging = `
imaging: Orders examinations and keeps their reports; pictures stay in the archive
  owns imaging_order(encounter_id, modality, status:ordered/done/reported); imaging_report(imaging_order_id, body, signed_by_id, signed_at)
  emits imaging_report.signed
  uses pacs
  is sql personal
`;

export const people: DomainSource[] = [
  {
    id: 'hospital',
    name: 'Hospital information system',
    words:
      'hospital|clinic|patients|patient records|healthcare|health care|medical|telemedicine|ehr|krankenhaus|klinik|patienten|arztpraxis|historia clínica|pacientes|hospitales|医院|患者|病历',
    unit: 'encounters',
    perDay: 3_000,
    fronts: 'Ward workstation, Patient portal',
    externals: 'lab=Laboratory system, insurer=Health insurer, messaging=Mail and push provider',
    invariant: 'Every look at a record is by somebody who treats the patient, and is logged.',
    risks: [
      'Wrong patient: two records for one person, or one for two|Match with a master index, merge only by a person, keep merges reversible',
      'The network of a ward fails|Keep what a ward needs readable locally, and queue what it writes',
    ],
    asks: [
      {
        id: 'standards',
        question: 'Which systems must be connected from the start?',
        why: 'Laboratory, imaging and insurers each speak their own standard (HL7, FHIR, DICOM).',
        options: ['None', 'Laboratory', 'Laboratory and imaging', 'All, by HL7 or FHIR'],
        default: 'Laboratory',
        effects: {
          None: {
            without: ['laboratory'],
            text: 'No laboratory link at first: results are typed in as observations of the record.',
          },
          'Laboratory and imaging': {
            adds: imaging,
            externals: [{ id: 'pacs', name: 'Picture archive (DICOM)' }],
            text: 'Imaging is a context of its own: its studies are large and stay in the archive; only reports become events.',
          },
          'All, by HL7 or FHIR': {
            adds: imaging,
            externals: [{ id: 'pacs', name: 'Picture archive (DICOM)' }],
            text: 'Laboratory and imaging each translate HL7 or FHIR at their own border, so that no standard leaks into the other contexts.',
          },
        },
        said: /\b(hl7|fhir|dicom|laborator(y|ies)|pacs)\b/i,
      },
    ],
    services: `
patient: Knows each patient once and who may see what
  owns patient(name, birth_date:date, insurance_number); consent(patient_id, purpose, given_at)
  emits patient.registered patient.merged
  is sql personal core readheavy
encounter: Follows a stay or visit from admission to discharge
  owns encounter(patient_id, ward, admitted_at, discharged_at, status:planned/admitted/discharged); transfer(encounter_id, ward, moved_at)
  emits encounter.admitted encounter.discharged
  calls patient
  is sql core
record: Keeps findings, notes and vital signs
  owns observation(encounter_id, code, value, observed_at); note(encounter_id, author_id, body)
  emits observation.recorded observation.viewed
  hears laboratory.result.reported
  is document personal
medication: Prescribes, checks interactions and documents what was given
  owns prescription(encounter_id, substance, dose, status:active/stopped); administration(prescription_id, given_at, by_id)
  emits prescription.ordered prescription.stopped
  hears record.observation.recorded
  is sql
laboratory: Sends orders to the laboratory and takes results back
  owns lab_order(encounter_id, panel, status:ordered/taken/reported); lab_result(lab_order_id, value, abnormal:bool)
  emits result.reported
  uses lab
  is sql
scheduling: Plans beds, rooms and appointments
  owns appointment(patient_id, resource_id, starts_at, status:booked/held/done); bed(ward, number, status:free/taken/cleaning)
  emits appointment.booked
  hears encounter.encounter.admitted encounter.encounter.discharged
  is sql contended
billing: Codes what was done and settles with insurers
  owns case_bill(encounter_id, code, total:money, status:open/sent/paid)
  emits bill.sent
  hears encounter.encounter.discharged
  uses insurer
  is sql money batch
+ audit: patient.patient.registered patient.patient.merged medication.prescription.ordered record.observation.viewed
+ notification: scheduling.appointment.booked laboratory.result.reported
`,
  },
  {
    id: 'hr-payroll',
    name: 'HR and payroll',
    words:
      'payroll|human resources|hr system|hr platform|employees|leave management|time tracking|lohnabrechnung|gehaltsabrechnung|personalverwaltung|nómina|recursos humanos|工资|人力资源|薪资',
    unit: 'time entries',
    perDay: 20_000,
    fronts: 'Employee portal, HR console',
    externals: 'bank=Salary bank, authorities=Tax and social insurance, messaging=Mail and push provider',
    invariant: 'A payslip can be recomputed from the rules and data of its month.',
    risks: [
      'A rule changes in the middle of a month|Version rules by date and recompute with the version that applied',
      'Salaries seen by the wrong people|Keep pay in its own store with field-level access, and log every read',
    ],
    asks: [
      {
        id: 'countries',
        question: 'In which countries are people paid?',
        why: 'Each country has its own rules, reports and deadlines.',
        options: ['One country', 'A few in the EU', 'World-wide through partners'],
        default: 'One country',
        said: /\b(countr(y|ies)|germany|france|spain|us|usa|uk|eu|world-?wide)\b/i,
      },
    ],
    services: `
employee: Keeps people, contracts and the organisation
  owns employee(name, birth_date:date, hired_on:date); contract(employee_id, salary:money, hours:number, valid_from:date); unit(name, manager_id)
  emits employee.hired contract.changed employee.left
  is sql personal core
time: Records hours worked
  owns time_entry(employee_id, day:date, hours:number, project)
  emits month.closed
  is sql ingest
leave: Plans and approves absences
  owns absence(employee_id, kind:holiday/sick/parental, from:date, until:date, status:asked/approved/rejected); entitlement(employee_id, year:int, days:number)
  emits absence.approved
  calls employee
  is sql
payrun: Computes pay for a month, repeatable to the cent
  owns pay_run(month, status:open/computed/approved/paid); payslip(pay_run_id, employee_id, gross:money, net:money)
  emits payrun.approved payslip.issued
  hears time.month.closed leave.absence.approved employee.contract.changed
  is sql money batch core
disbursement: Sends salaries to the bank and follows them
  owns salary_transfer(payslip_id, iban, amount:money, status:ready/sent/confirmed)
  emits transfer.confirmed
  hears payrun.payrun.approved
  uses bank
  is sql money
filing: Reports to authorities on time
  owns filing(month, authority, status:due/sent/accepted)
  emits filing.accepted
  hears payrun.payrun.approved
  uses authorities
  is sql batch
+ audit: employee.contract.changed payrun.payrun.approved
+ notification: leave.absence.approved payrun.payslip.issued
`,
  },
  {
    id: 'e-learning',
    name: 'E-learning',
    words:
      'e-learning|elearning|online courses|course platform|learning platform|lms|school platform|university platform|lernplattform|onlinekurse|plataforma de aprendizaje|cursos en línea|在线教育|网课',
    unit: 'lessons',
    perDay: 50_000,
    fronts: 'Learner app, Teacher studio',
    externals: 'payments=Payment provider, video=Video delivery, messaging=Mail and push provider',
    invariant: 'Progress and marks are never lost, and a mark is given once per attempt.',
    risks: [
      'A class starts an exam at the same second|Hand out exams ahead, take answers through a queue, and accept late arrival by time stamp',
      'Video costs outgrow income|Encode once, deliver through a content network, and cap quality per plan',
    ],
    asks: [
      {
        id: 'exams',
        question: 'Are there exams that count?',
        why: 'Graded exams need time limits, integrity checks and records.',
        options: ['No', 'Quizzes only', 'Graded exams'],
        default: 'Quizzes only',
        said: /\b(exams?|quiz(zes)?|certificates?|graded|grading)\b/i,
      },
    ],
    services: `
course: Keeps courses, lessons and their versions
  owns course(title, teacher_id, level, status:draft/published/retired); lesson(course_id, title, position:int, content_url)
  emits course.published
  is document readheavy
enrolment: Knows who may learn what
  owns enrolment(learner_id, course_id, status:active/finished/ended); cohort(course_id, starts_on:date)
  emits enrolment.started enrolment.finished
  hears payment.payment.captured progress.course.finished
  calls course
  is sql core
progress: Follows each learner through the lessons
  owns lesson_progress(learner_id, lesson_id, percent:int, updated_at)
  emits course.finished
  is keyvalue ingest
assessment: Gives quizzes and exams and marks them
  owns quiz(course_id, questions:list, minutes:int); attempt(quiz_id, learner_id, score:number, status:started/handed_in/marked)
  emits attempt.marked
  is document contended
certificate: Issues certificates that can be checked
  owns certificate(learner_id, course_id, code, issued_at)
  emits certificate.issued
  hears assessment.attempt.marked enrolment.enrolment.finished
  is sql
+ media
+ payment
+ notification: enrolment.enrolment.started assessment.attempt.marked certificate.certificate.issued
`,
  },
  {
    id: 'appointments',
    name: 'Appointment booking',
    words:
      'appointment booking|appointments|salon|barber|dentist booking|scheduling app|coworking|tennis court|class booking|gym|terminbuchung|terminvergabe|citas|reserva de citas|预约',
    unit: 'appointments',
    perDay: 2_000,
    fronts: 'Booking page, Staff calendar',
    externals: 'payments=Payment provider, calendars=Outside calendars, messaging=Mail and push provider',
    invariant: 'A person or room has one appointment at a time.',
    risks: [
      'Two people book the same slot|Take slots under an exclusion constraint in the store, not by a check before',
      'People do not come|Remind, take a deposit, and offer freed slots to a waiting list',
    ],
    asks: [
      {
        id: 'deposit',
        question: 'Is something paid when booking?',
        why: 'A deposit brings payments and refunds into the booking.',
        options: ['No', 'A deposit', 'The full price'],
        default: 'No',
        effects: {
          No: { without: ['payment'], text: 'Nothing is paid when booking, so there is no payment service.' },
        },
        said: /\b(deposit|pay(ment|s|ing)?|prepaid|free of charge)\b/i,
      },
    ],
    services: `
offer: Describes services, staff and prices
  owns treatment(name, minutes:int, price:money); staff_member(name, skills:list)
  emits treatment.changed
  is sql readheavy
booking: Takes an appointment from request to visit
  owns appointment(customer_id, treatment_id, staff_member_id, starts_at, status:held/booked/done/missed/cancelled)
  emits appointment.booked appointment.cancelled
  calls calendar
  is sql core
customer: Keeps customers and their history
  owns customer(name, phone, notes)
  emits customer.registered
  is sql personal
sync: Keeps outside calendars in step
  owns calendar_link(staff_member_id, provider, cursor)
  hears booking.appointment.booked booking.appointment.cancelled
  uses calendars
  is sql
+ calendar
+ payment: booking.appointment.booked
+ notification: booking.appointment.booked booking.appointment.cancelled
`,
  },
];
