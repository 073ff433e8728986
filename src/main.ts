import { y } from '#api/probe.ts'; console.log(y);
