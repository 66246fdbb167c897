import {
  byte,
  bytes,
  flatBuffer,
  floats,
  int,
  ints,
  many,
  one,
  table,
  text,
} from "./flat-table.ts";
import type { Table } from "./flat-table.ts";

/** The side of the square that a picture is made to before it is looked at, as in MediaPipe's own model. */
const SIDE = 256;

/** How soon between person and room a colour is neither: here within 1/50 of the range of a channel. */
const STEEPNESS = 50;

/*
 * Numbers of TensorFlow's schema.fbs (version 3) and of TFLite Support's metadata_schema.fbs. Tables
 * have their fields up to the last one that is needed here, in the order of these schemas.
 */
const VERSION = 3;
const FLOAT32 = 0;
const CONV_2D = 3;
const LOGISTIC = 14;
const OPTIONS_OF_CONV_2D = 1;
const SAME = 0;
const IMAGE_PROPERTIES = 2;
const RGB = 1;
const NORMALIZATION_OPTIONS = 1;

/** In the order of the model's `buffers`; the first one is by convention empty. */
const [NOTHING, WEIGHTS, BIAS, METADATA] = [0, 1, 2, 3];

/**
 * A model (TFLite, under a kilobyte) that MediaPipe's image segmenter runs as it runs its own: in
 * goes a picture of 256 by 256, out comes for every pixel how sure it is that a person is there.
 * That is so wherever there is more green than blue, for no model that knows people is ours to ship.
 */
export function segmenter(): Uint8Array {
  const content = [
    new Uint8Array(),
    new Uint8Array(Float32Array.of(0, STEEPNESS, -STEEPNESS).buffer),
    new Uint8Array(Float32Array.of(0).buffer),
    metadata(),
  ];
  const model = table(
    ["version", "operatorCodes", "subgraphs", "description", "buffers", "reserved", "metadata"],
    {
      version: int(VERSION),
      operatorCodes: many(code(CONV_2D), code(LOGISTIC)),
      subgraphs: many(
        table(["tensors", "inputs", "outputs", "operators"], {
          tensors: many(
            tensor("picture", [1, SIDE, SIDE, 3], NOTHING),
            tensor("weights", [1, 1, 1, 3], WEIGHTS),
            tensor("bias", [1], BIAS),
            tensor("green over blue", [1, SIDE, SIDE, 1], NOTHING),
            tensor("person", [1, SIDE, SIDE, 1], NOTHING),
          ),
          inputs: ints(0),
          outputs: ints(4),
          operators: many(
            table(["code", "inputs", "outputs", "optionsType", "options"], {
              code: int(0),
              inputs: ints(0, 1, 2),
              outputs: ints(3),
              optionsType: byte(OPTIONS_OF_CONV_2D),
              options: one(
                table(["padding", "strideWidth", "strideHeight"], {
                  padding: byte(SAME),
                  strideWidth: int(1),
                  strideHeight: int(1),
                }),
              ),
            }),
            table(["code", "inputs", "outputs"], {
              code: int(1),
              inputs: ints(3),
              outputs: ints(4),
            }),
          ),
        }),
      ),
      buffers: many(
        ...content.map((data) => table(["data"], data.length === 0 ? {} : { data: bytes(data) })),
      ),
      metadata: many(
        table(["name", "buffer"], { name: text("TFLITE_METADATA"), buffer: int(METADATA) }),
      ),
    },
  );
  return flatBuffer(model, "TFL3");
}

function tensor(name: string, shape: readonly number[], buffer: number): Table {
  return table(["shape", "type", "buffer", "name"], {
    shape: ints(...shape),
    type: byte(FLOAT32),
    buffer: int(buffer),
    name: text(name),
  });
}

/** An operator of version 1, said where older readers look and where newer ones do. */
function code(operator: number): Table {
  return table(["deprecatedCode", "customCode", "version", "code"], {
    deprecatedCode: byte(operator),
    version: int(1),
    code: int(operator),
  });
}

/** Without this MediaPipe takes no model: that a picture goes in, and as numbers from 0 to 1. */
function metadata(): Uint8Array {
  const picture = table(["name", "description", "dimensionNames", "content", "processUnits"], {
    content: one(
      table(["type", "properties"], {
        type: byte(IMAGE_PROPERTIES),
        properties: one(table(["colorSpace"], { colorSpace: byte(RGB) })),
      }),
    ),
    processUnits: many(
      table(["type", "options"], {
        type: byte(NORMALIZATION_OPTIONS),
        options: one(table(["mean", "std"], { mean: floats(0), std: floats(255) })),
      }),
    ),
  });
  const graph = table(["name", "description", "inputs", "outputs"], {
    inputs: many(picture),
    outputs: many(table(["name"], { name: text("person") })),
  });
  const root = table(["name", "description", "version", "graphs"], { graphs: many(graph) });
  return flatBuffer(root, "M001");
}
