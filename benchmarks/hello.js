// Express and nothing else, to compare two versions of Node by it (goal P16). It runs on both.
import express from 'express';

const app = express();
app.disable('x-powered-by');
app.get('/hello', (request, response) => response.json({ message: 'hello', ok: true }));

const server = app.listen(Number(process.env['PORT']), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
