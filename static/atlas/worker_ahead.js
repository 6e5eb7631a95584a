/** Starts the worker that fills areas as soon as this small script is there; the map's own takes longer to come. */

import { firstWorker } from "./map/areas/start_worker.js";

firstWorker();
