import { Construct } from 'constructs';
import { DecisionsPublicEnv, DecisionsWorkEnv } from '../../functions/decisions/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { answerWaits } from '../constructs/desk-machine.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';

/** The page that customers answer on, and what follows from answers and deadlines. */
export class Decisions extends Construct {
  readonly public: DeskFunction;
  readonly work: DeskFunction;
  readonly workQueue: DeskQueue;

  constructor(scope: Construct, shared: Surroundings) {
    super(scope, 'decisions');
    const { stage } = shared;
    this.public = new DeskFunction(this, {
      ...shared,
      group: 'decisions-public',
      env: DecisionsPublicEnv,
      vars: {},
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'], private: ['get'] },
      may: [answerWaits(this, stage)],
    });
    this.work = new DeskFunction(this, {
      ...shared,
      group: 'decisions-work',
      env: DecisionsWorkEnv,
      vars: {},
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'], private: ['get'] },
      may: [answerWaits(this, stage)],
      seconds: 60,
    });
    this.workQueue = new DeskQueue(this, { stage, consumer: this.work, workers: 10 });
  }
}
