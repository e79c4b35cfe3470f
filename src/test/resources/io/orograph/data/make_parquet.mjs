// Writes the small Parquet files beside this script: node make_parquet.mjs, after npm install parquet-wasm apache-arrow in a
// folder that NODE_PATH names. The tests know what is in them.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { deflateSync, crc32 } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(join(process.env.NODE_PATH, "/"));
const arrow = require("apache-arrow");
const parquet = require("parquet-wasm/node");
const here = dirname(fileURLToPath(import.meta.url));

function write(name, table, compression, metadata) {
  let options = new parquet.WriterPropertiesBuilder()
    .setCompression(parquet.Compression[compression])
    .setCreatedBy("parquet-wasm");
  if (metadata) {
    options = options.setKeyValueMetadata(new Map(Object.entries(metadata)));
  }
  const wasm = parquet.Table.fromIPCStream(arrow.tableToIPC(table, "stream"));
  writeFileSync(join(here, name), parquet.writeParquet(wasm, options.build()));
}

function list(type, rows) {
  return arrow.vectorFromArray(rows, new arrow.List(new arrow.Field("item", type, true)));
}

// Rows i = 0 to 4: a = i + 0.1, b = i², flag, name of a class.
const count = [0, 1, 2, 3, 4];
const table = new arrow.Table({
  a: arrow.vectorFromArray(count.map((i) => i + 0.1), new arrow.Float64()),
  b: arrow.vectorFromArray(count.map((i) => i * i), new arrow.Int32()),
  flag: arrow.vectorFromArray(count.map((i) => i % 2 === 0), new arrow.Bool()),
  label: arrow.vectorFromArray(count.map((i) => (i % 2 ? "odd" : "even")), new arrow.Utf8()),
});
for (const compression of ["UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW", "BROTLI"]) {
  write(`table-${compression.toLowerCase().replace("_", "-")}.parquet`, table, compression);
}

// Row i of three: pixels [i, i + 0.5], image [[i, 1], [2, 3]] of bytes, label i.
const three = [0, 1, 2];
const inner = new arrow.List(new arrow.Field("item", new arrow.Uint8(), true));
write(
  "lists.parquet",
  new arrow.Table({
    image: list(inner, three.map((i) => [[i, 1], [2, 3]])),
    pixels: list(new arrow.Float32(), three.map((i) => [i, i + 0.5])),
    ragged: list(new arrow.Float32(), three.map((i) => Array(i + 1).fill(i))),
    label: arrow.vectorFromArray(three, new arrow.Int32()),
  }),
  "SNAPPY",
);

// As hubs hand out pictures: of one grey pixel, i + 10, with the names of the classes beside.
function chunk(type, bytes) {
  const body = Buffer.concat([Buffer.from(type), bytes]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(bytes.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(grey) {
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.from([0, grey]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const image = new arrow.Struct([
  new arrow.Field("bytes", new arrow.Binary(), true),
  new arrow.Field("path", new arrow.Utf8(), true),
]);
write(
  "pictures.parquet",
  new arrow.Table({
    image: arrow.vectorFromArray(three.map((i) => ({ bytes: png(i + 10), path: `${i}.png` })), image),
    label: arrow.vectorFromArray([1, 0, 1].map(BigInt), new arrow.Int64()),
  }),
  "SNAPPY",
  { huggingface: JSON.stringify({ info: { features: { label: { names: ["cat", "dog"], _type: "ClassLabel" } } } }) },
);
