// Serves a folder as hosts of static sites do, text compressed, on a free port of this
// machine, and counts the bytes of what it sends.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export async function serve(folder) {
  const served = { address: "", sent: 0, close: () => server.close() };
  const server = createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const type = types[extname(path)];
    try {
      const bytes = readFileSync(join(folder, path));
      const body = type === "font/woff2" ? bytes : gzipSync(bytes);
      served.sent += body.length;
      answer.writeHead(200, {
        "content-type": type,
        ...(body === bytes ? {} : { "content-encoding": "gzip" }),
      });
      answer.end(body);
    } catch {
      answer.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  served.address = `http://127.0.0.1:${server.address().port}/`;
  return served;
}
