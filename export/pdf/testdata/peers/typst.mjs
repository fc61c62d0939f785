// Prints the milliseconds that Typst takes in this process, its faces read, for one file into PDF:
//
//	NODE_PATH=…/node_modules node typst.mjs SOURCE FACES OUT
//
// It needs the npm package @myriaddreamin/typst-ts-node-compiler.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";

const { NodeCompiler } = createRequire(import.meta.url)("@myriaddreamin/typst-ts-node-compiler");
const [source, faces, out] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace: dirname(source), fontArgs: [{ fontPaths: [faces] }] });
const start = process.hrtime.bigint();
const pdf = compiler.pdf({ mainFilePath: source });
const took = Number(process.hrtime.bigint() - start) / 1e6;
writeFileSync(out, pdf);
console.log(took.toFixed(1));
