import { App } from 'aws-cdk-lib';
import { contract } from '../functions/contract.ts';
import { addDesk } from './app.ts';
import { bundle } from './bundle.ts';
import { stageOf } from './stage.ts';

const app = new App();
addDesk(app, { stage: stageOf((key) => app.node.tryGetContext(key)), code: await bundle(), contract });
