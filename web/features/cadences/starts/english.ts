import { letter, type Start } from '#web/features/cadences/starts/start.ts';

const hello = 'Hello {{ record.first_name | default: "there" }},';
const bye = 'Best regards,<br>{{ owner.name }}, {{ organization.name }}';
const leave = '<a href="{{ unsubscribe_url }}">Unsubscribe</a>';

export const englishStarts: readonly Start[] = [
  {
    key: 'first-contact',
    title: 'First contact',
    text: 'An email; whoever doesn’t open it within 3 days gets a second one, whoever opens it a call. A reply ends it.',
    file: {
      followUps: [
        {
          id: 'first-email',
          email: { to: 'email', template: 'First contact – email 1' },
          then: [
            {
              id: 'call',
              when: ['opened'],
              delay: { days: 1 },
              call: {
                subject: 'Call about our first email',
                purpose: 'They have read our email. Ask what they need.',
                startsAfter: { hours: 1 },
              },
            },
            {
              id: 'second-email',
              when: [{ not: 'opened', within: { days: 3 } }],
              email: { to: 'email', template: 'First contact – email 2' },
              then: [
                {
                  id: 'last-try',
                  when: [{ not: 'opened', within: { days: 4 } }],
                  task: { subject: 'Find another way to reach them', due: { days: 2 } },
                },
              ],
            },
          ],
        },
      ],
      unenroll: [
        { id: 'replied', goal: true, email: ['replied'] },
        { id: 'unsubscribed', email: ['unsubscribed', 'bounced'] },
      ],
      templates: {
        'First contact – email 1': {
          subject: 'A question about {{ record.company | default: "your company" }}',
          html: letter(
            hello,
            'who looks after this at your place? I would like to show in ten minutes what we do for firms like yours.',
            bye,
            leave,
          ),
        },
        'First contact – email 2': {
          subject: 'Did my question reach you?',
          html: letter(
            hello,
            'perhaps my first message got lost. A short reply is enough: is this a topic for you at the moment?',
            bye,
            leave,
          ),
        },
      },
    },
  },
  {
    key: 'feature',
    title: 'Something new',
    text: 'Tells of something new. Whoever clicks gets a call with guidance, whoever doesn’t a shorter email after 3 days.',
    file: {
      followUps: [
        {
          id: 'announcement',
          email: { to: 'email', template: 'Something new – email 1' },
          then: [
            {
              id: 'guidance',
              when: ['clicked'],
              call: { subject: 'Show how it works', startsAfter: { days: 1 }, reminder: { minutes: 15 } },
            },
            {
              id: 'second-look',
              when: [{ not: 'clicked', within: { days: 3 } }],
              email: { to: 'email', template: 'Something new – email 2' },
            },
          ],
        },
      ],
      unenroll: [
        { id: 'replied', goal: true, email: ['replied'] },
        { id: 'unsubscribed', email: ['unsubscribed'] },
      ],
      templates: {
        'Something new – email 1': {
          subject: 'New for you',
          html: letter(
            hello,
            'we have made something new. <a href="https://example.com/new">See what it is</a>.',
            bye,
            leave,
          ),
        },
        'Something new – email 2': {
          subject: 'New for you, in two minutes',
          html: letter(hello, 'no time yet? <a href="https://example.com/new">Two minutes are enough</a>.', bye, leave),
        },
      },
    },
  },
  {
    key: 'feedback',
    title: 'Feedback after an order',
    text: 'Asks for feedback. A reply makes a task for a colleague; without one there is a reminder after 5 days.',
    file: {
      followUps: [
        {
          id: 'ask',
          delay: { days: 3 },
          email: { to: 'email', template: 'Feedback – question' },
          then: [
            {
              id: 'answer',
              when: ['replied'],
              task: { subject: 'Answer the feedback in person', due: { days: 1 }, priority: 'high' },
            },
            {
              id: 'remind',
              when: [{ not: 'replied', within: { days: 5 } }],
              email: { to: 'email', template: 'Feedback – reminder' },
            },
          ],
        },
      ],
      unenroll: [{ id: 'unsubscribed', email: ['unsubscribed', 'bounced'] }],
      templates: {
        'Feedback – question': {
          subject: 'Is everything as you wished?',
          html: letter(
            hello,
            'thank you for your order. Is everything as you wished? Just reply to this email.',
            bye,
            leave,
          ),
        },
        'Feedback – reminder': {
          subject: 'One question about your order',
          html: letter(hello, 'a single sentence helps us to get better: what should we change?', bye, leave),
        },
      },
    },
  },
  {
    key: 'call-first',
    title: 'Call first',
    text: 'A call at once; when nobody answers an email, and another call two days later.',
    file: {
      followUps: [
        {
          id: 'call',
          call: { subject: 'First call', startsAfter: { hours: 1 }, reminder: { minutes: 15 } },
          then: [
            {
              id: 'email',
              when: [{ result: 'no_response' }, { result: 'busy' }],
              email: { to: 'email', template: 'Call first – not reached' },
              then: [
                {
                  id: 'second-call',
                  when: ['sent'],
                  delay: { days: 2 },
                  call: { subject: 'Second call', startsAfter: { hours: 1 } },
                },
              ],
            },
          ],
        },
      ],
      unenroll: [
        { id: 'interested', goal: true, results: ['interested'] },
        { id: 'wrong-number', results: ['invalid_number', 'not_interested'] },
        { id: 'replied', goal: true, email: ['replied'] },
      ],
      templates: {
        'Call first – not reached': {
          subject: 'I tried to call you',
          html: letter(hello, 'I couldn’t reach you by phone. When may I call again?', bye, leave),
        },
      },
    },
  },
];
